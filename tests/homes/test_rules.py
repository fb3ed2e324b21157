"""V01 to V20: one home for each outcome that a row of the table lists, and one that passes."""

import datetime as dt
import inspect
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from housing.homes import rules, wording
from housing.homes.choices import PaperKind
from housing.homes.models import Access
from housing.homes.sheet import Sheet, Walk
from portal.lib.verdict import Severity, all_rules

TODAY = dt.date(2026, 11, 24)
GOOD = Sheet(
    floors_above=2,
    started_on=dt.date(1994, 4, 1),
    completed_month=dt.date(1994, 11, 1),
    seismic="new",
    in_hazard_zone="no",
    walks=(Walk("架空台", 410, True, 300),),
    floor=1,
    area=Decimal("25.00"),
    capacity=1,
    rent=60_000,
    fee=3_000,
    costs=("deposit",),
    contact="03-0000-0000",
    guarantees=("company",),
    welcomes=("elderly",),
    photos=(("plan", True, True),),
    papers=("pledge", "lawful"),
    confirmed_on=TODAY,
)
SHARE = {
    "is_shared_house": True, "house_capacity": 4, "house_area": Decimal("70"), "area": Decimal("9"), "capacity": 1,
    "shared_sets": 1,
}  # fmt: skip
FAMILY = {
    **SHARE, "for_single_parents": True, "house_families": 2, "house_area": Decimal("84"), "area": Decimal("12"),
    "bathtubs": 1,
}  # fmt: skip
NEW = {"is_lived_in": False, "completed_month": dt.date(2026, 6, 1), "started_on": dt.date(2025, 9, 1)}
OLD = {"started_on": dt.date(1974, 4, 1), "completed_month": dt.date(1975, 1, 1)}


def found(usual: int | None = None, today: dt.date = TODAY, **changes) -> dict[str, Severity]:
    sheet = replace(GOOD, **changes)
    return {
        each.code.removeprefix("homes."): each.severity for each in rules.check(sheet, rules.Situation(today, usual))
    }


def test_a_good_home_breaks_nothing():
    assert found() == {}


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({**NEW, "area": Decimal("24.99")}, {"V01", "V03W", "V18W"}),
        ({**NEW, "area": Decimal("25.00")}, {"V03W"}),
        ({**NEW, "area": Decimal("17.99"), "kitchen": "shared"}, {"V01", "V03W", "V18W"}),
        ({**NEW, "area": Decimal("18.00"), "kitchen": "shared"}, {"V03W", "V18W"}),
        ({"area": Decimal("14.99")}, {"V02", "V04W", "V18W"}),
        ({"area": Decimal("15.00")}, {"V02R", "V04R", "V18W"}),
        ({"area": Decimal("17.99")}, {"V02R", "V04R", "V18W"}),
        ({"area": Decimal("18.00")}, {"V18W"}),
        ({"area": Decimal("12.99"), "bath": "shared"}, {"V02", "V18W"}),
        ({"area": Decimal("13.00"), "bath": "shared"}, {"V18W"}),
        ({"is_lived_in": False, "completed_month": None}, {"V03W"}),
        ({"is_lived_in": False}, set()),
        (
            {"area": Decimal("16.00"), "started_on": dt.date(1996, 4, 1), "completed_month": None},
            {"V02R", "V04W", "V18W"},
        ),
        ({"area": Decimal("16.00"), "started_on": None}, {"V02R", "V04W", "V18W"}),
    ],
)
def test_area(changes, codes):
    assert set(found(**changes)) == codes


@pytest.mark.parametrize(
    ("day", "least"),
    [
        ("1996-03-31", 15),
        ("1996-04-01", 17),
        ("2006-03-31", 17),
        ("2006-04-01", 20),
        ("2018-03-30", 20),
        ("2018-03-31", 25),
    ],
)
def test_the_areas_of_tokyo_follow_the_day_of_the_start(day, least):
    assert rules.cohort_area(dt.date.fromisoformat(day)) == least


