"""Reads of cases: the inbox of staff, what waits for a person, the feed of one case."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from portal.accounts.models import Membership, Organisation, User

from .models import Case
from .procedures import ORGANISATION, PERSON, STAFF, Procedure, State, Text, Transition, all_procedures, get


@dataclass(frozen=True)
class FeedItem:
    at: dt.datetime
    who: str
    mine: bool
    sentence: str
    text: str
    detail: dict
    internal: bool


@dataclass(frozen=True)
class Thread:
    """One case as one party sees it."""

    case: Case
    procedure: Procedure
    party: str
    items: list[FeedItem]
    offered: list[Transition]

    @property
    def state(self) -> State:
        return self.procedure.state(self.case.state)

    @property
    def my_turn(self) -> bool:
        return bool(self.case.turn) and self.case.turn == self.party

    @property
    def turn_name(self) -> str:
        return str(self.procedure.name_of(self.case, self.case.turn)) if self.case.turn else ""

    @property
    def may_speak(self) -> bool:
        return self.party in self.procedure.speakers

    @property
    def steps(self) -> list[tuple[Text, str, dt.datetime | None]]:
        """The road: (label, "done" | "now" | "ahead", when it was reached)."""
        reached: dict[str, dt.datetime] = {}
        for event in self.case.events.all():
            if event.target and (step := self.procedure.state(event.target).step):
                reached.setdefault(step, event.at)
        now = self.state.step
        return [
            (label, "now" if code == now else "done" if code in reached else "ahead", reached.get(code))
            for code, label in self.procedure.road
        ]


def thread(case: Case, party: str) -> Thread:
    """Two queries for any length: the case is given, its events are read once."""
    procedure = get(case.procedure)
    sentences = {transition.code: str(transition.done) for transition in procedure.transitions}
    items = [
        FeedItem(
            at=event.at,
            who=str(procedure.name_of(case, event.party)),
            mine=event.party == party,
            sentence=sentences.get(event.transition, ""),
            text=event.text,
            detail=event.detail,
            internal=event.internal,
        )
        for event in case.events.all()
        if party == STAFF or not event.internal
    ]
    return Thread(case, procedure, party, list(reversed(items)), procedure.offered(case, party))


def inbox() -> QuerySet[Case]:
    """What staff must act on, by due date."""
    waiting = Case.objects.filter(turn=STAFF, is_restricted=False)
    return waiting.select_related("organisation", "assignee").order_by("due_on", "pk")


def waiting_for(user: User, organisation: Organisation | None) -> QuerySet[Case]:
    """Cases in which it is this person's turn, or her present organisation's."""
    mine = Q(person=user, turn=PERSON)
    if organisation:
        mine |= Q(organisation=organisation, turn=ORGANISATION)
    return Case.objects.filter(mine, is_restricted=False).order_by("due_on", "pk")


def with_rows(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with the row of its room, whichever that is, in one query."""
    return cases.select_related(*sorted({procedure.row for procedure in all_procedures() if procedure.row}))


def members_of(organisation: Organisation | None) -> list[User]:
    """Everybody of an organisation who is told of its cases: owners and editors."""
    memberships = Membership.objects.filter(organisation=organisation, user__is_active=True).exclude(role="viewer")
    return [membership.user for membership in memberships.select_related("user")]


def impossible_states() -> list[str]:
    """What `verify` reads: cases whose state no procedure knows, or that the last event contradicts."""
    problems = []
    known = {procedure.code: {state.code for state in procedure.states} for procedure in all_procedures()}
    for case in Case.objects.prefetch_related("events").iterator(chunk_size=500):
        moves = [event for event in case.events.all() if event.transition]
        if case.state not in known.get(case.procedure, set()):
            problems.append(f"case {case.number} is in the unknown state {case.state}")
        elif not moves or moves[-1].target != case.state:
            problems.append(f"case {case.number} is in {case.state}, its last event does not lead there")
        elif len(moves) != case.version:
            problems.append(f"case {case.number} has version {case.version} after {len(moves)} moves")
    return problems
