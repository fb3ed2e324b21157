"""One decision: what is decided and why, the budget, who said what, and what this officer may do."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.procedures import STAFF, get
from portal.cases.queries import thread
from portal.grants.filings.rules import FALLEN
from portal.grants.schemes import access as duties
from portal.grants.schemes.calculation import Calculation
from portal.grants.schemes.choices import Approval as Place
from portal.lib.dates import tokyo_date

from .. import access, queries, rules
from ..forms import PostedForm, RecordForm, SpeakForm
from ..models import Decision
from .doors import decision_at

MARKS = {"met": "yes", "not_yet": "if", "not_met": "no", "unknown": "unknown"}


@require_GET
@staff_required
@never_cache
def decision(request: PersonRequest, public_id: str) -> HttpResponse:
    return page(request, decision_at(request.user, public_id))


def page(request: PersonRequest, decision: Decision, status: int = 200, **typed: Any) -> HttpResponse:
    """`typed` is what a form that was not taken held, or what stands in the way."""
    case, version = decision.case, decision.grant.version
    state = get("grant_decision").state(case.state)
    context = {
        "decision": decision,
        "grant": decision.grant,
        "subject": queries.subject_line(decision),
        "state": state,
        "case": case,
        "in_kind": queries.is_in_kind(decision.grant),
        "sum": Calculation.from_json(decision.calculation) if decision.calculation else None,
        "checklist": decision.checklist,
        "conditions": [(one, MARKS[one["outcome"]]) for one in decision.checklist.get("conditions", ())],
        "budget": queries.budget_of(decision) if case.state in (*rules.WRITABLE, "circulating") else None,
        "route": queries.route_of(decision),
        "earlier": queries.earlier_rounds(decision),
        "is_record": version.approval == Place.RECORD_ONLY,
        "feed": [item for item in thread(case, STAFF).items if item.sentence or item.text],
        "once": secrets.token_urlsafe(16),
        **_may(request, decision),
        **typed,
    }
    return render(request, "decisions/staff/decision.html", context, status=status)


def _may(request: PersonRequest, decision: Decision) -> dict[str, Any]:
    """What this officer is offered."""
    user, state, version = request.user, decision.case.state, decision.grant.version
    acts = access.party_of(user, decision.case) == STAFF
    edits = acts and duties.may_edit(user, version.scheme)
    drafts = edits and user == decision.drafted_by and state in rules.WRITABLE
    fell = decision.filing is not None and decision.filing.case.state in FALLEN
    is_record = version.approval == Place.RECORD_ONLY
    letter = decision.letter
    return {
        "drafts": drafts,
        "circulates": drafts and not is_record,
        "records": edits and is_record and state in rules.WRITABLE,
        "speak_form": speak_form(request, decision) if acts else None,
        "issues": edits and state == "approved" and not fell,
        "drops": edits and (state in rules.WRITABLE or (state == "approved" and fell)),
        "fell": fell and state == "approved",
        "record_form": RecordForm(initial={"decided_on": tokyo_date(timezone.now())}),
        "posted_form": PostedForm() if edits and letter and not letter.delivered_at else None,
    }


def speak_form(request: PersonRequest, decision: Decision, data: Any = None) -> SpeakForm | None:
    """None for whoever is not asked: another role, the drafter, somebody who spoke in this round."""
    if decision.case.state != "circulating":
        return None
    holders = queries.may_speak(decision, decision.role)
    if request.user in holders:
        return SpeakForm(data, absent=[])
    own = duties.roles(request.user, decision.grant.version.scheme)
    spoke = decision.approvals.filter(round=queries.round_of(decision), actor=request.user).exists()
    if request.user == decision.drafted_by or spoke or not rules.may_stand_in(decision.role, own):
        return None
    absent = [str(one) for one in holders]
    return SpeakForm(data, absent=absent) if absent else None
