"""Rows of a table from a file: what it would do, cell by cell, then the good rows or none."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed
from portal.grants.schemes.structure import Table
from portal.imports.desk import UploadForm
from portal.lib.refusal import Refused
from portal.lib.tabular import BadCell, Unreadable, write_csv
from portal.lib.tabular import Table as File

from .. import importing, queries
from ..actions import rows
from ..facts import rows_of
from ..models import Filing
from ..wording import in_words
from .doors import back_to, of_filing, page, to
from .tables import table_of

SESSION_KEY = "grant_rows"


class LoadForm(forms.Form):
    bad = forms.ChoiceField(
        label=gettext_lazy("直すところがある行をどうしますか"),
        choices=[("none", gettext_lazy("一つでもあれば取り込まない")), ("good", gettext_lazy("よい行だけを取り込む"))],
        widget=forms.RadioSelect,
        initial="none",
    )
    now = forms.ChoiceField(
        label=gettext_lazy("いまある行をどうしますか"),
        choices=[
            ("replace", gettext_lazy("ファイルにある行だけにする")),
            ("add", gettext_lazy("残して、足りない行を足す")),
        ],
        widget=forms.RadioSelect,
        initial="replace",
        help_text=gettext_lazy("同じ行は二つになりません。新しい内容に直します。"),
    )
    use_required_attribute = False


def _open(request: PersonRequest, filing: Filing, table: Table) -> HttpResponse | None:
    """Where to go instead when the table is closed now."""
    if queries.scope_of(filing).table(table.code):
        return None
    messages.error(request, _("この表は今、取り込めません。"))
    return redirect(back_to(request, filing))


@require_http_methods(["GET", "POST"])
@of_filing(write=True)
def upload(request: PersonRequest, filing: Filing, code: str) -> HttpResponse:
    task, table = table_of(filing, code)
    if elsewhere := _open(request, filing, table):
        return elsewhere
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, thing=table.label)
    if form.is_bound and form.is_valid() and (token := _keep(request, filing, table, form)):
        return redirect(to(request, "preview", filing, code, token))
    context = {"task": task, "table": table, "form": form, "has_errors": bool(form.errors)}
    return page(request, "upload.html", filing, context, 422 if form.errors else 200)


def _keep(request: PersonRequest, filing: Filing, table: Table, form: UploadForm) -> str:
    """The rows wait in the session for the decision; "" when they are of something else."""
    name, file = form.cleaned_data["file"]
    try:
        importing.read_rows(file, table, filing)
    except Unreadable as error:
        form.add_error("file", str(error))
        return ""
    token = secrets.token_urlsafe(16)
    request.session[SESSION_KEY] = {
        "token": token,
        "filing": filing.pk,
        "table": table.code,
        "name": name,
        "rows": file.rows,
        "bad": [[cell.row, cell.column, cell.reason] for cell in file.bad_cells],
    }
    return token


def _kept(request: PersonRequest, filing: Filing, table: Table, token: str) -> tuple[str, File]:
    kept: dict[str, Any] = request.session.get(SESSION_KEY) or {}
    if (kept.get("token"), kept.get("filing"), kept.get("table")) != (token, filing.pk, table.code):
        raise Http404
    return kept["name"], File(kept["rows"], [BadCell(*cell) for cell in kept["bad"]])


@require_http_methods(["GET", "POST"])
@of_filing(write=True)
def preview(request: PersonRequest, filing: Filing, code: str, token: str) -> HttpResponse:
    """What the file would do; by the decision, what it did. A second press finds the file used up."""
    task, table = table_of(filing, code)
    name, file = _kept(request, filing, table, token)
    form = LoadForm(request.POST or None)
    decided = form.is_bound and form.is_valid()
    try:
        report = rows.import_rows(
            filing=filing,
            table=table.code,
            file=file,
            actor=request.user,
            at=timezone.now(),
            replace=decided and form.cleaned_data["now"] == "replace",
            none_if_bad=decided and form.cleaned_data["bad"] == "none",
            dry_run=not decided,
        )
    except NotAllowed:
        raise Http404 from None
    except (Refused, Unreadable) as refused:
        messages.error(request, str(refused))
        return redirect(to(request, "task", filing, code))
    loaded = report.created + report.updated + report.unchanged
    if decided:
        del request.session[SESSION_KEY]
        if not report.refused:
            messages.success(request, _("%(rows)d行を取り込みました。") % {"rows": loaded})
            return redirect(to(request, "task", filing, code))
    context = {
        "task": task,
        "table": table,
        "name": name,
        "report": report,
        "form": form,
        "decided": decided,
        "loaded": loaded,
    }
    return page(request, "preview.html", filing, context)


@require_GET
@of_filing()
def template(request: PersonRequest, filing: Filing, code: str) -> StreamingHttpResponse:
    """The header, a line that says what may stand in each column, and the rows that are there."""
    _task, table = table_of(filing, code)
    response = StreamingHttpResponse(write_csv(_lines(filing, table)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.code}.csv"'
    return response


def _lines(filing: Filing, table: Table) -> list[list[str]]:
    kept = [
        [in_words(column, values.get(column.key)) for column in table.columns]
        for _key, values in rows_of(filing)[table.code]
    ]
    return [importing.header(table), importing.hints(table), *kept]
