"""Properties of the calculator for rooms, and its lines."""

import datetime as dt
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from housing.subsidy import rent
from housing.subsidy.nursery.scheme import calculate
from portal.grants.schemes.structure import Figures, get

from .leases import SCHEME, facts, figures, row

YEN = st.integers(0, 150_000)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31)).map(dt.date.isoformat)
LEASES = st.fixed_dictionaries(
    {"unit": st.just("架空ハイツ"), "worker": st.just("架空 花子"), "moved_in": DAYS, "rent": st.integers(1, 150_000)},
    optional={
        "hired_on": DAYS,
        "moved_out": DAYS,
        "common_fee": YEN,
        "key_money": st.integers(0, 500_000),
        "resident_part": YEN,
        "first_paid": YEN,
        "last_paid": YEN,
        "paid": st.integers(0, 2_000_000),
        "paid_months": st.integers(0, 12),
    },
)
RULES = st.fixed_dictionaries(
    {
        "cap": st.integers(1_000, 120_000),
        "rate": st.sampled_from(["7/8", "3/4", "1/2", "2/3", "1/1"]),
        "unit": st.sampled_from([1, 10, 100, 1_000]),
        "rounding": st.sampled_from(["row", "case"]),
        "resident_part_deducted": st.booleans(),
        "part_month": st.sampled_from(["lower", "by_day"]),
        "key_money_months": st.integers(0, 3),
        "key_money_spread": st.integers(1, 24),
    }
)


def months_touched(lease: dict[str, Any], own: Figures) -> int:
    """Counted apart from the calculator: calendar months of the year of the version in which a day counts."""
    first = max(dt.date.fromisoformat(lease.get(key, "0001-01-01")) for key in ("moved_in", "hired_on"))
    end = dt.date.fromisoformat(lease.get("moved_out", "9999-12-31"))
    year = [own["first_day"] + dt.timedelta(days=day) for day in range(365)]
    return len({(day.year, day.month) for day in year if first <= day <= end})


@given(LEASES, RULES)
def test_a_room_is_never_negative_and_never_over_the_cap_times_its_months(lease: dict, rules: dict) -> None:
    own = figures(**rules)
    found = rent.of_row(lease, own)
    assert 0 <= found <= own["cap"] * months_touched(lease, own) * own["rate"]
    assert found <= lease.get("paid", found)
    if own["rounding"] == "row":
        assert found % own["unit"] == 0


@given(LEASES, RULES, st.integers(1, 50_000))
def test_a_higher_rent_never_gives_less(lease: dict, rules: dict, more: int) -> None:
    own = figures(**rules)
    assert rent.of_row(lease, own) <= rent.of_row({**lease, "rent": lease["rent"] + more}, own)


@given(LEASES, RULES, st.integers(1, 50_000))
def test_whoever_pays_more_of_it_never_gets_more(lease: dict, rules: dict, more: int) -> None:
    own = figures(**rules)
    paying = {**lease, "resident_part": lease.get("resident_part", 0) + more}
    assert rent.of_row(paying, own) <= rent.of_row(lease, own)


@given(LEASES, RULES, st.integers(1, 60))
def test_a_longer_stay_never_gives_less(lease: dict, rules: dict, more: int) -> None:
    """Without what was really paid, which belongs to the stay as it was."""
    own = figures(**rules)
    stay = {key: value for key, value in lease.items() if key not in ("paid", "paid_months", "last_paid")}
    left = dt.date.fromisoformat(lease.get("moved_out", "2026-10-20"))
    short, long = ({**stay, "moved_out": (left + dt.timedelta(days=days)).isoformat()} for days in (0, more))
    assert rent.of_row(short, own) <= rent.of_row(long, own)


