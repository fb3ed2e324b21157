"""What every step of a decision shares: the gate of cases, the row under lock, whose turn it is, the budget."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.cases.actions import NotAllowed, perform
from portal.cases.models import Case, Event
from portal.cases.procedures import STAFF, Move
from portal.grants.budget.actions import commit, release, uncommit
from portal.grants.budget.models import Budget
from portal.grants.filings.actions.following import hand
from portal.grants.schemes import access as duties
from portal.grants.schemes.choices import Approval as Place
from portal.lib.dates import add_business_days, tokyo_date
from portal.lib.refusal import Refused

from .. import rules
from ..choices import Kind
from ..models import Decision
from ..queries import RELATED, is_in_kind, spare

TOLD = ("issue", "reach", "give_up")  # steps that the applicant reads of; the others are the ward's own
DAYS = 10  # business days for a decision that no filing waits for


def step(
    *,
    decision: Decision,
    transition: str,
    actor: User | None,
    at: dt.datetime,
    version: int | None = None,
    key: str | None = None,
    values: Mapping[str, Any] | None = None,
    text: str = "",
) -> Event:
    """Carry out one step, whole or not at all. `version` is that of its case, as the person saw it.

    Raises `NotAllowed`, `Stale`, `Refused`.
    """
    with transaction.atomic():
        event = perform(
            case=decision.case,
            transition=transition,
            actor=actor,
            at=at,
            version=version,
            key=key,
            values=values,
            text=text,
        )
        if transition not in TOLD:
            keep_inside(event)
    decision.refresh_from_db()
    return event


def keep_inside(event: Event) -> None:
    """Not for the thread of the applicant."""
    Event.objects.filter(pk=event.pk).update(internal=True)


def also_moved(case: Case) -> list[Case]:
    """Every step holds the grant and the filing too: what ends them waits, and sees how the decision stands."""
    decision = Decision.objects.select_related("grant__case", "filing__case").get(case=case)
    return [decision.grant.case, *([decision.filing.case] if decision.filing else [])]


def of_move(move: Move) -> Decision:
    """With the case as the move holds it."""
    decision = Decision.objects.select_related(*RELATED).get(case=move.case)
    decision.case = move.case
    return decision


def to_ward(decision: Decision, at: dt.datetime) -> None:
    """The ward goes on with it, until the day that was promised to the applicant."""
    promised = decision.filing.case.due_on if decision.filing else None
    hand(decision.case, STAFF, promised or add_business_days(tokyo_date(at), DAYS))


def must_edit(actor: User | None, decision: Decision) -> None:
    """Clerks and heads of section; the others look, or speak when they are asked."""
    if actor is None or not duties.may_edit(actor, decision.grant.version.scheme):
        raise NotAllowed


def must_be_drafter(actor: User | None, decision: Decision) -> None:
    must_edit(actor, decision)
    if actor != decision.drafted_by:
        raise Refused(
            _("起案した人（%(who)s）だけが進められます。いないときは、この起案を取りやめて、起案しなおしてください。")
            % {"who": decision.drafted_by}
        )


def must_be_decided_in(place: str, decision: Decision) -> None:
    if decision.grant.version.approval != place:
        raise Refused(
            _("この制度の決裁は、文書管理システムで行います。決裁のあとで、決裁日と番号を記録してください。")
            if place == Place.IN_PORTAL
            else _("この制度の決裁は、このポータルで行います。回議にかけてください。")
        )


# The budget. Approvals bind what is more than before; letters set free what is less.


def bind(decision: Decision, actor: User | None, at: dt.datetime) -> None:
    """Raises `Exhausted` when it is not there, `Refused` after the end of the year; then nothing is decided."""
    grant = decision.grant
    if is_in_kind(grant):
        return
    needed = rules.bound(decision.yen, decision.former_yen)
    if not needed:
        release(case=grant.case, actor=actor, at=at)
        return
    version = grant.version
    commit(scheme=version.scheme, fiscal_year=version.fiscal_year, yen=needed, case=grant.case, actor=actor, at=at)


def unbind(decision: Decision, actor: User | None, at: dt.datetime) -> None:
    """An approved decision that never goes out."""
    needed = rules.bound(decision.yen, decision.former_yen)
    if needed and not is_in_kind(decision.grant):
        uncommit(case=decision.grant.case, yen=needed, actor=actor, at=at)


def hold_budget(decision: Decision) -> None:
    """Locked before the letter takes its number: budgets come before series, and both before the audit's head, in
    every act, so that none waits for another that waits for it.
    """
    if _freed(decision):
        version = decision.grant.version
        rows = Budget.objects.select_for_update().filter(scheme=version.scheme, fiscal_year=version.fiscal_year)
        rows.first()


def set_free(decision: Decision, actor: User | None, at: dt.datetime) -> None:
    """What is less than before; of what was paid nothing, that comes back as money."""
    if yen := min(_freed(decision), spare(decision.grant.case)):
        uncommit(case=decision.grant.case, yen=yen, actor=actor, at=at)


def _freed(decision: Decision) -> int:
    if is_in_kind(decision.grant) or decision.kind == Kind.REFUSAL:
        return 0
    return rules.freed(decision.yen, decision.former_yen)