def test_the_third_example_meets_neither_the_nation_nor_tokyo():
    assert {"V02", "V04W"} <= set(found(area=Decimal("14.50"), started_on=dt.date(1990, 1, 1)))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        (SHARE, set()),
        ({**SHARE, "house_area": Decimal("69.99")}, {"V05"}),
        ({**SHARE, "house_capacity": 1}, {"V05"}),
        ({**SHARE, "area": Decimal("8.99")}, {"V06"}),
        ({**SHARE, "capacity": 2}, {"V06"}),
        ({**SHARE, "house_capacity": 6, "house_area": Decimal("100")}, {"V07"}),
        ({**SHARE, "house_capacity": 6, "house_area": Decimal("100"), "shared_sets": 2}, set()),
        (FAMILY, set()),
        ({**FAMILY, "house_area": Decimal("83.99")}, {"V08"}),
        ({**FAMILY, "area": Decimal("11.99")}, {"V08"}),
        ({**FAMILY, "area": Decimal("10.00"), "house_area": Decimal("88")}, set()),
        ({**FAMILY, "area": Decimal("10.00"), "house_area": Decimal("87.99")}, {"V08"}),
        ({**FAMILY, "bathtubs": 0}, {"V08"}),
        ({**FAMILY, "house_families": None}, {"V08"}),
    ],
)
def test_shared_houses(changes, codes):
    assert set(found(**changes)) == codes


@pytest.mark.parametrize("name", ["kitchen", "toilet", "storage", "washstand", "bath"])
def test_each_piece_of_equipment_may_be_shared_but_not_missing(name):
    assert set(found(**{name: "none"})) == {"V09"}
    assert set(found(**{name: "shared"})) == set()


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({**OLD, "seismic": "proven", "papers": ("pledge", "lawful", PaperKind.SEISMIC)}, set()),
        ({**OLD, "seismic": "proven"}, {"V10"}),
        ({**OLD, "seismic": "unproven"}, {"V10"}),
        ({**OLD, "seismic": "unknown"}, {"V10"}),
        ({**OLD, "seismic": "planned"}, {"V10R"}),
        ({**OLD, "seismic": "planned", "papers": ("pledge", "lawful", PaperKind.RETROFIT)}, {"V10R"}),
        ({"started_on": dt.date(1981, 6, 1), "seismic": "unknown"}, set()),
        ({"started_on": dt.date(1981, 5, 31), "seismic": "unknown"}, {"V10"}),
        ({**OLD, "started_on": None}, {"V10", "V20R"}),
        ({**OLD, "started_on": None, "seismic": "unknown"}, {"V10"}),
        ({"started_on": None, "completed_month": dt.date(1981, 5, 1)}, {"V10", "V20R"}),
        ({"started_on": None, "completed_month": dt.date(1981, 6, 1)}, set()),
        ({"papers": ("pledge",)}, {"V11"}),
        ({"papers": ("lawful",)}, {"V11"}),
        ({"is_sublet": True}, {"V11"}),
        ({"is_sublet": True, "papers": ("pledge", "lawful", "owner")}, set()),
        ({"photos": ()}, {"V11"}),
        ({"welcomes": ()}, {"V13"}),
        ({"acceptance_terms": "99歳以上のみ"}, {"V13R"}),
        ({"acceptance_terms": "代理納付を使うこと"}, set()),
        ({"registration": "change_due", "changed_on": dt.date(2026, 11, 1)}, {"V14A"}),
        ({"registration": "preparing"}, {"V15A"}),
    ],
)
def test_earthquakes_pledges_acceptance_and_the_register(changes, codes):
    assert set(found(**changes)) == codes


@pytest.mark.parametrize("day", [dt.date(2037, 1, 1), dt.date(9999, 12, 1)])
def test_days_far_ahead_are_refused_in_plain_words(day):
    for changes in ({"completed_month": day, "is_lived_in": False}, {"registration": "change_due", "changed_on": day}):
        sheet = replace(GOOD, **changes)
        told = [(f.field, f.message) for f in rules.blocks(rules.check(sheet, rules.Situation(TODAY)))]
        assert told == [("completed_month" if "completed_month" in changes else "changed_on", "日付が先すぎます。")]


