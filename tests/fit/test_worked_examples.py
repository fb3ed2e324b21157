"""The examples on which the matching was agreed, figure by figure."""

import datetime as dt
from dataclasses import replace

import pytest

from housing.fit.household import Household
from tests.fit.given import lines, mark, money, room, verdict

A = Household(
    elders=1, rent_limit=56_000, within_assistance=True, income=110_000, stairs=2, has_contact=False,
    guarantees=("company",),
)  # fmt: skip
HOME_A = room()
B = Household(adults=1, pupils=1, infants=1, income=190_000, gross_income=190_000, savings=200_000, income_fell=True)
HOME_B = room(
    rent=82_000, fee=3_000, area=38.0, capacity=4,
    costs=(("deposit", 82_000, True), ("key_money", 82_000, True), ("brokerage", 90_200, True)),
)  # fmt: skip


def test_a_lives_alone_on_a_pension_without_anybody_to_call():
    found = verdict(A, HOME_A)
    assert {line.code: line.mark for line in found.lines} == {
        "M01": "yes", "M02": "no", "M03": "yes", "M05": "unknown", "M06": "if", "M07": "yes", "M10": "yes",
        "M12": "yes", "M13": "if", "M20": "yes", "M22": "yes",
    }  # fmt: skip
    assert found.label == "条件がそろえば合います"
    assert found.beside == ["負担が重い", "目安より狭い"]
    assert found.hint == "あと1つ：緊急連絡先。居住支援法人に頼むと進められます。"
    told = {line.code: line for line in found.lines}
    assert told["M01"].sentence == "家賃と管理費で 55,000円。あなたの上限 56,000円の中です。"
    assert told["M02"].observed == "手取りの 50.0％"
    assert told["M02"].remedy == "家計の相談をする"
    assert (told["M03"].observed, told["M03"].required) == ("52,000円", "53,700円（1人）")
    assert told["M13"].remedy == "居住支援法人に頼む"


def test_b_is_a_mother_of_two_whose_income_fell():
    found = verdict(B, HOME_B)
    told = {line.code: line for line in found.lines}
    assert B.weight == 2
    assert money().least_area(B) == 30
    assert (told["M06"].mark, told["M02"].mark) == ("yes", "no")
    assert told["M02"].observed == "手取りの 44.7％"
    assert "M03" not in told
    assert told["M04"].mark == "yes"
    assert money().benefit_income_limit(3, 82_000) == 241_800
    assert told["M04"].observed == "目安 64,000円／月"
    assert found.net_burden == pytest.approx(21_000 / 190_000)
    assert (told["M05"].mark, told["M05"].values["grant"]) == ("if", 254_200)
    assert found.label == "合っています"


def test_b_with_the_assistance_as_a_hard_limit_misses_by_one():
    chosen = replace(B, within_assistance=True)
    found = verdict(chosen, HOME_B)
    assert found.label == "今は合いません"
    assert found.near_miss is not None
    assert found.near_miss.sentence == "家賃 82,000円は、住宅扶助の上限 69,800円より 12,200円高いです。"
    assert found.hint == "あと1つで合います：住宅扶助の上限。家賃の交渉か、別の部屋を相談すると進められます。"


def test_c_the_ceiling_of_one_person_follows_the_area():
    household = Household(adults=1, within_assistance=True)
    home = room(area=14.5, rent=50_000)
    (line,) = lines(household, home, "M03")
    assert (line.mark, line.values["cap"], line.values["over"]) == ("no", 48_000, 2_000)
    assert verdict(household, home).beside == ["目安よりかなり狭い", "登録の目安も満たしていません"]
    assert verdict(household, room(area=15.0)).beside == ["目安よりかなり狭い"]
    assert verdict(household, HOME_A).is_below_standard is False
    new = room(area=24.99, is_lived_in=False, completed_month=dt.date(2026, 6, 1))
    assert verdict(household, new).is_below_standard is True


def test_d_a_home_in_an_avoided_town_is_mentioned_nowhere():
    household = Household(adults=1, avoided=("hikarigaoka-3",), rent_limit=1)
    found = verdict(household, room())
    assert (found.code, found.label, found.lines, found.beside, found.hint) == ("silent", "", (), [], "")
    assert mark(household, room(town="sakuradai-1"), "M01") == "×"
