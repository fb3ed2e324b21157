"""Months as the Civil Code counts them, against its words counted out day by day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.subsidy.days import in_words, last_day, limit

ONE = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2026-07-14", 6, "2027-01-13"),
        ("2026-04-01", 12, "2027-03-31"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-08-29", 6, "2027-02-28"),
        ("2026-08-28", 6, "2027-02-27"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-10-31", 1, "2026-11-30"),
    ],
)
def test_the_last_day_of_some_months(first: str, months: int, last: str) -> None:
    assert last_day(dt.date.fromisoformat(first), months).isoformat() == last


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-06-30", "2026-09-30"),
        ("2027-02-28", "2027-05-31"),
        ("2026-11-30", "2027-02-28"),
        ("2026-07-14", "2026-10-14"),
    ],
)
def test_the_day_itself_is_not_counted_in_a_limit(day: str, last: str) -> None:
    assert limit(dt.date.fromisoformat(day), 3).isoformat() == last


@given(DAYS, st.integers(1, 24), st.integers(1, 24))
def test_months_never_overlap_and_leave_no_gap(first: dt.date, one: int, other: int) -> None:
    """After so many months the next day has the same number, or the month before was too short for it."""
    following = last_day(first, one) + ONE
    assert following.day in (first.day, 1)
    assert last_day(first, one) < last_day(first, one + other)
    assert 28 * one <= (following - first).days <= 31 * one


@given(DAYS, st.integers(1, 24))
def test_who_begins_later_is_never_done_sooner(first: dt.date, months: int) -> None:
    assert last_day(first, months) <= last_day(first + ONE, months)


def test_a_day_far_away_is_said_with_its_year() -> None:
    day = dt.date(2027, 1, 13)
    assert [in_words(day, dt.date(2026, 11, 24)), in_words(day, dt.date(2026, 1, 1))] == ["1月13日", "2027年1月13日"]
