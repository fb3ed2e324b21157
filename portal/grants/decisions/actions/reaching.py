"""到達: the letter is in hand; from then on its periods count. And 取下げ within them."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.cases.actions import NotAllowed
from portal.cases.models import Case, Event
from portal.cases.procedures import Move
from portal.grants.budget.actions import uncommit
from portal.grants.filings.actions import following
from portal.letters import actions as letters
from portal.letters.choices import Standing
from portal.lib.dates import TOKYO, tokyo_date
from portal.lib.refusal import Refused

from .. import access
from ..models import Decision
from ..queries import may_be_given_up, spare
from .steps import must_edit, of_move, step


def open_letter(*, decision: Decision, actor: User, at: dt.datetime) -> Decision:
    """The applicant has the letter on the screen; the first time it has arrived. Raises `NotAllowed`."""
    if not access.is_applicant(actor, decision.case) or decision.letter is None:
        raise NotAllowed
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=decision.case_id)
        letters.opened(letter=decision.letter, actor=actor, at=at)
        if case.state == "issued":
            step(decision=decision, transition="reach", actor=None, at=at)
    return decision


def posted(*, decision: Decision, on: dt.date, actor: User, at: dt.datetime) -> Event | None:
    """The paper arrived on this day. Raises `Refused`, `NotAllowed`."""
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=decision.case_id)
        must_edit(actor, decision)
        letter = decision.letter
        if letter is None:
            raise Refused(_("通知書は、まだ出ていません。"))
        if not tokyo_date(letter.issued_at) <= on <= tokyo_date(at):
            raise Refused(_("届いた日は、通知書を出した日から今日までの間にしてください。"))
        arrived = at if on == tokyo_date(at) else dt.datetime.combine(on, dt.time(12), TOKYO)
        if not letters.delivered(letter=letter, actor=actor, at=arrived):
            raise Refused(_("届いた日は、もう記録されています。"))
        return step(decision=decision, transition="reach", actor=actor, at=at) if case.state == "issued" else None


def arrived_elsewhere(case: Case, at: dt.datetime) -> None:
    """The letter was opened at its own address: the decision follows by the clock."""
    step(decision=case.decision, transition="reach", actor=None, at=at)


def give_up(
    *,
    decision: Decision,
    actor: User,
    at: dt.datetime,
    text: str = "",
    version: int | None = None,
    key: str | None = None,
) -> Event:
    """The applicant takes the grant back within the days of the version; its yen are free again.

    Raises `Refused`, `Stale`, `NotAllowed`.
    """
    return step(decision=decision, transition="give_up", actor=actor, at=at, version=version, key=key, text=text)


# Guards and effects


def may_give_up(move: Move) -> None:
    if not may_be_given_up(of_move(move), tokyo_date(move.at)):
        raise Refused(_("取り下げられる期間が過ぎたか、ほかの手続きが進んでいます。区の担当に相談してください。"))


def given_up(move: Move) -> None:
    decision = of_move(move)
    if yen := spare(decision.grant.case):
        uncommit(case=decision.grant.case, yen=yen, actor=move.actor, at=move.at)
    others = decision.grant.decisions.filter(letter__standing=Standing.VALID).select_related("letter").order_by("pk")
    for one in others:
        letters.end(letter=one.letter, standing=Standing.REVOKED, actor=move.actor, at=move.at)  # type: ignore[arg-type]
    following.follow(grant=decision.grant, state="withdrawn", at=move.at)