@settings(max_examples=60)
@given(st.lists(LEASES, max_size=6), RULES)
def test_rows_sum_to_the_total_by_the_stated_rounding(leases: list[dict], rules: dict) -> None:
    own = figures(**rules)
    found = calculate(facts(*[{**lease, "key": f"k{place}"} for place, lease in enumerate(leases)], own=own))
    parts = sum(found.rows.values())
    assert list(found.rows) == [f"k{place}" for place in range(len(leases))]
    assert found.total == (parts if own["rounding"] == "row" else parts // own["unit"] * own["unit"])


@settings(max_examples=60)
@given(LEASES, RULES)
def test_the_lines_of_a_room_lead_to_its_amount(lease: dict, rules: dict) -> None:
    own = figures(**rules)
    found = calculate(facts({**lease, "key": "k"}, own=own))
    yen = [line.yen for line in found.lines if line.row == "k" and line.yen is not None]
    assert yen[-1] == found.rows["k"]
    months = rent.months(lease, own)
    assert sum(month.days for month in months) == sum(
        1
        for day in range(365)
        if months and months[0].first <= own["first_day"] + dt.timedelta(days=day) <= months[-1].last
    )


def test_a_clerk_can_follow_the_lines() -> None:
    first = row(key="a", moved_in="2026-06-10", first_paid=70_000)
    second = row(key="b", unit="架空ハイツ 102号室", worker="架空 次郎", rent=90_000, paid_months=11, paid=1_000_000)
    found = calculate(facts(first, second))
    assert [(line.row, line.label, line.shown) for line in found.lines] == [
        ("a", "架空ハイツ 101号室　架空 花子", ""),
        ("a", "6月10日から30日：30日のうち21日分（59,500円 − 本人負担 7,000円 ＝ 52,500円）", "52,500円"),
        ("a", "7月から3月の9か月（1か月 85,000円 − 本人負担 10,000円 ＝ 75,000円）", "675,000円"),
        ("a", "対象になる額", "727,500円"),
        ("a", "× 8分の7", "636,562円"),
        ("a", "1,000円未満は切り捨て", "636,000円"),
        ("b", "架空ハイツ 102号室　架空 次郎", ""),
        ("b", "4月から3月の12か月（1か月 95,000円 − 本人負担 10,000円 ＝ 85,000円 → 上限 82,000円）", "984,000円"),
        ("b", "実際に払った額まで", "1,000,000円"),
        ("b", "払った11か月の上限まで", "902,000円"),
        ("b", "対象になる額", "902,000円"),
        ("b", "× 8分の7", "789,250円"),
        ("b", "1,000円未満は切り捨て", "789,000円"),
    ]
    assert (dict(found.rows), found.total) == ({"a": 636_000, "b": 789_000}, 1_425_000)


def test_rounding_the_whole_is_the_last_line() -> None:
    found = calculate(facts(row(key="a"), row(key="b"), own=figures(rounding="case")))
    assert (found.lines[-1].label, found.lines[-1].shown) == (
        "すべての部屋の計（1,000円未満は切り捨て）",
        "1,575,000円",
    )
    assert found.total == 1_575_000


def test_before_anybody_applies_equal_rooms_are_guessed() -> None:
    scheme, asked = get(SCHEME), {"rent": 80_000, "common_fee": 5_000, "resident_part": 10_000, "months": 6, "units": 3}
    found = scheme.estimate(facts(**asked))
    assert [(line.label, line.shown) for line in found.lines] == [
        ("賃料と共益費（1戸、月）", "85,000円"),
        ("− 住む人が払う分", "75,000円"),
        ("上限 82,000円", "こえていません"),
        ("× 6か月 × 8分の7（1,000円未満は切り捨て）", "393,000円"),
        ("× 3戸", "1,179,000円"),
    ]
    assert found.total == 1_179_000


def test_a_guess_for_a_year_is_what_the_rows_come_to() -> None:
    scheme, room = get(SCHEME), row()
    asked = {"rent": room["rent"], "common_fee": 5_000, "resident_part": 10_000, "months": 12, "units": 2}
    assert scheme.estimate(facts(**asked)).total == scheme.estimate(facts(room, room)).total
    assert rent.in_words(Fraction(7, 8)) == "8分の7"
