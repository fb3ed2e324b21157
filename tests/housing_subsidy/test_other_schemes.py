"""The smaller schemes: each condition once for every outcome, and what is wrong in a row."""

import datetime as dt
from importlib import import_module
from typing import Any

import pytest

from portal.grants.schemes.queries import typed
from portal.grants.schemes.structure import Facts, Figures, get
from tests.factories.grants import SAMPLES

TODAY = dt.date(2026, 11, 24)
SCHOOL, LANDLORD, SAFETY, HOME = "school_housing", "landlord_support", "safety_devices", "group_home_staff"


def figures(code: str) -> Figures:
    kept = import_module(SAMPLES[code]).VERSION["figures"]
    return Figures({figure.key: typed(figure, kept[figure.key]) for figure in get(code).figures})


def facts(code: str, **answers: Any) -> Facts:
    given = {**import_module(SAMPLES[code]).GOLDEN[0]["answers"], **answers}
    return Facts({key: value for key, value in given.items() if value is not None}, figures(code), TODAY)


def yes_or_no(scheme: str, rule: str, key: str) -> list[tuple[str, str, dict[str, Any], str]]:
    return [
        (scheme, rule, {}, "met"),
        (scheme, rule, {key: False}, "not_met"),
        (scheme, rule, {key: None}, "unknown"),
    ]


def other_money(scheme: str, rule: str) -> list[tuple[str, str, dict[str, Any], str]]:
    said = {"none": "met", "got": "not_met", "unsure": "unknown", None: "unknown"}
    return [(scheme, rule, {"other_money": answer}, outcome) for answer, outcome in said.items()]


CASES = [
    *yes_or_no(SCHOOL, "S01", "runs_school"),
    *yes_or_no(SCHOOL, "S02", "own_contract"),
    *yes_or_no(SCHOOL, "S03", "for_students"),
    *other_money(SCHOOL, "S04"),
    *yes_or_no(LANDLORD, "L01", "through_ward"),
    (LANDLORD, "L02", {"leased_on": "2026-04-01"}, "met"),
    (LANDLORD, "L02", {"leased_on": "2027-03-31"}, "met"),
    (LANDLORD, "L02", {"leased_on": "2026-03-31"}, "not_met"),
    (LANDLORD, "L02", {"leased_on": "2027-04-01"}, "not_met"),
    (LANDLORD, "L02", {"leased_on": None}, "unknown"),
    (LANDLORD, "L03", {"moved_in_on": "2026-11-24"}, "met"),
    (LANDLORD, "L03", {"moved_in_on": "2026-11-25"}, "not_yet"),
    (LANDLORD, "L03", {"moved_in_on": None}, "unknown"),
    *other_money(LANDLORD, "L04"),
    (SAFETY, "D01", {"listed": "yes"}, "met"),
    (SAFETY, "D01", {"listed": "no"}, "not_met"),
    (SAFETY, "D01", {"listed": "unsure"}, "unknown"),
    (SAFETY, "D01", {"listed": None}, "unknown"),
    *yes_or_no(SAFETY, "D02", "lives_there"),
    (SAFETY, "D03", {"house": "own"}, "met"),
    (SAFETY, "D03", {"house": "agreed"}, "met"),
    (SAFETY, "D03", {"house": "not_yet"}, "unknown"),
    (SAFETY, "D03", {"house": None}, "unknown"),
    (SAFETY, "D04", {"before": "no"}, "met"),
    (SAFETY, "D04", {"before": "yes"}, "not_met"),
    (SAFETY, "D04", {"before": "unsure"}, "unknown"),
    (SAFETY, "D04", {"before": None}, "unknown"),
    *yes_or_no(HOME, "G01", "runs_home"),
    *yes_or_no(HOME, "G02", "agreed"),
    *yes_or_no(HOME, "G03", "more_staff"),
    *other_money(HOME, "G04"),
]


