"""What follows from a step: whose turn, the state of the grant. Rooms to the right move grants through here."""

import datetime as dt

from portal.cases.actions import perform
from portal.cases.models import Case, Event
from portal.cases.procedures import Move
from portal.lib.dates import tokyo_date

from .. import rules
from ..access import applicant_of
from ..models import Filing, Grant

RESTING = ("awarded", "fixed", "paid")


def follow(*, grant: Grant, state: str, at: dt.datetime) -> Event | None:
    """Bring a grant into the state that its filings, decisions and payments have led to. None where it is there.

    Raises `Stale` where no way leads there.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=grant.case_id)
    if case.state == state:
        return None
    event = perform(case=case, transition=f"to_{state}", actor=None, at=at)
    grant.case = case
    return event


def resting_state(grant: Grant) -> str:
    """Where a grant stood before somebody filed what was taken back since; "" where nothing was decided yet."""
    moves = grant.case.events.filter(target__in=RESTING).order_by("-sequence")
    return moves.values_list("target", flat=True).first() or ""


def decided(*, filing: Filing, at: dt.datetime) -> Event:
    """The decision that answers a filing is issued."""
    return perform(case=filing.case, transition="decide", actor=None, at=at)


def also_moved(case: Case) -> list[Case]:
    """Every step of a filing moves its grant too."""
    return [Case.objects.get(grant__filings__case=case)]


def hand(case: Case, party: str, due_on: dt.date | None) -> None:
    """Whose turn it is and until when, where the procedure cannot know it: who filed and the version decide."""
    case.turn, case.due_on = party, due_on if party else None
    Case.objects.filter(pk=case.pk).update(turn=case.turn, due_on=case.due_on)


def filing_of(move: Move) -> Filing:
    """With the case as the move holds it."""
    filing = Filing.objects.select_related("grant__case", "grant__version").get(case=move.case)
    filing.case = move.case
    return filing


def expected_on(filing: Filing, arrived_at: dt.datetime) -> dt.date:
    """The day by which the ward answers."""
    pauses = filing.corrections.filter(answered_at__isnull=False).values_list("asked_at", "answered_at")
    days = [(tokyo_date(since), tokyo_date(until)) for since, until in pauses if until]
    return rules.decided_by(tokyo_date(arrived_at), filing.grant.version.target_days, days)


def to_applicant(filing: Filing, due_on: dt.date | None) -> None:
    hand(filing.case, applicant_of(filing.case), due_on)