def test_the_notice_of_a_change_is_due_a_month_later_and_then_late():
    sheet = replace(GOOD, registration="change_due", changed_on=dt.date(2026, 10, 31))
    due, late = (
        next(f.message for f in rules.readiness(sheet, rules.Situation(day)) if f.code == "homes.V14A")
        for day in (dt.date(2026, 11, 30), dt.date(2026, 12, 1))
    )
    assert due == "変更届の期限は2026年11月30日（月）です。"
    assert late == "変更届の期限（2026年11月30日（月））を過ぎています。"


@pytest.mark.parametrize(
    ("rent", "codes"),
    [(60_000, set()), (72_000, set()), (72_001, {"V12R"}), (48_000, set()), (47_999, {"V12R"})],
)
def test_the_rent_is_held_against_like_homes(rent, codes):
    assert set(found(usual=60_000, rent=rent)) == codes


def test_without_like_homes_the_rent_is_not_judged():
    assert found(usual=None, rent=600_000) == {}


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"walks": (Walk("架空台", 299, True, 300),)}, {"V16"}),
        ({"walks": (Walk("架空台", 300, True, 300),)}, set()),
        ({"walks": (Walk("架空台", 299, True, None),)}, set()),
        ({"walks": (Walk("架空台", 410, False, 300),)}, {"V16W"}),
        ({"layout": "DK", "dining_tatami": Decimal("4.4")}, {"V17"}),
        ({"layout": "DK", "dining_tatami": Decimal("4.5")}, set()),
        ({"layout": "LDK", "dining_tatami": Decimal("7.9")}, {"V17"}),
        ({"layout": "LDK", "dining_tatami": Decimal("8")}, set()),
        ({"rooms": 2, "layout": "DK", "dining_tatami": Decimal("5.9")}, {"V17"}),
        ({"rooms": 3, "layout": "LDK", "dining_tatami": Decimal("9.9")}, {"V17"}),
        ({"rooms": 3, "layout": "LDK", "dining_tatami": Decimal("10")}, set()),
        ({"layout": "DK"}, {"V17W"}),
        ({"area": Decimal("24.99")}, {"V18W"}),
        ({"area": Decimal("30"), "capacity": 2}, set()),
        ({"area": Decimal("29.99"), "capacity": 2}, {"V18W"}),
        ({"in_hazard_zone": "yes"}, {"V19W"}),
        ({"in_hazard_zone": "unknown"}, set()),
        ({"rent": None}, {"V20"}),
        ({"rent": 0}, set()),
        ({"area": None}, {"V20"}),
        ({"contact": ""}, {"V20"}),
        ({"started_on": None, "completed_month": None}, {"V20"}),
        ({"started_on": None}, set()),
        ({"confirmed_on": None}, {"V20"}),
        ({"confirmed_on": TODAY - dt.timedelta(days=14)}, set()),
        ({"confirmed_on": TODAY - dt.timedelta(days=15)}, {"V20"}),
        ({"confirmed_on": TODAY + dt.timedelta(days=1)}, {"V20"}),
        ({"photos": (("plan", False, True),)}, {"V20"}),
        ({"photos": (("plan", True, False),)}, {"V20"}),
        ({"floor": 3}, {"V20C"}),
        ({"started_on": dt.date(1981, 5, 31)}, {"V10", "V20C"}),
        ({"completed_month": dt.date(1994, 3, 1)}, {"V20C"}),
        ({"guarantees": ("not_needed", "company")}, {"V20C"}),
        ({"guarantees": ("not_needed",)}, set()),
        ({"layout": "R", "rooms": 2}, {"V20C"}),
        ({"is_dedicated": True, "welcomes": ()}, {"V13", "V20C"}),
        ({"support_state": "certified"}, {"V20C"}),
        ({"support_state": "certified", "support_number": "架空1"}, set()),
        ({"registration": "registered"}, {"V20C"}),
        ({"costs": ()}, {"V20W"}),
        ({"guarantees": ()}, {"V20W"}),
        ({"texts": (("appeal", "外国人不可です"),)}, {"W01"}),
    ],
)
def test_what_may_be_public(changes, codes):
    assert set(found(**changes)) == codes


