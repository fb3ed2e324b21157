"""Reads of grants: whose turn, the road, the one thread, lists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.audit.models import Entry
from portal.cases.models import Case, Event
from portal.cases.procedures import STAFF, get
from portal.cases.queries import FeedItem, members_of, thread
from portal.grants.schemes.structure import Profile
from portal.lib.dates import short_date, tokyo_date

from . import access, rules, sections
from .models import Correction, Filing, Grant

OPENED = "grant.opened"
LOOKING = dt.timedelta(minutes=15)
PREPARE = (gettext_lazy("準備"), {"review", "awarded", "refused", "fixed"})
REVIEW = (gettext_lazy("審査"), {"deciding", "awarded", "refused", "fixed"})
DECIDE = (gettext_lazy("決定"), {"awarded", "refused", "fixed", "done"})
REPORT = (gettext_lazy("実績報告"), {"fixed"})
PAY = (gettext_lazy("支払"), {"paid"})
VISIT = (gettext_lazy("実施"), {"done"})
# The steps of a road, each with the states that end it.
ROADS = {
    Profile.IN_KIND: (PREPARE, REVIEW, DECIDE, VISIT),
    Profile.AFTERWARDS: (PREPARE, REVIEW, DECIDE, PAY),
}
LONG_ROAD = (PREPARE, REVIEW, DECIDE, REPORT, PAY)


def with_everything(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Each grant with its case, version and filings, in two queries for any number."""
    filings = Filing.objects.select_related("case").order_by("pk")
    return grants.select_related("case__person", "case__organisation", "version", "moved_from").prefetch_related(
        Prefetch("filings", filings)
    )


def filings_of(grant: Grant, party: str) -> list[Filing]:
    """In order; of what was never sent staff see nothing but paper."""
    found = [one for one in grant.filings.all() if party != STAFF or one.arrived_at or one.is_on_paper]
    for filing in found:
        filing.grant = grant
    return found


def current(filings: Iterable[Filing]) -> Filing | None:
    """The one somebody works on, else the last that stands."""
    standing = [one for one in filings if one.case.state not in rules.FALLEN]
    waiting = [one for one in standing if one.case.turn]
    return next(reversed(waiting or standing), None)


def openable(grant: Grant, filings: Iterable[Filing]) -> list[str]:
    """The kinds of filing that may be begun now."""
    earlier = [(one.kind, one.case.state) for one in filings]
    state = grant.case.state
    return [kind.code for kind in grant.scheme.filings if rules.may_open(grant.scheme, kind.code, state, earlier)]


def road(grant: Grant) -> list[tuple[str, str, str]]:
    """(label, the day it was passed, state) of each step."""
    reached: dict[str, dt.datetime] = {}
    for event in grant.case.events.all():
        if event.target:
            reached.setdefault(event.target, event.at)
    steps, is_now = [], not grant.case.closed_at
    for label, ends in ROADS.get(grant.scheme.profile, LONG_ROAD):
        passed = [at for state, at in reached.items() if state in ends]
        if passed:
            steps.append((str(label), short_date(tokyo_date(min(passed))), "done"))
        else:
            steps.append((str(label), "", "now" if is_now else "todo"))
            is_now = False
    return steps


def feed(grant: Grant, filings: Iterable[Filing], party: str) -> list[FeedItem]:
    """The events of all its cases that this party may read, newest first. What only follows from others is left out."""
    cases = [grant.case, *(one.case for one in filings), *sections.cases_of(grant, party)]
    events: dict[int, list[Event]] = {case.pk: [] for case in cases}
    for event in Event.objects.filter(case__in=events).order_by("case", "sequence"):
        events[event.case_id].append(event)
    items = []
    for case in cases:
        case._prefetched_objects_cache = {"events": events[case.pk]}  # type: ignore[attr-defined]
        items += thread(case, party).items
    said = [item for item in items if item.sentence or item.text]
    return sorted(said, key=lambda item: item.at, reverse=True)


def open_correction(filing: Filing) -> Correction | None:
    return filing.corrections.filter(answered_at=None).prefetch_related("items").first()


@dataclass(frozen=True)
class Scope:
    """What of a filing may be written now: everything of a draft, of a correction only what it names."""

    everything: bool
    questions: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()  # keys of rows, codes of tables
    slots: frozenset[str] = frozenset()

    def question(self, key: str) -> bool:
        return self.everything or key in self.questions

    def row(self, table: str, key: str) -> bool:
        return self.everything or bool({table, key} & self.rows)

    def table(self, code: str) -> bool:
        """Rows may be added and taken away."""
        return self.everything or code in self.rows

    def slot(self, code: str) -> bool:
        return self.everything or code in self.slots

    @property
    def account(self) -> bool:
        return self.question("account")


def scope_of(filing: Filing, correction: Correction | None = None) -> Scope:
    if filing.case.state == "draft":
        return Scope(everything=True)
    correction = correction or (open_correction(filing) if filing.case.state == "correction" else None)
    named: dict[str, set[str]] = {"question": set(), "row": set(), "document": set()}
    for item in correction.items.all() if correction else ():
        named[item.what].add(item.at)
    return Scope(False, frozenset(named["question"]), frozenset(named["row"]), frozenset(named["document"]))


def people_who_file(case: Case) -> list[User]:
    """Everybody of the organisation and of its agents who writes and is told."""
    if case.organisation is None:
        return []
    held = access.agents(case.organisation_id, access.grant_of(case).version.scheme).select_related("agent")
    bodies = [case.organisation, *(mandate.agent for mandate in held)]
    return list(dict.fromkeys(user for body in bodies for user in members_of(body)))


def others_looking(grant: Grant, user: User, at: dt.datetime) -> tuple[User, dt.datetime] | None:
    """Another officer who opened it a moment ago, and when."""
    seen = Entry.objects.filter(
        action=OPENED, subject_type="filings.grant", subject_key=str(grant.pk), at__gte=at - LOOKING
    )
    last = seen.exclude(actor_id=user.pk).order_by("-sequence").first()
    person = User.objects.filter(pk=last.actor_id or 0).first() if last else None
    return (person, last.at) if person and last else None


def state_in_words(case: Case) -> str:
    return str(get(case.procedure).state(case.state).label)


def task_states() -> dict[str, tuple[str, str]]:
    """Words and tone for each state of a task."""
    return {
        "wrong": (_("直すところがあります"), "warn"),
        "done": (_("できました"), "key"),
        "begun": (_("途中"), "warn"),
        "free": (_("なくても出せます"), "quiet"),
        "new": (_("まだ"), "quiet"),
    }
