"""Fees: never negative, never over the cap, never less for a higher fee, and the lines lead to the total."""

import datetime as dt
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from portal.grants.schemes.structure import Facts, Figures
from training.subsidy.amounts import flat, in_words, share_of_fee

FEES = st.integers(0, 3_000_000)
RATES = st.fractions(Fraction(1, 20), 1, max_denominator=20)
CAPS = st.integers(1_000, 500_000)
UNITS = st.sampled_from([1, 10, 100, 1_000])


def asked(fee: int, **figures: Any) -> Facts:
    return Facts({"fee": fee}, Figures(figures), dt.date(2026, 11, 24))


@given(FEES, RATES, CAPS, UNITS)
def test_a_share_stays_between_nothing_and_the_cap(fee: int, rate: Fraction, cap: int, unit: int) -> None:
    total = share_of_fee(asked(fee, rate=rate, cap=cap, unit=unit)).total
    assert 0 <= total <= min(cap, fee * rate)
    assert total % unit == 0
    assert total > min(cap, fee * rate) - unit - 1


@given(FEES, FEES, RATES, CAPS, UNITS)
def test_a_higher_fee_never_gives_less(one: int, other: int, rate: Fraction, cap: int, unit: int) -> None:
    low, high = (share_of_fee(asked(fee, rate=rate, cap=cap, unit=unit)).total for fee in sorted((one, other)))
    assert low <= high


@given(FEES, CAPS)
def test_one_sum_for_everybody_or_what_was_paid(fee: int, amount: int) -> None:
    assert flat(asked(fee, amount=amount, within_costs=False)).total == amount
    assert flat(asked(fee, amount=amount, within_costs=True)).total == min(fee, amount)


def test_the_sum_is_shown_line_by_line() -> None:
    found = share_of_fee(asked(98_000, rate=Fraction(9, 10), cap=100_000, unit=1_000))
    assert [(line.label, line.shown) for line in found.lines] == [
        ("受講料", "98,000円"),
        ("× 9割", "88,200円"),
        ("上限 100,000円", "こえていません"),
        ("1,000円未満は切り捨て", "88,000円"),
    ]
    assert found.total == 88_000


def test_a_sum_over_the_cap_says_so() -> None:
    found = share_of_fee(asked(150_000, rate=Fraction(9, 10), cap=100_000, unit=1))
    assert [line.shown for line in found.lines] == ["150,000円", "135,000円", "100,000円"]


def test_rates_are_said_as_people_say_them() -> None:
    assert [in_words(Fraction(text)) for text in ("9/10", "1/2", "2/3", "7/8")] == ["9割", "5割", "3分の2", "8分の7"]
