"""What a task shows besides its questions: rows with their sums, documents; and one row at a time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed, Stale
from portal.grants.schemes.queries import figures_of
from portal.grants.schemes.structure import Table, Task
from portal.lib.refusal import Refused

from .. import facts, queries, rules
from ..actions import rows
from ..forms import AnswerForm, DocumentForm, answers_as_typed
from ..models import Filing, Row
from ..wording import in_words
from .doors import of_filing, page, to


def shown(request: PersonRequest, filing: Filing, task: Task, upload: DocumentForm | None = None) -> dict[str, Any]:
    """What a page of a task shows besides its questions."""
    context: dict[str, Any] = {"table": None, "slots": []}
    scope = queries.scope_of(filing)
    if task.table:
        context |= {
            "table": task.table,
            "rows": row_lines(request, filing, task),
            "may_add": scope.table(task.table.code),
        }
    if task.slots:
        kept = facts.documents_of(filing)
        context["slots"] = [
            {
                "slot": slot,
                "needed": slot.needed(filing.answers),
                "documents": [one for one in kept if one.slot == slot.code],
                "form": upload if upload and upload.prefix == slot.code else DocumentForm(prefix=slot.code),
                "open": scope.slot(slot.code),
            }
            for slot in task.slots
        ]
    return context


def row_lines(request: PersonRequest, filing: Filing, task: Task) -> list[dict[str, Any]]:
    """Each row: title, yen, what is wrong, and where it is changed."""
    table = task.table
    if table is None:
        return []
    stored, scope = facts.rows_of(filing)[table.code], queries.scope_of(filing)
    found = facts.calculation_of(filing)
    wrong: dict[str, list[rules.Gap]] = {}
    for gap in rules.table_gaps(task, stored, figures_of(filing.grant.version)):
        wrong.setdefault(gap.at, []).append(gap)
    return [
        {
            "key": key,
            "title": table.title(values),
            "yen": found.rows.get(key) if found else None,
            "problems": wrong.get(key, []),
            "open": scope.row(table.code, key),
            "url": to(request, "row", filing, task.code, key),
        }
        for key, values in stored
    ]


def table_of(filing: Filing, code: str) -> tuple[Task, Table]:
    task = filing.form.task(code)
    if task is None or task.table is None:
        raise Http404
    return task, task.table


@require_http_methods(["GET", "POST"])
@of_filing(write=True)
def row(request: PersonRequest, filing: Filing, code: str, row_key: str = "") -> HttpResponse:
    """A row that is there, or a new one."""
    task, table = table_of(filing, code)
    stored = get_object_or_404(Row, filing=filing, table=table.code, key=row_key) if row_key else None
    scope = queries.scope_of(filing)
    if not (scope.row(table.code, row_key) if row_key else scope.table(table.code)):
        messages.error(request, _("ここは今、直せません。直せるのは、区がお願いしたところだけです。"))
        return redirect(to(request, "task", filing, code))
    if request.method == "POST":
        return _save_row(request, filing, task, table, stored)
    values = stored.values if stored else {}
    typed = answers_as_typed(table.columns, values, filing.saves)
    form = AnswerForm(table.columns, typed) if stored else AnswerForm(table.columns, initial=typed)
    if stored:
        form.pin(_problems(filing, task, stored.key))
    return _row_page(request, filing, task, table, form, stored)


def _problems(filing: Filing, task: Task, key: str) -> list[rules.Gap]:
    found = rules.table_gaps(task, facts.rows_of(filing)[task.table.code], figures_of(filing.grant.version))  # type: ignore[union-attr]
    return [gap for gap in found if gap.at == key]


def _save_row(request: PersonRequest, filing: Filing, task: Task, table: Table, stored: Row | None) -> HttpResponse:
    form = AnswerForm(table.columns, request.POST)
    if not form.is_valid():
        return _row_page(request, filing, task, table, form, stored, status=422)
    try:
        kept = rows.save_row(
            filing=filing,
            table=table.code,
            key=stored.key if stored else "",
            values=form.kept(),
            saves=form.cleaned_data["saves"],
            actor=request.user,
            at=timezone.now(),
        )
    except NotAllowed:
        raise Http404 from None
    except Stale as stale:
        return _stale_row(request, filing, task, table, stored, form, str(stale))
    except Refused as refused:
        form.add_error(None, str(refused))
        return _row_page(request, filing, task, table, form, stored, status=422)
    if _problems(filing, task, kept.key):
        return redirect(to(request, "row", filing, task.code, kept.key))
    if "another" in request.POST:
        return redirect(to(request, "new_row", filing, task.code))
    return redirect(to(request, "task", filing, task.code))


def _stale_row(
    request: PersonRequest, filing: Filing, task: Task, table: Table, stored: Row | None, form: AnswerForm, words: str
) -> HttpResponse:
    typed, old = form.kept(), stored.values if stored else {}
    pairs = [
        (str(column.label), in_words(column, old.get(column.key)), in_words(column, typed[column.key]))
        for column in table.columns
        if stored and old.get(column.key) != typed[column.key]
    ]
    data = request.POST.copy()
    data["saves"] = str(filing.saves)
    again = AnswerForm(table.columns, data)
    return _row_page(request, filing, task, table, again, stored, status=409, stale=words, pairs=pairs)


def _row_page(
    request: PersonRequest,
    filing: Filing,
    task: Task,
    table: Table,
    form: AnswerForm,
    stored: Row | None,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    found = facts.calculation_of(filing)
    context = {
        "task": task,
        "table": table,
        "form": form,
        "row": stored,
        "title": table.title(stored.values) if stored else _("新しい行"),
        "lines": facts.lines_by_row(found).get(stored.key, []) if stored else [],
        "yen": found.rows.get(stored.key) if found and stored else None,
        "has_errors": form.is_bound and bool(form.errors),
        **extra,
    }
    return page(request, "row.html", filing, context, status)


@require_POST
@of_filing(write=True)
def remove_row(request: PersonRequest, filing: Filing, code: str, row_key: str) -> HttpResponse:
    task, table = table_of(filing, code)
    try:
        rows.remove_row(filing=filing, table=table.code, key=row_key, actor=request.user, at=timezone.now())
        messages.success(request, _("行を消しました。"))
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(to(request, "task", filing, task.code))
