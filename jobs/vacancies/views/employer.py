"""The employer's vacancies: the list, a new one, the task list of one, and what can be done with it."""

import secrets
from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import MemberRequest, may_edit, member_required
from portal.accounts.models import Role
from portal.cases.actions import NotAllowed, perform
from portal.cases.procedures import ORGANISATION, get
from portal.cases.queries import thread
from portal.facilities.models import Facility
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.verdict import Finding, Severity

from .. import access, actions, queries
from ..forms import STEP_OF, STEPS, Step, TransitionForm
from ..models import Terms, Vacancy

TONES = {"published": "key", "revising": "key", "returned": "warn", "unconfirmed": "warn", "suspended": "stop"}


def own_vacancy(request: MemberRequest, public_id: str) -> Vacancy:
    """A vacancy of the current organisation; anybody else's is not there."""
    found = access.vacancies_of(request.organisation).select_related(
        "case", "organisation", "facility", "live", "draft", "draft__occupation", "draft__employment"
    )
    return get_object_or_404(found, public_id=public_id)


@require_GET
@member_required()
def index(request: MemberRequest) -> HttpResponse:
    """A table of the vacancies in a state, with the count of each state."""
    own = access.vacancies_of(request.organisation)
    counts = dict(own.order_by().values_list("case__state").annotate(Count("pk")))
    chosen = request.GET.get("state", "")
    shown = own.filter(case__state=chosen) if chosen in counts else own
    states = [(state.code, state.label, counts[state.code]) for state in get("vacancy").states if state.code in counts]
    context = {
        "rows": _rows(shown),
        "states": states,
        "chosen": chosen if chosen in counts else "",
        "total": sum(counts.values()),
        "may_edit": may_edit(request.membership),
    }
    return render(request, "vacancies/employer/list.html", context)


def _rows(vacancies: QuerySet[Vacancy]) -> list[dict[str, Any]]:
    procedure = get("vacancy")
    found = vacancies.select_related("case", "facility", "live", "draft").order_by(
        "case__due_on", "-case__changed_at", "pk"
    )
    return [
        {
            "vacancy": vacancy,
            "terms": vacancy.draft or vacancy.live,
            "state": procedure.state(vacancy.case.state).label,
            "tone": TONES.get(vacancy.case.state, ""),
        }
        for vacancy in found
    ]


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def start(request: MemberRequest) -> HttpResponse:
    """Where the work is: one vacancy has one place of work."""
    facilities = Facility.objects.filter(organisation=request.organisation).select_related("kind")
    missing = False
    if request.method == "POST":
        facility = facilities.filter(public_id=request.POST.get("facility", "")).first()
        if facility is not None:
            vacancy = actions.start(
                organisation=request.organisation, facility=facility, actor=request.user, at=timezone.now()
            )
            return redirect("vacancies:employer_task_list", vacancy.public_id)
        missing = True
    return render(
        request, "vacancies/employer/start.html", {"facilities": facilities, "missing": missing, "has_errors": missing}
    )


@require_GET
@member_required()
def task_list(request: MemberRequest, public_id: str) -> HttpResponse:
    vacancy = own_vacancy(request, public_id)
    procedure = get("vacancy")
    terms = written(vacancy)
    found = queries.findings(terms, tokyo_date(timezone.now()))
    writable = vacancy.draft is not None and vacancy.draft.frozen_at is None and may_edit(request.membership)
    context = {
        "vacancy": vacancy,
        "terms": terms,
        "state": procedure.state(vacancy.case.state),
        "state_tone": TONES.get(vacancy.case.state, ""),
        "tasks": _tasks(vacancy, terms, found) if writable else [],
        "open_count": len({step for step in STEPS if stopping(found, step)}),
        "elsewhere": [
            finding for finding in found if finding.field not in STEP_OF and finding.severity is Severity.BLOCK
        ],
        "writable": writable,
        "may_change": may_edit(request.membership) and vacancy.draft is None and vacancy.case.closed_at is None,
        "acts": _acts(vacancy) if may_edit(request.membership) else [],
        "may_edit": may_edit(request.membership),
        "feed": _feed(vacancy),
        "key": secrets.token_urlsafe(16),
    }
    return render(request, "vacancies/employer/task_list.html", context)


