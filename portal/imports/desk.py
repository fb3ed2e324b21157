"""A table from an organisation's desk: choose it, see what would happen, then load the good rows or none."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.access import MemberRequest
from portal.lib.tabular import MAX_BYTES, BadCell, Table, Unreadable, read, write_csv
from portal.lib.text import plain

from .report import Report

Text = str | Promise


class UploadForm(forms.Form):
    file = forms.FileField(
        allow_empty_file=True,
        help_text=gettext_lazy("CSV か Excel（.xlsx）。見出しはひな形のとおりにします。"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, thing: Text) -> None:
        super().__init__(*args)
        self.fields["file"].label = _("%(thing)sのファイル") % {"thing": thing}

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
        choices=[("draft", gettext_lazy("下書きとして残す")), ("submit", "")],
        widget=forms.RadioSelect,
        initial="draft",
    )
    use_required_attribute = False

    def __init__(self, *args: Any, thing: Text, hand_in: Text) -> None:
        super().__init__(*args)
        then: Any = self.fields["then"]
        then.label = _("取り込んだ%(thing)sをどうしますか") % {"thing": thing}
        then.choices = [then.choices[0], ("submit", hand_in)]


@dataclass(frozen=True)
class ImportDesk:
    """The pages of one kind of table. `check(table, organisation)` raises `Unreadable` for a table of something else;
    `addresses` are the names of list, upload, preview and template.
    """

    code: str
    thing: Text
    hand_in: Text  # what the choice to hand the rows in says
    known_again: Text  # how a row is known again, for the instructions
    most: int
    check: Callable[[Table, Any], object]
    load: Callable[..., Report]
    template_rows: Callable[[], list[tuple[str, ...]]]
    addresses: tuple[str, str, str, str]

    def upload(self, request: MemberRequest) -> HttpResponse:
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*sent, thing=self.thing)
        if form.is_bound and form.is_valid() and (token := self._keep(request, form)):
            return redirect(self.addresses[2], token)
        context = {"form": form, "has_errors": bool(form.errors), "limit": self.most, **self._words()}
        return render(request, "imports/upload.html", context)

    def preview(self, request: MemberRequest, token: str) -> HttpResponse:
        """What the file would do; by the decision, what it did. A second press finds the table used up."""
        name, table = self._kept(request, token)
        sent = (request.POST,) if request.method == "POST" else ()
        form = DecisionForm(*sent, thing=self.thing, hand_in=self.hand_in)
        decided = form.is_bound and form.is_valid()
        report = self.load(
            table,
            organisation=request.organisation,
            actor=request.user,
            at=timezone.now(),
            submit=decided and form.cleaned_data["then"] == "submit",
            none_if_bad=decided and form.cleaned_data["bad"] == "none",
            dry_run=not decided,
        )
        if decided:
            del request.session[self._session_key]
            if not report.created + report.updated + report.submitted:
                messages.warning(request, _("新しく取り込んだ%(thing)sはありません。") % {"thing": self.thing})
        context = {"name": name, "report": report, "form": form, "decided": decided, **self._words()}
        return render(request, "imports/preview.html", context)

    def template(self) -> StreamingHttpResponse:
        """An empty table with the header, and a second line that says what may stand in each column."""
        response = StreamingHttpResponse(write_csv(self.template_rows()), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.code}-template.csv"'
        return response

    @property
    def _session_key(self) -> str:
        return f"{self.code}_import"

    def _words(self) -> dict[str, Any]:
        names = ("list_url", "upload_url", "template_url")
        addresses = (self.addresses[0], self.addresses[1], self.addresses[3])
        urls = {name: reverse(address) for name, address in zip(names, addresses, strict=True)}
        return {"thing": self.thing, "known_again": self.known_again, **urls}

    def _keep(self, request: MemberRequest, form: UploadForm) -> str:
        """The table waits in the session for the decision; "" when it is a table of something else."""
        name, table = form.cleaned_data["file"]
        try:
            self.check(table, request.organisation)
        except Unreadable as error:
            form.add_error("file", str(error))
            return ""
        token = secrets.token_urlsafe(16)
        request.session[self._session_key] = {
            "token": token,
            "organisation": request.organisation.pk,
            "name": name,
            "rows": table.rows,
            "bad": [[cell.row, cell.column, cell.reason] for cell in table.bad_cells],
        }
        return token

    def _kept(self, request: MemberRequest, token: str) -> tuple[str, Table]:
        kept: dict[str, Any] = request.session.get(self._session_key) or {}
        if kept.get("token") != token or kept.get("organisation") != request.organisation.pk:
            raise Http404
        return kept["name"], Table(kept["rows"], [BadCell(*cell) for cell in kept["bad"]])
