"""Writing a filing: the list of tasks, and one topic at a time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed, Stale
from portal.grants.schemes.queries import differences
from portal.grants.schemes.structure import Task
from portal.lib.refusal import Refused

from .. import facts, queries, rules
from ..actions import answering
from ..forms import AnswerForm, answers_as_typed
from ..models import Account, Filing
from ..wording import in_words
from . import accounts, tables
from .doors import back_to, of_filing, page, to
from .ways import asks_of, next_page

# What the script that saves while somebody types sends along.
AUTOSAVE = "X-Autosave"


@require_GET
@of_filing()
def task_list(request: PersonRequest, filing: Filing) -> HttpResponse:
    if filing.case.state == "correction":
        return redirect(to(request, "correction", filing))
    if filing.case.state != "draft":
        return redirect(back_to(request, filing))
    gaps = facts.gaps_of(filing)
    moved = filing.grant.moved_from
    context = {
        "tasks": task_lines(request, filing, gaps),
        "ready": not gaps,
        "changes": differences(moved, filing.grant.version) if moved else [],
        **preview(filing),
    }
    return page(request, "tasks.html", filing, context)


def task_lines(request: PersonRequest, filing: Filing, gaps: list[rules.Gap]) -> list[tuple[Any, ...]]:
    """(label, address, state in words, tone) of each task."""
    words, begun = queries.task_states(), _begun(filing)
    return [
        (task.label, to(request, "task", filing, task.code), *words[_state(task, gaps, begun)])
        for task in filing.form.tasks
    ]


def _begun(filing: Filing) -> set[str]:
    """Codes of the tasks in which something stands."""
    rows, slots = facts.rows_of(filing), {one.slot for one in facts.documents_of(filing)}
    has_account = Account.objects.filter(grant=filing.grant).exists()
    return {
        task.code
        for task in filing.form.tasks
        if any(question.key in filing.answers for question in task.questions)
        or (task.table and rows.get(task.table.code))
        or any(slot.code in slots for slot in task.slots)
        or (task.account and has_account)
    }


def _state(task: Task, gaps: list[rules.Gap], begun: set[str]) -> str:
    own = [gap for gap in gaps if gap.task == task.code]
    if any(not gap.empty for gap in own):
        return "wrong"
    if task.code in begun:
        return "begun" if own else "done"
    return "new" if own else "free"


def preview(filing: Filing) -> dict[str, Any]:
    """What it comes to as far as it is written."""
    found = facts.calculation_of(filing)
    return {"sum": found, "sum_lines": facts.lines_by_row(found).get("", [])}


def task_of(filing: Filing, code: str) -> Task:
    task = filing.form.task(code)
    if task is None:
        raise Http404
    return task


@require_http_methods(["GET", "POST"])
@of_filing(write=True)
def task(request: PersonRequest, filing: Filing, code: str) -> HttpResponse:
    """The page of one task, whatever it holds."""
    chosen = task_of(filing, code)
    if filing.case.state not in rules.WRITABLE:
        messages.error(request, _("提出したあとは書き直せません。"))
        return redirect(back_to(request, filing))
    if chosen.account:
        return accounts.account(request, filing, chosen)
    if request.method == "POST":
        return _save(request, filing, chosen)
    form = _form(filing, chosen)
    if "checked" in request.GET:
        form = AnswerForm(form.questions, answers_as_typed(form.questions, filing.answers, filing.saves))
        form.pin(gap for gap in facts.gaps_of(filing) if gap.task == chosen.code)
    return task_page(request, filing, chosen, form)


def _questions(filing: Filing, chosen: Task) -> list[Any]:
    """All of a draft; of a correction those it names."""
    scope = queries.scope_of(filing)
    return [question for question in chosen.questions if scope.question(question.key)]


def _form(filing: Filing, chosen: Task, data: Any = None) -> AnswerForm:
    questions = _questions(filing, chosen)
    if data is not None:
        return AnswerForm(questions, data)
    return AnswerForm(questions, initial=answers_as_typed(questions, filing.answers, filing.saves))


def _save(request: PersonRequest, filing: Filing, chosen: Task) -> HttpResponse:
    form = _form(filing, chosen, request.POST)
    by_itself = AUTOSAVE in request.headers
    if not form.is_valid():
        return HttpResponse(status=422) if by_itself else task_page(request, filing, chosen, form, status=422)
    try:
        saved = answering.save_answers(
            filing=filing,
            task=chosen.code,
            values=form.kept(),
            saves=form.cleaned_data["saves"],
            actor=request.user,
            at=timezone.now(),
        )
    except NotAllowed:
        raise Http404 from None
    except Stale as stale:
        return HttpResponse(status=409) if by_itself else _stale(request, filing, chosen, form, str(stale))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back_to(request, filing))
    return _drawn_anew(request, saved) if by_itself else redirect(_after(request, saved, chosen))


def _drawn_anew(request: PersonRequest, filing: Filing) -> HttpResponse:
    """Saved while typing: the sum as it is now, and the count of saves for the next one."""
    response = page(request, "parts/preview.html", filing, preview(filing))
    response["X-Saves"] = str(filing.saves)
    return response


def _after(request: PersonRequest, filing: Filing, chosen: Task) -> str:
    here = to(request, "task", filing, chosen.code)
    if "next" not in request.POST:
        return to(request, "tasks", filing) if "back" in request.POST else here
    if any(gap.task == chosen.code and gap.what == "question" for gap in facts.gaps_of(filing)):
        return f"{here}?checked=1"
    return next_page(request, filing, chosen)


def _stale(request: PersonRequest, filing: Filing, chosen: Task, form: AnswerForm, words: str) -> HttpResponse:
    """Both versions side by side. The input stays; saving again, having seen them, overwrites."""
    typed = form.kept()
    pairs = [
        (str(one.label), in_words(one, filing.answers.get(one.key)), in_words(one, typed[one.key]))
        for one in form.questions
        if filing.answers.get(one.key) != typed[one.key]
    ]
    data = request.POST.copy()
    data["saves"] = str(filing.saves)
    again = AnswerForm(form.questions, data)
    return task_page(request, filing, chosen, again, status=409, stale=words, pairs=pairs)


def task_page(
    request: PersonRequest, filing: Filing, chosen: Task, form: AnswerForm, status: int = 200, **extra: Any
) -> HttpResponse:
    tasks = filing.form.tasks
    correction = queries.open_correction(filing)
    context = {
        "task": chosen,
        "number": tasks.index(chosen) + 1,
        "total": len(tasks),
        "form": form,
        "asks": asks_of(filing, chosen, correction),
        "has_errors": form.is_bound and bool(form.errors),
        "next_url": next_page(request, filing, chosen),
        "scope": queries.scope_of(filing, correction),
        **tables.shown(request, filing, chosen),
        **preview(filing),
        **extra,
    }
    return page(request, "task.html", filing, context, status)
