"""M1 to M22: an example for each outcome its row lists."""

import datetime as dt
from typing import Any

import pytest

from housing.fit.household import Household, Near
from portal.lib.verdict import Severity, all_rules
from tests.fit.given import TODAY, lines, mark, room, verdict

H = Household
DAY = dt.timedelta(days=1)
STATION = {"kind": "station", "code": "station-t"}
FAR = {"latitude": 35.80, "longitude": 139.60}

OUTCOMES: list[tuple[str, Household, dict[str, Any], str]] = [
    ("M01", H(rent_limit=55_000), {}, "○"),
    ("M01", H(rent_limit=52_381), {}, "△"),
    ("M01", H(rent_limit=52_380), {}, "×"),
    ("M02", H(income=183_334), {}, "○"),
    ("M02", H(income=183_333), {}, "△"),
    ("M02", H(income=137_500), {}, "△"),
    ("M02", H(income=137_499), {}, "×"),
    ("M02", H(), {}, "？"),
    ("M02", H(income=0), {}, "×"),
    ("M02", H(income=0), {"rent": 0, "fee": 0}, "○"),
    ("M03", H(adults=1, within_assistance=True), {"rent": 53_700}, "○"),
    ("M03", H(adults=1, within_assistance=True), {"rent": 53_701}, "×"),
    ("M03", H(adults=1, within_assistance=True), {"area": None}, "？"),
    ("M03", H(adults=2, within_assistance=True), {"area": None, "rent": 64_000}, "○"),
    ("M03", H(adults=1), {}, ""),
    ("M04", H(adults=1, income_fell=True, gross_income=135_999), {}, "○"),
    ("M04", H(adults=1, income_fell=True, gross_income=136_000), {}, "△"),
    ("M04", H(adults=1, income_fell=True, gross_income=160_000), {}, "×"),
    ("M04", H(adults=1, income_fell=True, gross_income=90_000, savings=504_001), {}, "×"),
    ("M04", H(adults=1, income_fell=True), {}, "？"),
    ("M04", H(adults=1, gross_income=90_000), {}, ""),
    ("M05", H(savings=52_000), {}, "○"),
    ("M05", H(adults=1, toddlers=1, savings=0), {}, "△"),
    ("M05", H(savings=51_999), {}, "×"),
    ("M05", H(), {}, "？"),
    ("M06", H(adults=1), {"area": 25.0}, "○"),
    ("M06", H(adults=1), {"area": 20.0}, "△"),
    ("M06", H(adults=1), {"area": 19.99}, "×"),
    ("M06", H(adults=1), {"area": None}, "？"),
    ("M07", H(adults=2), {"capacity": 2}, "○"),
    ("M07", H(adults=2, infants=1), {"capacity": 2}, "△"),
    ("M07", H(adults=3), {"capacity": 2}, "×"),
    ("M07", H(adults=2), {"capacity": None}, "？"),
    ("M08", H(areas=(Near("架空台駅", 5, **STATION),)), {}, "○"),
    ("M08", H(areas=(Near("架空台駅", 5, **STATION),)), {"stations": {"station-t": 15}}, "△"),
    ("M08", H(areas=(Near("架空台駅", 5, **STATION),)), {"stations": {"station-t": 16}}, "×"),
    ("M08", H(areas=(Near("どこか", 5),)), {}, "？"),
    ("M08", H(areas=(Near("光が丘三丁目", 5, "town", "hikarigaoka-3"),)), {}, "○"),
    ("M08", H(areas=(Near("架空台駅", 5, **STATION),), visits=(Near("病院", 10, **FAR),)), {}, "×"),
    ("M08", H(areas=(Near("遠い駅", 5, **FAR), Near("架空台駅", 5, **STATION))), {}, "○"),
    ("M10", H(stairs=1), {}, "○"),
    ("M10", H(stairs=0), {"entrance_step": 100}, "△"),
    ("M10", H(stairs=0), {"entrance_step": 101}, "×"),
    ("M10", H(stairs=2), {"stairs": 3}, "×"),
    ("M10", H(stairs=2), {"stairs": None}, "？"),
    ("M10", H(stairs=0), {"entrance_step": None}, "？"),
    ("M10", H(step=50), {}, "○"),
    ("M10", H(step=20), {"entrance_step": 100}, "△"),
    ("M10", H(step=20), {"threshold": 101}, "×"),
    ("M10", H(step=20), {"indoor_step": None}, "？"),
    ("M10", H(door=580), {}, "○"),
    ("M10", H(door=581), {}, "×"),
    ("M10", H(door=580), {"toilet_width": None}, "？"),
    ("M10", H(turning=1_500), {}, "○"),
    ("M10", H(turning=1_501), {}, "×"),
    ("M10", H(turning=1_500), {"turning_space": None}, "？"),
    ("M10", H(top_floor=1), {}, "○"),
    ("M10", H(top_floor=1), {"floor": 3, "elevator": "yes"}, "○"),
    ("M10", H(top_floor=1), {"floor": 2}, "×"),
    ("M10", H(top_floor=1), {"floor": 2, "elevator": "unknown"}, "？"),
    ("M10", H(rails=("bath",)), {}, "○"),
    ("M10", H(rails=("bath",)), {"rail_bath": "no"}, "△"),
    ("M10", H(rails=("bath",)), {"rail_bath": "unknown"}, "？"),
    ("M10", H(rails=("bath", "toilet")), {"rail_bath": "no", "rail_toilet": "no"}, "△△"),
    ("M10", H(step=20, rails=("bath",)), {"rail_bath": "no"}, "××"),
    ("M10", H(stairs=0, step=20), {"entrance_step": 50}, "△△"),
    ("M10", H(step=20), {"entrance_step": 50, "threshold": 50}, "×"),
    ("M10", H(step=20), {"entrance_step": 50, "threshold": 50, "indoor_step": None}, "×"),
    ("M10", H(stairs=0, step=20), {"entrance_step": 50, "indoor_step": 30}, "××"),
    ("M10", H(stairs=0, step=60), {"entrance_step": 50, "threshold": 60}, "△○"),
    ("M11", H(needed_by=TODAY), {}, "○"),
    ("M11", H(needed_by=TODAY), {"available_from": TODAY + 14 * DAY}, "△"),
    ("M11", H(needed_by=TODAY), {"available_from": TODAY + 15 * DAY}, "×"),
    ("M11", H(needed_by=TODAY), {"available_from": None}, "？"),
    ("M12", H(guarantees=("company",)), {}, "○"),
    ("M12", H(no_guarantee=True), {"guarantees": frozenset({"not_needed"})}, "○"),
    ("M12", H(no_guarantee=True), {"guarantees": frozenset({"certified", "guarantor"})}, "△"),
    ("M12", H(no_guarantee=True), {}, "×"),
    ("M12", H(guarantees=("company",)), {"guarantees": frozenset()}, "？"),
    ("M13", H(has_contact=True), {"emergency_contact": "person"}, "○"),
    ("M13", H(has_contact=False), {"emergency_contact": "none"}, "○"),
    ("M13", H(has_contact=False), {"emergency_contact": "corporate"}, "△"),
    ("M13", H(has_contact=False), {"emergency_contact": "person"}, "×"),
    ("M13", H(has_contact=False), {"emergency_contact": "unknown"}, "？"),
    ("M14", H(tags=("elderly",)), {}, "○"),
    ("M14", H(tags=("elderly", "foreign")), {}, "△"),
    ("M15", H(dedicated_confirmed=True), {"is_dedicated": True}, "○"),
    ("M15", H(), {"is_dedicated": True}, "△"),
    ("M15", H(), {}, ""),
    ("M16", H(needs_proxy=True), {"proxy": "yes"}, "○"),
    ("M16", H(needs_proxy=True), {"proxy": "conditions"}, "△"),
    ("M16", H(needs_proxy=True), {"proxy": "no"}, "×"),
    ("M16", H(needs_proxy=True), {"proxy": "unknown"}, "？"),
    ("M16", H(), {"proxy": "no"}, ""),
    ("M17", H(watching=True), {"support_state": "certified", "support_fee": 3_000}, "○"),
    ("M17", H(watching=True, watching_limit=2_999), {"support_state": "certified", "support_fee": 3_000}, "△"),
    ("M17", H(watching=True), {}, "△"),
    ("M17", H(watching=True), {"support_state": "certified"}, "？"),
    ("M18", H(speech=("sign",)), {"communication": "手話ができます"}, "○"),
    ("M18", H(speech=("sign", "english")), {"communication": "手話ができます"}, "△"),
    ("M18", H(speech=("sign",)), {}, "？"),
    ("M19", H(pets=True), {}, "○"),
    ("M19", H(pets=True), {"pets": "ask"}, "△"),
    ("M19", H(pets=True), {"pets": "no"}, "×"),
    ("M19", H(instruments=True), {"instruments": "unstated"}, "？"),
    ("M20", H(), {"confirmed_on": None}, "×"),
    ("M20", H(), {"confirmed_on": TODAY - 14 * DAY}, "○"),
    ("M20", H(), {"confirmed_on": TODAY - 15 * DAY}, "×"),
    ("M21", H(), {"registration": "registered"}, "○"),
    ("M21", H(), {"support_state": "certified"}, "○"),
    ("M21", H(), {"registration": "preparing"}, "△"),
    ("M21", H(), {}, ""),
    ("M22", H(), {"seismic": "new"}, "○"),
    ("M22", H(), {"seismic": "proven"}, "○"),
    ("M22", H(), {"seismic": "planned"}, "△"),
    ("M22", H(), {"seismic": "unproven"}, "×"),
    ("M22", H(), {"seismic": "unknown"}, "？"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "household", "changes", "expected"), OUTCOMES)
