"""The edges of a fiscal year, by the clock of Tokyo and whatever the server's clock says."""

import datetime as dt

import pytest

from portal.grants.budget import actions
from portal.grants.budget.models import Kind
from portal.grants.budget.rules import Forecast, forecast
from portal.lib.dates import TOKYO, tokyo_date
from portal.lib.refusal import Refused
from tests.budget.conftest import OTHER, SCHEME, YEAR, columns, spend
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db


def tokyo(*when: int) -> dt.datetime:
    """The instant as a server in UTC keeps it."""
    return dt.datetime(*when, tzinfo=TOKYO).astimezone(dt.UTC)


LAST, OVER = tokyo(2027, 3, 31, 23, 59), tokyo(2027, 4, 1, 0, 0)
CLOSING, CLOSED = tokyo(2027, 5, 31, 23, 59), tokyo(2027, 6, 1, 0, 0)


def test_decided_until_the_last_minute_of_the_year(put, case):
    put()
    spend(case(1), 10, at=LAST)
    with pytest.raises(Refused, match="2026年度の決定は、3月31日までです。"):
        spend(case(2), 10, at=OVER)
    assert columns() == (1_000_000, 0, 10, 0)


def test_decided_from_the_first_minute_of_the_year(put, case):
    put(at=tokyo(2026, 3, 1))
    with pytest.raises(Refused, match="2026年度の予算は、2026年4月1日から使えます。"):
        spend(case(1), 10, at=tokyo(2026, 3, 31, 23, 59))
    spend(case(2), 10, at=tokyo(2026, 4, 1, 0, 0))
    assert columns() == (1_000_000, 0, 10, 0)


def test_kept_for_an_application_that_arrives_before_the_year_but_not_after_it(put, case):
    put(at=tokyo(2026, 3, 1))
    keep = {"scheme": SCHEME, "fiscal_year": YEAR, "yen": 10, "actor": None}
    actions.reserve(case=case(1), at=tokyo(2026, 3, 20), **keep)
    actions.reserve(case=case(2), at=LAST, **keep)
    with pytest.raises(Refused, match="3月31日まで"):
        actions.reserve(case=case(3), at=OVER, **keep)
    assert columns() == (1_000_000, 20, 0, 0)


def test_paid_until_the_closing_of_the_books(put, case):
    put()
    one = case()
    spend(one, 100)
    pay = {"case": one, "yen": 10, "actor": None}
    actions.pay(on=tokyo_date(CLOSING), at=CLOSING, **pay)
    actions.pay(on=tokyo_date(CLOSING), at=CLOSED, **pay)  # the result comes a day later; the money left in time
    with pytest.raises(Refused, match="2026年度の支払は、翌年の5月31日までです。"):
        actions.pay(on=tokyo_date(CLOSED), at=CLOSED, **pay)
    assert columns() == (1_000_000, 0, 100, 20)


def test_a_decision_may_become_smaller_after_the_year(put, case):
    put()
    one = case()
    spend(one, 100, at=LAST)
    actions.uncommit(case=one, yen=30, actor=None, at=OVER)
    assert columns() == (1_000_000, 0, 70, 0)


def test_no_money_is_put_in_or_moved_after_the_year(put, clerk):
    source, target = put(), put(scheme=OTHER)
    with pytest.raises(Refused, match="2026年度の予算は、3月31日を過ぎると変えられません。"):
        actions.appropriate(scheme=SCHEME, fiscal_year=YEAR, kind=Kind.SUPPLEMENT, yen=1, actor=clerk, at=OVER)
    with pytest.raises(Refused, match="3月31日を過ぎると変えられません"):
        actions.transfer(source=source, target=target, yen=1, actor=clerk, at=OVER, note="")
    actions.transfer(source=source, target=target, yen=1, actor=clerk, at=LAST, note="")
    assert columns()[0] == 999_999


def test_what_comes_back_in_time_is_free_again_and_later_only_noted(put, case):
    put()
    one = case()
    spend(one, 100)
    actions.pay(case=one, yen=100, on=NOW.date(), actor=None, at=NOW)
    actions.returned(case=one, yen=40, on=tokyo_date(CLOSING), actor=None, at=CLOSING)
    assert columns() == (1_000_000, 0, 60, 60)
    actions.returned(case=one, yen=60, on=tokyo_date(CLOSED), actor=None, at=CLOSED)
    assert columns() == (1_000_000, 0, 60, 60)
    with pytest.raises(Refused, match="支払った額より多くを"):
        actions.returned(case=one, yen=1, on=tokyo_date(CLOSED), actor=None, at=CLOSED)


DAY_100 = dt.date(2026, 7, 9)  # the hundredth day of the year; 265 are to come


@pytest.mark.parametrize(
    ("appropriated", "committed", "day", "expected"),
    [
        (1_000, 500, DAY_100, Forecast(dt.date(2026, 10, 17), 0)),  # a hundred days more
        (1_000, 1_000, DAY_100, Forecast(DAY_100, 0)),
        (3_650, 1_000, DAY_100, Forecast(dt.date(2027, 3, 31), 0)),
        (3_651, 1_000, DAY_100, Forecast(None, 1)),
        (10_000, 1_000, DAY_100, Forecast(None, 6_350)),
        (1_000, 0, DAY_100, None),
        (1_000, 500, dt.date(2026, 4, 13), None),  # thirteen days say nothing
        (1_000, 500, dt.date(2027, 4, 1), None),
    ],
)
def test_at_this_pace(appropriated, committed, day, expected):
    assert forecast(appropriated, committed, YEAR, day) == expected