def _feed(vacancy: Vacancy) -> list[dict[str, Any]]:
    items = thread(vacancy.case, ORGANISATION).items[:10]
    opened = _("下書きを作りました。")
    return [
        {"at": item.at, "who": item.who, "mine": item.mine, "text": item.text, "note": item.sentence or opened}
        for item in items
    ]


def written(vacancy: Vacancy) -> Terms:
    """The terms to look at: those being written, else the public ones. A vacancy has either from its start."""
    return cast(Terms, vacancy.draft or vacancy.live)


def stopping(findings: list[Finding], step: Step) -> list[Finding]:
    return [finding for finding in findings if finding.field in step.fields and finding.severity is Severity.BLOCK]


def _tasks(vacancy: Vacancy, terms: Terms, findings: list[Finding]) -> list[tuple[Any, ...]]:
    """(label, address, state in words, tone) of each step."""
    tasks = []
    for step in STEPS:
        address = reverse("vacancies:employer_step", args=[vacancy.public_id, step.code])
        wrong = len(stopping(findings, step))
        if not is_begun(terms, step):
            tasks.append((step.label, address, _("未入力"), "quiet"))
        elif wrong:
            words = _("直すところが%(count)dか所") % {"count": wrong}
            tasks.append((step.label, f"{address}?checked=1", words, "warn"))
        else:
            tasks.append((step.label, address, _("できました"), "key"))
    return tasks


def is_begun(terms: Terms, step: Step) -> bool:
    if step.rows and getattr(terms, step.rows).all().exists():
        return True
    return any(getattr(terms, name) not in (None, "", False) for name in step.columns)


def _acts(vacancy: Vacancy) -> list[tuple[Any, TransitionForm | None]]:
    """The buttons of the life cycle, each with the form that its values need."""
    offered = get("vacancy").offered(vacancy.case, ORGANISATION)
    return [(transition, TransitionForm.of(transition, prefix=transition.code)) for transition in offered]


@require_POST
@member_required(Role.EDITOR)
def act(request: MemberRequest, public_id: str, transition: str) -> HttpResponse:
    """Pause, resume, confirm, fill, close, extend: whatever the procedure offers now."""
    vacancy = own_vacancy(request, public_id)
    step = next((each for each in get("vacancy").transitions if each.code == transition and not each.hidden), None)
    if step is None:
        raise Http404
    form = TransitionForm.of(step, data=request.POST, prefix=transition)
    if form is not None and not form.is_valid():
        messages.error(request, " ".join(str(message) for errors in form.errors.values() for message in errors))
        return redirect("vacancies:employer_task_list", public_id)
    version = request.POST.get("version", "")
    try:
        perform(
            case=vacancy.case,
            transition=transition,
            actor=request.user,
            at=timezone.now(),
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
            values=form.cleaned_data if form else {},
            key=request.POST.get("key", "")[:40] or None,
        )
        messages.success(request, str(step.done))
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("vacancies:employer_task_list", public_id)


@require_POST
@member_required(Role.EDITOR)
def change(request: MemberRequest, public_id: str) -> HttpResponse:
    """Begin the next version of public terms."""
    try:
        actions.open_draft(vacancy=own_vacancy(request, public_id), actor=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("vacancies:employer_task_list", public_id)


@require_POST
@member_required(Role.EDITOR)
def copy(request: MemberRequest, public_id: str) -> HttpResponse:
    """A new draft with the terms of this vacancy."""
    model = own_vacancy(request, public_id)
    vacancy = actions.start(
        organisation=request.organisation, facility=model.facility, actor=request.user, at=timezone.now(), copy_of=model
    )
    messages.success(request, _("内容を写して、新しい下書きを作りました。募集の終わりの日などを確かめてください。"))
    return redirect("vacancies:employer_task_list", vacancy.public_id)
