"""Verdict, near misses and the order in which homes are shown."""

import datetime as dt

import pytest

from housing.fit.household import Household
from housing.fit.verdict import judge, ranked
from tests.fit.given import TODAY, money, room, verdict

DAY = dt.timedelta(days=1)


def order(household: Household, *homes, today: dt.date = TODAY) -> list[int]:
    return [
        fit.home.pk
        for fit in ranked(household, [(home, judge(household, home, money(), today)) for home in homes], today)
    ]


def test_hard_lines_decide_and_unknown_comes_before_open():
    household = Household(rent_limit=60_000, has_contact=False, needed_by=TODAY, income=1)
    assert verdict(Household(income=1), room()).label == "合っています"
    assert verdict(household, room()).label == "条件がそろえば合います"
    assert verdict(household, room(available_from=None)).label == "確認が必要です"
    assert verdict(household, room(available_from=None, rent=90_000)).label == "今は合いません"


def test_a_near_miss_is_one_rule_that_can_be_helped():
    household = Household(rent_limit=50_000, needed_by=TODAY, instruments=True)
    assert verdict(household, room()).near_miss.code == "M01"
    assert verdict(household, room(available_from=TODAY + 30 * DAY)).near_miss is None
    assert verdict(Household(instruments=True), room(instruments="no")).near_miss is None
    assert verdict(Household(stairs=2), room(stairs=14)).near_miss is None  # a staircase is not mended away
    two_needs = Household(step=20, rails=("bath",))
    assert verdict(two_needs, room(rail_bath="no")).near_miss.code == "M10"


def test_groups_then_open_lines_then_soft_misses_then_burden_then_freshness():
    household = Household(rent_limit=55_000, has_contact=False, income=200_000, needed_by=TODAY)
    fits = room(pk=1, emergency_contact="none")
    one_open = room(pk=2)
    two_open = room(pk=3, available_from=TODAY + DAY)
    unknown = room(pk=4, available_from=None)
    missing = room(pk=5, rent=80_000)
    assert order(household, missing, unknown, two_open, one_open, fits) == [1, 2, 3, 4, 5]
    soft = room(pk=6, emergency_contact="none", seismic="unproven")
    dearer = room(pk=7, emergency_contact="none", rent=51_000, fee=4_000 - 500)
    stale = room(pk=8, emergency_contact="none", confirmed_on=TODAY - DAY)
    cheaper = room(pk=9, emergency_contact="none", rent=40_000)
    assert order(household, soft, stale, fits, cheaper, dearer) == [9, 7, 1, 8, 6]


def test_shops_that_share_a_place_take_turns():
    homes = [room(pk=shop, organisation=shop) for shop in (1, 2, 3)]
    firsts = [order(Household(), *homes, today=TODAY + n * DAY)[0] for n in range(3)]
    assert sorted(firsts) == [1, 2, 3]


@pytest.mark.parametrize("staff", [False, True])
def test_the_same_question_has_the_same_answer(staff):
    household = Household(elders=1, rent_limit=56_000)
    assert verdict(household, room(), staff).lines == verdict(household, room(), staff).lines
