"""The minimum wage, on every day that counts, in whole yen."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jobs.vacancies import rules
from jobs.vacancies.sheet import WagePart

from .sheets import CLEAN, SITUATION, TODAY, WAGES, codes, found

COMING = (*WAGES, (dt.date(2026, 12, 10), 1290))
months = st.builds(
    replace,
    st.just(CLEAN),
    base_low=st.integers(100_000, 300_000),
    base_high=st.none(),
    annual_hours=st.integers(1, 2400),
    parts=st.lists(
        st.builds(
            WagePart,
            st.sampled_from(["fixed", "other"]),
            st.sampled_from(["処遇改善手当", "資格手当", "通勤手当", "家族手当", "精皆勤手当"]),
            st.integers(0, 30_000),
            st.just(30_000),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
)


def test_the_message_names_both_figures_and_the_way_out():
    assert found("V08", base_low=188_000) == [
        (
            "base_low",
            "最低賃金を下回っています：1時間あたり 1,160円（必要 1,226円）",
            "基本給を198,612円以上にするか、年間の所定労働時間（いま 1,944時間）を見直します。"
            "通勤手当と固定残業代は計算に入れません。",
        )
    ]
    assert found("V08", wage_type="hour", base_low=1_225, base_high=None) == [
        (
            "base_low",
            "最低賃金を下回っています：1時間あたり 1,225円（必要 1,226円）",
            "時給を1,226円以上にします。通勤手当と固定残業代は計算に入れません。",
        )
    ]


def test_what_is_never_counted_does_not_lift_the_pay():
    for name in ("通勤手当", "家族手当", "精皆勤手当", "固定残業手当", "賞与", "夜勤手当"):
        assert "V08" in codes(base_low=190_000, parts=(WagePart("fixed", name, 50_000, 50_000),)), name
    assert "V08" in codes(base_low=190_000, parts=(WagePart("other", "資格手当", 50_000, 50_000),))
    assert "V08" in codes(base_low=190_000, parts=(WagePart("fixed", "資格手当", 50_000, 50_000, False),))
    assert codes(base_low=190_000, base_high=None, parts=(WagePart("fixed", "資格手当", 50_000, 50_000),)) == []


def test_a_rate_that_comes_during_the_posting_counts():
    coming = replace(SITUATION, wages=COMING)
    assert codes(situation=coming, base_low=208_980, base_high=None) == []
    assert found("V08", situation=coming, base_low=208_979, base_high=None)[0][1] == (
        "2026年12月10日（木）からの額で、最低賃金を下回っています：1時間あたり 1,289円（必要 1,290円）"
    )
    over_before = {"base_low": 200_000, "base_high": None, "recruit_until": dt.date(2026, 12, 9)}
    assert codes(situation=coming, **over_before) == ["V09"]


def test_the_rate_of_the_day_work_starts_counts():
    coming = replace(SITUATION, wages=COMING)
    before = {"base_low": 200_000, "base_high": None, "recruit_until": dt.date(2026, 12, 1)}
    assert "V08" in codes(situation=coming, start_on=dt.date(2026, 12, 10), **before)
    assert "V08" not in codes(situation=coming, start_on=dt.date(2026, 12, 9), **before)


def test_without_a_registered_rate_nothing_is_published():
    assert found("V08", situation=replace(SITUATION, wages=())) == [
        (
            "base_low",
            "最低賃金の額が登録されていないため、確かめられません。",
            "区の職員が額を登録するまでお待ちください。",
        )
    ]


def test_a_coming_rate_warns_of_the_day_it_bites():
    coming = replace(SITUATION, wages=(*WAGES, (dt.date(2027, 10, 1), 1300)))
    assert found("V09", situation=coming) == [
        (
            "base_low",
            "2027年10月1日（金）に最低賃金が1,300円になると下回ります。",
            "その日までに賃金を見直してください。下回ったままだと、その日に公開を止めます。",
        )
    ]
    assert codes(situation=coming, base_low=210_600) == []
    assert rules.unmet_from(CLEAN, coming.wages, TODAY) == dt.date(2027, 10, 1)
    assert rules.unmet_from(replace(CLEAN, base_low=None), coming.wages, TODAY) is None


@given(months)
def test_the_figure_in_the_mend_is_the_least_that_helps(sheet):
    pay = rules.hourly(sheet, sheet.base_low, rules.counted_parts(sheet))
    least = sheet.base_low + pay.missing(1226)
    assert "V08" not in codes(sheet, base_low=least)
    if pay.missing(1226):
        assert "V08" in codes(sheet, base_low=least - 1)


@given(months, st.integers(0, 100_000))
def test_raising_the_base_never_creates_a_breach(sheet, more):
    for code in ("V08", "V09"):
        assert code in codes(sheet) or code not in codes(sheet, base_low=sheet.base_low + more)


@given(months)
def test_the_verdict_is_the_exact_comparison(sheet):
    counted = sum(part.low for part in rules.counted_parts(sheet))
    exact = Fraction((sheet.base_low + counted) * 12, sheet.annual_hours)
    assert ("V08" in codes(sheet)) == (exact < 1226)


@given(months, st.integers(1, 60_000), st.integers(1, 45), st.integers(0, 20_000))
def test_more_fixed_overtime_pay_never_creates_a_doubt(sheet, paid, hours, more):
    terms = {"fixed_overtime_hours": hours, "fixed_overtime_excess": True}
    assert "V07" in codes(sheet, fixed_overtime=paid, **terms) or "V07" not in codes(
        sheet, fixed_overtime=paid + more, **terms
    )