def test_outcome(code: str, household: Household, changes: dict[str, Any], expected: str):
    home = room(**changes)
    assert mark(household, home, code) == expected
    for line in lines(household, home, code):
        assert "{" not in line.name + line.observed + line.required + line.sentence + line.easy + line.remedy
        assert line.sentence
        assert line.easy
        assert line.source


STAFF_ONLY = [
    ("M03", H(adults=1, within_assistance=True), {"rent": 69_800}, "△", "×"),
    ("M03", H(adults=1, within_assistance=True), {"rent": 69_801}, "×", "×"),
    ("M20", H(), {"confirmed_on": TODAY - 15 * DAY}, "△", "×"),
    ("M20", H(), {"confirmed_on": TODAY - 21 * DAY}, "△", "×"),
    ("M20", H(), {"confirmed_on": TODAY - 22 * DAY}, "×", "×"),
]


@pytest.mark.parametrize(("code", "household", "changes", "staff", "others"), STAFF_ONLY)
def test_staff_see_a_little_further(code: str, household: Household, changes: dict, staff: str, others: str):
    home = room(**changes)
    assert (mark(household, home, code, staff=True), mark(household, home, code)) == (staff, others)


def test_the_place_refuses_only_when_the_person_says_so():
    far = (Near("遠い駅", 5, **FAR),)
    assert verdict(H(areas=far), room()).code == "yes"
    assert verdict(H(areas=far), room()).beside == ["場所が遠い"]
    assert verdict(H(areas=far, area_is_must=True), room()).code == "no"


def test_relief_lowers_the_burden_only_where_the_ward_pays_it():
    household, home = H(income=110_000, gross_income=150_000), room(is_dedicated=True)
    assert mark(household, home, "M02") == "×"
    assert mark(household, home, "M02", relief=20_000) == "△"
    assert mark(household, room(), "M02", relief=20_000) == "×"


def test_every_rule_is_declared_with_a_source_and_those_that_cannot_refuse_are_named():
    declared = {rule.code: rule for rule in all_rules() if rule.code.startswith("fit.")}
    assert sorted(declared) == [f"fit.M{number:02}" for number in range(1, 23)]
    assert all(rule.source for rule in declared.values())
    soft = {code for code, rule in declared.items() if rule.severity is Severity.WARN}
    assert soft == {f"fit.M{number:02}" for number in (2, 4, 5, 6, 14, 17, 18, 21, 22)}
    assert all("合わない理由にはし" in declared[code].sentence for code in soft)