@pytest.mark.parametrize(("scheme", "code", "answers", "outcome"), CASES)
def test_a_condition_has_each_of_its_outcomes(scheme: str, code: str, answers: dict[str, Any], outcome: str) -> None:
    (rule,) = (one for one in get(scheme).conditions if one.code == f"housing_subsidy.{code}")
    assert rule.check(rule, facts(scheme, **answers)).outcome.value == outcome


def test_every_condition_is_tried() -> None:
    tried = {f"housing_subsidy.{code}" for _scheme, code, _answers, _outcome in CASES}
    assert tried == {rule.code for scheme in (SCHOOL, LANDLORD, SAFETY, HOME) for rule in get(scheme).conditions}


@pytest.mark.parametrize(
    ("wanted", "furniture", "lines"),
    [
        (["breaker"], None, [("感震ブレーカー", "1台")]),
        (["fitting"], 2, [("家具の器具（3点まで）", "2点")]),
        (["breaker", "fitting"], 5, [("感震ブレーカー", "1台"), ("家具の器具（3点まで）", "3点")]),
        (None, None, []),
    ],
)
def test_devices_are_counted_in_pieces_and_cost_nothing(
    wanted: list[str] | None, furniture: int | None, lines: list[tuple[str, str]]
) -> None:
    found = get(SAFETY).estimate(facts(SAFETY, devices=wanted, furniture=furniture))
    assert ([(line.label, line.shown) for line in found.lines], found.total) == (lines, 0)


@pytest.mark.parametrize(("house", "needed"), [("own", False), ("agreed", True), ("not_yet", True)])
def test_who_rents_brings_the_consent_of_the_owner(house: str, needed: bool) -> None:
    (slot,) = get(SAFETY).filing("application").slots
    assert slot.needed({"house": house}) is needed


HOME_ROW = {"home": "架空ホーム", "people": 2, "person_months": 24, "staff_cost": 900_000}


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({}, []),
        ({"person_months": 25}, ["人月が、2人の1年分（24人月）をこえています。"]),
        ({"person_months": 0}, ["人数と人月のどちらかが0です。"]),
        ({"people": 0, "person_months": 0}, []),
    ],
)
def test_people_and_months_of_a_home_agree(changes: dict[str, Any], messages: list[str]) -> None:
    (table,) = get(HOME).filing("application").tables
    assert [one.message for one in table.check({**HOME_ROW, **changes}, figures(HOME))] == messages
    assert list(table.across([HOME_ROW, HOME_ROW])) == [1]


def test_the_group_homes_are_restricted_and_have_no_place_for_a_name() -> None:
    scheme = get(HOME)
    assert scheme.is_restricted
    columns = {column.key: column.kind for kind in scheme.filings for table in kind.tables for column in table.columns}
    assert columns == {"home": "text", "people": "count", "person_months": "count", "staff_cost": "yen"}


def test_an_empty_room_of_a_school_is_not_paid() -> None:
    (table,) = get(SCHOOL).filing("application").tables
    row = {"unit": "架空寮 101", "students": 0, "rent": 50_000, "moved_in": "2026-04-01", "key_money": 60_000}
    assert [one.message for one in table.check(row, figures(SCHOOL))] == [
        "住む学生が0人です。",
        "礼金が、賃料の1か月分をこえています。",
    ]


def test_no_filing_asks_the_same_twice() -> None:
    """A key that two questions of one filing share would take the other's answer."""
    for code in SAMPLES:
        for kind in get(code).filings:
            keys = [question.key for question in kind.questions]
            assert len(keys) == len(set(keys)), (code, kind.code)
            assert len({slot.code for slot in kind.slots}) == len(kind.slots)


def test_what_conditions_need_is_asked_in_the_check_and_in_the_application() -> None:
    """Else a filing would be judged by answers that nobody can give."""
    for code in SAMPLES:
        scheme = get(code)
        asked = {question.key for question in scheme.filing("application").questions}
        columns = {column.key for table in scheme.filing("application").tables for column in table.columns}
        guessed = {"units", "months", "person_months", "staff_cost", "rent", "common_fee", "resident_part"}
        assert {question.key for question in scheme.check} - asked - columns - guessed == set(), code
