"""Homes from a file: choose it, see what would happen, then load the good rows or none."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import MemberRequest, member_required
from portal.accounts.models import Role
from portal.lib.tabular import MAX_BYTES, BadCell, Table, Unreadable, read, write_csv
from portal.lib.text import plain

from .. import access, importing
from .desk import KEEPERS

KEPT_AS = "home_import"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("部屋のファイル"),
        allow_empty_file=True,
        help_text=gettext_lazy("CSV か Excel（.xlsx）。見出しはひな形のとおりにします。"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    use_required_attribute = False

    def clean_file(self) -> tuple[str, Table]:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("ファイルが大きすぎます（%(limit)d MB まで）。分けてください。") % {"limit": MAX_BYTES // 1_000_000}
            )
        try:
            return plain(upload.name)[:100], read(upload.read(), upload.name)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error


class DecisionForm(forms.Form):
    bad = forms.ChoiceField(
        label=gettext_lazy("直すところがある行をどうしますか"),
        choices=[("good", gettext_lazy("よい行だけを取り込む")), ("none", gettext_lazy("一つでもあれば取り込まない"))],
        widget=forms.RadioSelect,
        initial="good",
    )
    then = forms.ChoiceField(
        label=gettext_lazy("取り込んだ部屋をどうしますか"),
        choices=[
            ("draft", gettext_lazy("下書きとして残す")),
            ("submit", gettext_lazy("今も空いているので、そのまま出す（決まりに合わないものは下書きに残す）")),
        ],
        widget=forms.RadioSelect,
        initial="draft",
    )
    use_required_attribute = False


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def upload(request: MemberRequest) -> HttpResponse:
    access.partner_of(request.organisation, *KEEPERS)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() and (token := _keep(request, form)):
            return redirect("homes:partner_import_preview", token)
    context = {"form": form, "has_errors": form.is_bound and bool(form.errors), "limit": importing.MAX_ROWS}
    return render(request, "homes/partner/import.html", context)


def _keep(request: MemberRequest, form: UploadForm) -> str:
    """The table waits in the session for the decision; "" when it holds no homes."""
    name, table = form.cleaned_data["file"]
    try:
        importing.read_rows(table, request.organisation)
    except Unreadable as error:
        form.add_error("file", str(error))
        return ""
    token = secrets.token_urlsafe(16)
    request.session[KEPT_AS] = {
        "token": token,
        "organisation": request.organisation.pk,
        "name": name,
        "rows": table.rows,
        "bad": [[cell.row, cell.column, cell.reason] for cell in table.bad_cells],
    }
    return token


def _kept(request: MemberRequest, token: str) -> tuple[str, Table]:
    kept: dict[str, Any] = request.session.get(KEPT_AS) or {}
    if kept.get("token") != token or kept.get("organisation") != request.organisation.pk:
        raise Http404
    return kept["name"], Table(kept["rows"], [BadCell(*cell) for cell in kept["bad"]])


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def preview(request: MemberRequest, public_id: str) -> HttpResponse:
    """What the file would do; by the decision, what it did. A second press finds the table used up."""
    name, table = _kept(request, public_id)
    form = DecisionForm(request.POST) if request.method == "POST" else DecisionForm()
    decided = request.method == "POST" and form.is_valid()
    report = importing.load(
        table,
        organisation=request.organisation,
        actor=request.user,
        at=timezone.now(),
        submit=decided and form.cleaned_data["then"] == "submit",
        none_if_bad=decided and form.cleaned_data["bad"] == "none",
        dry_run=not decided,
    )
    if decided:
        del request.session[KEPT_AS]
        if not report.created + report.updated + report.submitted:
            messages.warning(request, _("新しく取り込んだ部屋はありません。"))
    context = {"name": name, "report": report, "form": form, "decided": decided, "key": public_id}
    return render(request, "homes/partner/import_preview.html", context)


@require_GET
@member_required(Role.EDITOR)
def template(request: MemberRequest) -> StreamingHttpResponse:
    """An empty table with the header, and a second line that says what may stand in each column."""
    response = StreamingHttpResponse(
        write_csv([importing.header(), importing.hints()]), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="homes-template.csv"'
    return response
