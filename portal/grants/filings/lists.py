"""Grants and filings in lists: what waits first, by its day."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case as When
from django.db.models import F, QuerySet, Value
from django.db.models import When as If

from portal.accounts.models import Organisation, User
from portal.cases.procedures import STAFF, get

from . import rules
from .access import APPLICANT
from .models import Filing, Grant
from .queries import current, filings_of, with_everything


@dataclass(frozen=True)
class Line:
    """One grant in a list: the filing that matters, what to do next, whose turn."""

    grant: Grant
    filing: Filing | None
    state: str
    act: str
    mine: bool
    due_on: dt.date | None


def line_of(grant: Grant, party: str) -> Line:
    filing = current(filings_of(grant, party))
    state = str(get("grant").state(grant.case.state).label)
    if filing is None or not filing.case.turn:
        return Line(grant, filing, state, "", False, None)
    case = filing.case
    mine = case.turn == party or (party in APPLICANT and case.turn in APPLICANT)
    return Line(grant, filing, state, str(get("grant_filing").state(case.state).next_act), mine, case.due_on)


def lines_of(grants: QuerySet[Grant], party: str) -> list[Line]:
    """What waits for the applicant first, then by the expected day, what is over last."""
    far = dt.date.max
    found = [line_of(grant, party) for grant in with_everything(grants).order_by("-pk")]
    return sorted(found, key=lambda one: (not one.mine, one.filing is None or not one.act, one.due_on or far))


def by_next_act(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """The ward's turn first, each by its day."""
    turn = When(If(case__turn=STAFF, then=Value(0)), If(case__turn="", then=Value(2)), default=Value(1))
    related = filings.select_related("case__person", "case__organisation", "case__assignee", "grant__version")
    return related.annotate(turn=turn).order_by("turn", F("case__due_on").asc(nulls_last=True), "-pk")


def earlier_filing(scheme: str, user: User, organisation: Organisation | None) -> Filing | None:
    """The last application of this scheme that the same applicant sent: last year's, to begin from."""
    mine = {"case__organisation": organisation} if organisation else {"case__person": user}
    sent = Filing.objects.filter(
        kind=rules.APPLICATION, arrived_at__isnull=False, grant__version__scheme=scheme, **mine
    )
    return sent.select_related("grant__version", "case").order_by("-arrived_at").first()


def open_draft(scheme: str, user: User, organisation: Organisation | None) -> Filing | None:
    mine = {"case__organisation": organisation} if organisation else {"case__person": user}
    drafts = Filing.objects.filter(case__state="draft", is_on_paper=False, grant__version__scheme=scheme, **mine)
    return drafts.filter(grant__case__state="preparing").select_related("grant__case", "case").order_by("pk").first()
