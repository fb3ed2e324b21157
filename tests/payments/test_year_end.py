"""The cockpit: each thing that is not done stands in its list, with whose turn it is and until when."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.grants.filings.actions import starting, submitting
from portal.grants.filings.demo import fill
from portal.grants.payments.yearend import YearEnd, year_end
from portal.lib.dates import TOKYO
from tests import people
from tests.decisions.conftest import DAY, DECLARED, ROOM, again, agreed, circulating, issued, later, right, verified
from tests.decisions.conftest import sent as filed
from tests.payments.conftest import WORKED, load

pytestmark = pytest.mark.django_db
ADDRESS = reverse("payments:year_end")
BOTH = ["nursery_housing", "practitioner_course"]


def names(found: YearEnd) -> dict[str, list[tuple[str, bool]]]:
    """Only the lists in which something stands."""
    lists = {name: [(line.what, line.ours) for line in lines] for name, lines in vars(found).items()}
    return {name: lines for name, lines in lists.items() if lines}


def now() -> dict[str, list[tuple[str, bool]]]:
    return names(year_end(BOTH, 2026))


def test_a_yearly_grant_walks_through_the_lists(rooms, operator, clerk, chief, manager, decided):
    filing = starting.start(version=rooms, actor=operator.user, organisation=operator.organisation, at=DAY)
    filing = fill(filing, DECLARED, [ROOM], operator.user, DAY)
    assert now() == {}  # a draft is nobody's business
    submitting.submit(filing=filing, actor=operator.user, at=DAY)
    label = str(filing.form.label)
    assert now() == {"undecided": [(f"{label}：内容を確かめる", True)]}
    filing = right(again(filing), clerk)
    assert now() == {"undecided": [(f"{label}：決定の手続きをする", True)]}
    decision = circulating(filing, clerk)
    assert now() == {"undecided": [(f"{label}：承認する、または差し戻す", True)]}
    approved = agreed(decision, chief, manager)
    assert now() == {"undecided": [(f"{label}：通知書を出す", True)]}
    grant = issued(approved, clerk).grant
    report = str(grant.scheme.filing("report").label)
    assert now() == {"unreported": [(f"{report}を待っています", False)]}
    reported = later(again(grant), "report", operator, clerk, {}, WORKED)
    assert now() == {"unfixed": [(f"{report}：決定の手続きをする", True)]}
    decided(reported, "fixed")
    claim = str(grant.scheme.filing("claim").label)
    assert now() == {"unclaimed": [(f"{claim}を待っています", False)]}
    asked = starting.open_filing(grant=again(grant), kind="claim", actor=operator.user, at=DAY)
    asked = fill(asked, {}, (), operator.user, DAY)
    submitting.submit(filing=again(asked), actor=operator.user, at=DAY)
    assert now() == {"unclaimed": [(f"{claim}：内容を確かめる", True)]}
    right(again(asked), clerk)
    assert now() == {"unpaid": [("支払待ち", True)]}


def test_what_failed_is_the_applicants_turn(sent, cashier):
    assert now() == {"unpaid": [("会計に渡した", True)]}
    load([[sent.number, "振込不能", "", "口座なし"]], cashier)
    assert now() == {"unpaid": [("振り込めなかった", False)]}


def test_paid_nothing_is_left(paid):
    assert now() == {}


def test_by_the_day_and_only_of_the_year_and_schemes(course, rooms, hana, operator, clerk):
    second = filed(course, hana, at=DAY + dt.timedelta(days=30))
    first = filed(rooms, operator, DECLARED, [ROOM])
    lines = year_end(BOTH, 2026).undecided
    assert [line.number for line in lines] == [one.case.number for one in sorted((first, second), key=_due)]
    assert [line.number for line in year_end(["practitioner_course"], 2026).undecided] == [second.case.number]
    assert names(year_end(BOTH, 2025)) == {}


def _due(filing):
    return again(filing).case.due_on


def page(person, **query) -> str:
    return person.client.get(ADDRESS, query).content.decode()


def test_the_page(course, hana, clerk, decided):
    filing = filed(course, hana)
    shown = page(clerk)
    for words in (
        "年度末の一覧　2026年度",
        "2027年3月31日（水）までに決定する（1件）",
        filing.case.number,
        "架空 hana",
    ):
        assert words in shown
    assert "2027年5月31日（月）までに支払う（0件）" in shown
    assert filing.case.number not in page(clerk, scheme="nursery_housing")
    assert filing.case.number not in page(clerk, year="2027")
    assert filing.case.number in page(clerk, year="abc", scheme="abc")


@pytest.mark.parametrize(
    ("when", "year"),
    [((2027, 3, 31, 23, 59), 2026), ((2027, 5, 31, 23, 59), 2026), ((2027, 6, 1, 0, 0), 2027)],
)
def test_until_the_books_close_it_is_about_the_year_that_ended(db, when, year):
    with time_machine.travel(dt.datetime(*when, tzinfo=TOKYO), tick=False):
        assert f"年度末の一覧　{year}年度" in page(people.officer("clerk"))


def test_a_scheme_that_is_not_mine_is_not_there(course, hana, clerk):
    filing = filed(course, hana)
    other = people.officer("clerk", "nursery_housing")
    for query in ({}, {"scheme": "practitioner_course"}):
        assert filing.case.number not in page(other, **query)


def test_as_many_queries_for_many_as_for_one(course, clerk):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(clerk)
        return len(seen)

    verified(course, people.seeker("h0"), clerk)
    page(clerk)
    one = queries()
    for number in range(1, 6):
        verified(course, people.seeker(f"h{number}"), clerk)
    assert queries() == one
