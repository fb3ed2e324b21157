"""Two made-up schemes open for a year, and everybody who may or may not know of a grant."""

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from portal.accounts.models import Role
from portal.grants.budget.actions import appropriate
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
CERTIFICATE = "修了証明書の写し"


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_FILES_ROOT = tmp_path


@pytest.fixture(autouse=True)
def clock() -> Iterator[SimpleNamespace]:
    """Pages are opened on the day of the acts; `go` moves on to another time."""
    with time_machine.travel(DAY, tick=False) as traveller:
        yield SimpleNamespace(go=traveller.move_to)


def version(scheme: str, yen: int = 10_000_000, **changes) -> Version:
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


@pytest.fixture
def hana(db) -> Person:
    return people.seeker()


@pytest.fixture
def operator(db) -> Person:
    return people.employer()


@pytest.fixture
def viewer(operator) -> Person:
    return people.colleague(operator.organisation, "etsuran", Role.VIEWER)


@pytest.fixture
def clerk(db) -> Person:
    return people.officer("clerk", name="kakari")


def drafted(version: Version, person: Person, answers=None, rows=(), at=DAY) -> Filing:
    """All that is needed is there, nothing is sent."""
    filing = starting.start(version=version, actor=person.user, organisation=person.organisation, at=at)
    given = answers or (ANSWERS if person.organisation is None else DECLARED)
    return fill(filing, given, rows or ([ROOM] if person.organisation else ()), person.user, at)


def sent(version: Version, person: Person, answers=None, rows=(), at=DAY) -> Filing:
    filing = drafted(version, person, answers, rows, at)
    submitting.submit(filing=filing, actor=person.user, at=at)
    return again(filing)


def asked(filing: Filing, clerk: Person, *items: tuple[str, str, str], at=DAY) -> Filing:
    checking.ask_correction(
        filing=filing, items=items, due_on=at.date() + dt.timedelta(days=14), actor=clerk.user, at=at
    )
    return again(filing)


def again(filing: Filing) -> Filing:
    return Filing.objects.select_related("case", "grant__case", "grant__version").get(pk=filing.pk)


def where(filing: Filing) -> tuple[str, str]:
    """The states of the filing and of its grant."""
    filing = again(filing)
    return filing.case.state, filing.grant.case.state


def to(name: str, filing: Filing, *more: str) -> str:
    return reverse(f"filings:{name}", args=[filing.grant.desk, filing.case.public_id, *more])


def page_of(grant: Grant) -> str:
    return reverse("filings:grant", args=[grant.desk, grant.case.public_id])


def act(name: str, filing: Filing, *more) -> str:
    return reverse(f"filings:{name}", args=[filing.case.public_id, *more])


def words(answer) -> str:
    return answer.content.decode()