REFUSE = """高齢者不可 外国人お断り 障害者不可 障がい者不可 生活保護不可 生活保護の方はご遠慮ください
LGBT不可 日本人限定
外国籍の方不可
子供不可 車いす不可 精神障害者は不可
ﾍﾟｯﾄ可・お年寄りNG 65歳以上不可 国籍確認 女性限定 高齢者　不可
外国人の方の入居はお断りします 障がいのある方不可 お子様不可 高齢者は受け入れていません 精神疾患の方不可
高齢者ﾌｶ 高齢者フカ 高齢者ふか 外国人・不可 外国人(不可) 外国人様お断り 外国の方不可 生活保護者不可 生ポ不可
外国人だめ 外国人ダメ 外国人はN.G. 外国人✕ 高齢者❌ 不可：高齢者 中国人不可 日本の方のみ
車いすの方は入居できません 外国人には貸せません お断り：外国人、高齢者 高齢者歓迎・外国人不可
外国人、ペット不可 障がい者の方は申し訳ありませんがお断り 高齢者相談不可 入居不可（生活保護、母子家庭）
中国籍の方お断り 高齢の方はご遠慮ください 外国人の方は住めません シニアの方の入居は難しくNGです 盲導犬不可
がいこくじんはふか 子不可 高齢者の入居は見合わせています 外国籍のお客様はお取り扱いできません"""


@pytest.mark.parametrize("text", [*re.split("[ \\n]", REFUSE), "No foreigners", "Japanese only", "外国人\n不可"])
def test_words_that_turn_people_away_are_found(text):
    assert list(wording.hits(text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "高齢の方 相談できます",
        "ペット不可",
        "楽器不可",
        "事務所利用不可",
        "障害のある方も相談できます",
        "石油ストーブ禁止",
        "子どもの足音は気になりません",
        "外国語の契約書があります",
        "車いすで回れます",
        "バルコニーでの喫煙はご遠慮ください",
        "生活保護の方は代理納付で相談できます",
        "1階で段差がありません",
        "高齢者向けの手すりがあります。楽器は不可です。",
        "高齢者の方もお断りしません",
        "外国人の方もお断りしていません",
        "高齢の方をお断りすることはありません",
        "車いす不可の段差はありません",
        "高齢者の方もご遠慮なくご相談ください",
        "高齢者も無理なく暮らせます",
        "高齢者歓迎、ペット不可",
        "楽器不可、高齢者の方も相談できます",
        "外国人の方も相談できます\n2人入居不可",
        "子ども部屋は6畳×2",
        "子どもにもやさしい町です。1階でのたばこはお断りします",
        "障子と電子レンジがあります。釘打ち不可",
        "故障がいつ起きても連絡できます。改造は禁止",
        "外国人の方の支援に欠かすことのできない不可欠な駅前です",
        "No pets",
        "女性限定ではありません",
    ],
)
def test_words_about_the_room_are_left_alone(text):
    assert list(wording.hits(text)) == []


def test_each_word_says_what_to_write_instead():
    ((words, mend),) = wording.hits("駅近。高齢者・ﾌｶ。ペット可")
    assert words == "高齢者・フカ"
    assert mend == "「見守りを付けられる方と相談できます」のように、部屋の側でできることを書いてください。"


def test_every_rule_has_a_source_and_those_that_cannot_refuse_are_named_so():
    ours = {each.code.removeprefix("homes."): each for each in all_rules() if each.code.startswith("homes.")}
    numbers = {int(code[1:3]) for code in ours if code.startswith("V")}
    assert numbers == set(range(1, 21))
    assert [code for code, each in ours.items() if not each.source] == []
    endings = {"R": Severity.REVIEW, "W": Severity.WARN, "A": Severity.ACT}
    for code, each in ours.items():
        assert each.severity is endings.get(code[3:], Severity.BLOCK), code


def test_nothing_is_ever_called_registrable():
    assert "登録できます" not in inspect.getsource(rules)


@pytest.mark.parametrize(("metres", "minutes"), [(1, 1), (80, 1), (81, 2), (400, 5), (401, 6)])
def test_eighty_metres_are_a_minute(metres, minutes):
    assert Access(metres=metres).minutes == minutes
