"""Two grants: the fee of a course (a person, decided at once) and the rent of rooms (an operator, yearly)."""

import datetime as dt

import pytest

from portal.cases.models import Case
from portal.grants.budget.actions import appropriate
from portal.grants.decisions import actions
from portal.grants.decisions.choices import Kind
from portal.grants.decisions.models import Decision
from portal.grants.filings.actions import checking, starting, submitting
from portal.grants.filings.demo import fill
from portal.grants.filings.models import Filing, Grant
from portal.grants.schemes.models import Version
from portal.lib.dates import TOKYO
from tests import people
from tests.factories import grants
from tests.people import Person

# A Thursday in January on which the six months of work are over.
DAY = dt.datetime(2027, 1, 14, 10, tzinfo=TOKYO)
COURSE, ROOMS = "practitioner_course", "nursery_housing"
ANSWERS = {
    "name": "架空 はな",
    "address": "練馬区架空町1番地",
    "phone": "0300000000",
    "school": "架空福祉カレッジ",
    "completed_on": "2026-06-30",
    "hired_on": "2026-07-14",
    "days_worked": 120,
    "fee": 98_000,
    "listed_office": True,
    "other_money": "none",
    "office": "架空の里",
}
DECLARED = {
    **dict.fromkeys(("runs_nursery", "own_contract", "full_time", "no_allowance", "inside_ward", "no_officers"), True),
    "other_money": "none",
    "clerk": "架空 みのる",
    "phone": "0300000000",
}
ROOM = {
    "unit": "架空ハイツ101",
    "facility": "架空の保育園",
    "worker": "架空 保育",
    "job": "teacher",
    "hired_on": "2024-04-01",
    "lessee": "operator",
    "rent": 80_000,
    "common_fee": 5_000,
    "key_money": 0,
    "resident_part": 10_000,
    "allowance": False,
    "hours": 8,
    "days": 21,
    "moved_in": "2026-04-01",
}


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_FILES_ROOT = tmp_path


@pytest.fixture(autouse=True)
def today(time_machine_at):
    """Pages are opened on the day on which the acts are done."""


@pytest.fixture
def time_machine_at():
    import time_machine

    with time_machine.travel(DAY, tick=False):
        yield


@pytest.fixture
def clerk(db) -> Person:
    return people.officer("clerk", name="kakari")


@pytest.fixture
def chief(db) -> Person:
    return people.officer("chief", name="kakaricho")


@pytest.fixture
def manager(db) -> Person:
    return people.officer("manager", name="kacho")


@pytest.fixture
def director(db) -> Person:
    return people.officer("director", name="bucho")


@pytest.fixture
def hana(db) -> Person:
    return people.seeker()


@pytest.fixture
def operator(db) -> Person:
    return people.employer()


def version(scheme: str, yen: int = 10_000_000, **changes) -> Version:
    """A public version with a budget of so many yen."""
    made = grants.version(scheme, at=DAY, **changes)
    if yen:
        appropriate(scheme=scheme, fiscal_year=2026, kind="initial", yen=yen, actor=grants.editor(), at=DAY)
    return made


@pytest.fixture
def course(db) -> Version:
    return version(COURSE)


@pytest.fixture
def rooms(db) -> Version:
    return version(ROOMS)


def sent(version: Version, person: Person, answers=None, rows=(), at=DAY) -> Filing:
    filing = starting.start(version=version, actor=person.user, organisation=person.organisation, at=at)
    given = answers or (ANSWERS if person.organisation is None else DECLARED)
    filing = fill(filing, given, rows, person.user, at)
    submitting.submit(filing=filing, actor=person.user, at=at)
    return again(filing)


def right(filing: Filing, clerk: Person, at=DAY) -> Filing:
    """Taken as right by the clerk."""
    checks = {line.code: "ok" for line in filing.form.checklist}
    checking.check_lines(filing=filing, values=checks, actor=clerk.user, at=at)
    checking.verify(filing=filing, actor=clerk.user, at=at)
    return again(filing)


def verified(version: Version, person: Person, clerk: Person, answers=None, rows=(), at=DAY) -> Filing:
    return right(sent(version, person, answers, rows, at), clerk, at)


def later(grant: Grant, kind: str, person: Person, clerk: Person, answers=None, rows=None, at=DAY) -> Filing:
    """The next filing of a grant, as it starts; `rows` change what the first row says."""
    filing = starting.open_filing(grant=grant, kind=kind, actor=person.user, at=at)
    filing = fill(filing, answers or {}, (), person.user, at)
    for row in filing.rows.all():
        row.values = {**row.values, **(rows or {})}
        row.save()
    submitting.submit(filing=again(filing), actor=person.user, at=at)
    return right(again(filing), clerk, at)


def again(row):
    """As it stands in the database."""
    return type(row).objects.get(pk=row.pk)


def drafted(filing: Filing, clerk: Person, kind: str = "", at=DAY, **terms) -> Decision:
    chosen = kind or (Kind.AWARD_FIXED if filing.grant.version.scheme == COURSE else Kind.AWARD)
    return again(actions.draft(filing=filing, kind=chosen, actor=clerk.user, at=at, **terms))


def circulating(filing: Filing, clerk: Person, at=DAY, **terms) -> Decision:
    decision = drafted(filing, clerk, at=at, **terms)
    actions.circulate(decision=decision, actor=clerk.user, at=at)
    return again(decision)


def agreed(decision: Decision, *officers: Person, at=DAY) -> Decision:
    """Each in turn."""
    for officer in officers:
        actions.agree(decision=decision, actor=officer.user, at=at)
    return again(decision)


def issued(decision: Decision, clerk: Person, at=DAY) -> Decision:
    actions.issue(decision=decision, actor=clerk.user, at=at)
    return again(decision)


def state(decision: Decision) -> str:
    return Case.objects.get(pk=decision.case_id).state


def grant_state(row) -> str:
    grant = row if isinstance(row, Grant) else row.grant
    return Case.objects.get(pk=grant.case_id).state


@pytest.fixture
def asked(course, hana, clerk) -> Filing:
    """The course fee: 88,200 yen, taken as right."""
    return verified(course, hana, clerk)
