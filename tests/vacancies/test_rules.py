"""Every rule, or half of a rule, with examples that break it and the nearest ones that do not."""

import datetime as dt
from dataclasses import replace

import pytest

from jobs.vacancies import rules
from jobs.vacancies.rules import Situation, blocks, check, reviews
from jobs.vacancies.sheet import Qualification, Shift, WagePart
from portal.lib.verdict import Severity, all_rules

from .sheets import CLEAN, DAY_SHIFT, SITUATION, TODAY, codes

FIXED_TERM = {
    "employment": "E3",
    "contract": "fixed",
    "contract_months": 12,
    "renewal": "possible",
    "renewal_criteria": "勤務の成績と本人の希望",
    "renewal_limit": "years",
    "renewal_limit_value": 5,
}
OVERTIME = {"fixed_overtime": 20000, "fixed_overtime_hours": 10, "fixed_overtime_excess": True}
HELPER = {"occupation": "O02", "occupation_label": "訪問介護員", "body_care": True}
LIMITED = {"age_limited": True}
RETIREMENT = {"age_max": 60, "age_reason": "1", "age_text": "定年が60歳のため", "retirement_age": 60}
UNSKILLED = {"qualifications": ()}
GRADUATES = {
    "new_graduates": True,
    "youth_hiring": "採用5人、男性3名・女性2名",
    "youth_training": "担当の先輩",
    "youth_hours": "残業5時間",
}
LONG_SHIFT = Shift("夜勤", 127, dt.time(16), dt.time(9, 30), 90)


def declared(code: str) -> set[str]:
    return {rule.code.removeprefix("vacancies.") for rule in all_rules() if rule.code.startswith("vacancies.")} & {code}


def test_the_clean_sheet_breaks_no_rule():
    assert check(CLEAN, SITUATION) == []


BROKEN = [
    *[("V01", {name: type(getattr(CLEAN, name))() if isinstance(getattr(CLEAN, name), str | tuple) else None})
      for name, _label, _mend in rules.STATUTORY],
    ("V01", {"duties": "食事と入浴の介助をします。"}),
    ("V01", {"title": "あ" * 31}),
    ("V01", FIXED_TERM | {"contract_months": None}),
    ("V01", {"overtime": True}),
    ("V01", {"annual_hours": None}),
    ("V02", {"duties_change": ""}),
    ("V02", {"place_change": "limited"}),
    ("V02", {"place_change": "limited", "place_change_text": "未定です"}),
    ("V02", {"duties_change": "any", "duties_change_text": "未定"}),
    ("V02W", {"place_change": "any"}),
    ("V03", FIXED_TERM | {"renewal": ""}),
    ("V03", FIXED_TERM | {"renewal_criteria": " "}),
    ("V03", FIXED_TERM | {"renewal_limit": ""}),
    ("V03", FIXED_TERM | {"renewal_limit_value": None}),
    ("V04", {"trial_months": None}),
    ("V04", {"trial_same": None}),
    ("V04", {"trial_same": False}),
    ("V04", {"trial_same": False, "trial_base": 198_611}),
    ("V05", {"appeal": "詳細は面談時にお話しします。"}),
    ("V05", {"duties": CLEAN.duties + "給与については面接時に説明します。"}),
    ("V05", {"holidays": "別途定める"}),
    ("V06", OVERTIME | {"fixed_overtime_hours": None}),
    ("V06", OVERTIME | {"fixed_overtime_excess": None}),
    ("V06", OVERTIME | {"base_low": None, "base_high": None}),
    ("V06", {"fixed_overtime_hours": 10}),
    ("V06", {"parts": (WagePart("fixed", "営業手当", 20000, 20000),)}),
    ("V06", {"parts": (WagePart("fixed", "ﾐﾅｼ残業手当", 20000, 20000),)}),
    ("V06", {"appeal": "月給には固定残業代を含みます。"}),
    ("V07", OVERTIME | {"fixed_overtime": 16203}),
    ("V08", {"base_low": 198_611}),
    ("V08", {"wage_type": "hour", "base_low": 1225, "base_high": 1300}),
    ("V08", {"wage_type": "day", "base_low": 9807, "base_high": 10000}),
    ("V08", {"wage_type": "year", "base_low": 2_383_343, "base_high": 2_400_000}),
    ("V10", FIXED_TERM | {"employment": "E1"}),
    ("V10", FIXED_TERM | {"employment": "E2"}),
    ("V10", {"trial_text": "はじめの3か月は契約社員です"}),
    ("V11", {"base_high": 315_001}),
    ("V11", {"appeal": "モデル年収 450万円"}),
    ("V14", {"age_max": 59}),
    ("V14", LIMITED | {"age_min": 18, "age_reason": "2"}),
    ("V14", LIMITED | {"age_min": 18, "age_text": "労働基準法による"}),
    ("V14", LIMITED | {"age_reason": "2", "age_text": "労働基準法による"}),
    ("V14", LIMITED | {"age_max": 60, "age_reason": "1", "age_text": "定年が65歳のため", "retirement_age": 65}),
    ("V14", LIMITED | {"age_max": 60, "age_reason": "1", "age_text": "定年が60歳のため"}),
    ("V14", LIMITED | RETIREMENT | {"age_min": 18}),
    ("V14", LIMITED | {"age_min": 18, "age_reason": "2", "age_text": "夜に働くため"}),
    ("V14", LIMITED | {"age_max": 35, "age_min": 20, "age_reason": "3i", "age_text": "長く働いて育ってもらうため"}),
    ("V14", LIMITED | {"age_max": 35, "experience_required": True, "age_reason": "3i", "age_text": "育ってもらうため"}),
    ("V14", LIMITED | FIXED_TERM | {"age_max": 35, "age_reason": "3i", "age_text": "育ってもらうため"}),
    ("V14", LIMITED | {"age_max": 45, "age_reason": "3ro", "age_text": "技能を伝えるため"}),
    ("V14", LIMITED | {"age_min": 20, "age_reason": "3ha", "age_text": "子役"}),
    ("V14", LIMITED | {"age_min": 50, "age_reason": "3ni", "age_text": "高齢者を募る"}),
    ("V15", LIMITED | {"age_max": 60, "age_reason": "1", "retirement_age": 60}),
    ("V16", {"title": "保母さん"}),
    ("V16W", {"appeal": "アットホームな職場です。"}),
    ("V17", {"sex_reason": "同性による入浴介助のため"}),
    ("V18", {"documents": "履歴書、戸籍謄本"}),
    ("V18", {"questions": "家族構成を教えてください"}),
    ("V18", {"documents": "履歴書、健康診断書"}),
    ("V18", {"selection": "尊敬する人物について作文"}),
    ("V19", {"residence": "永住者のみ"}),
    ("V19", {"residence": "日本国籍の方"}),
    ("V20", {"appeal": "応募した方に商品券を進呈"}),
    ("V20W", {"appeal": "入社祝い金 10万円"}),
    ("V22", {"direct_employment": None}),
    ("V22", {"direct_employment": False}),
    ("V22", {"employment_label": "紹介予定派遣"}),
    ("V22", {"duties": CLEAN.duties + "業務委託での契約です。"}),
    ("V23", HELPER | UNSKILLED),
    ("V23", HELPER | {"body_care": None}),
    ("V23", HELPER | {"qualifications": (Qualification("Q04", "生活援助従事者研修", "required"),)}),
    ("V23", HELPER | {"qualifications": (Qualification("Q05", "初任者研修", "planned"),)}),
    ("V23", HELPER | {"body_care": False} | UNSKILLED),
    ("V24", UNSKILLED),
    ("V24", UNSKILLED | {"occupation": "O12", "body_care": True}),
    ("V25", {"occupation": "O41", "child_safety_notice": True}),
    ("V25", {"occupation": "O21", "qualifications": (Qualification("Q51", "保育士", "required"),)}),
    ("V26", {"occupation": "O42", "start_on": dt.date(2026, 12, 25)}),
    ("V27", GRADUATES | {"youth_hiring": ""}),
    ("V27", GRADUATES | {"youth_training": " "}),
    ("V27", GRADUATES | {"youth_hours": ""}),
    ("V27A", GRADUATES),
    ("V28", {"smoking": "allowed"}),
    ("V29", {"shifts": (replace(DAY_SHIFT, break_minutes=59),)}),
    ("V29", {"shifts": (Shift("日勤", 31, dt.time(9), dt.time(15, 46), 44),)}),
    ("V29", {"shifts": (LONG_SHIFT,)}),
    ("V29", {"shifts": (replace(DAY_SHIFT, break_minutes=600),)}),
    ("V29", {"weekly_minutes": 2401}),
    ("V30", {"appeal": "教材費は自己負担です。"}),
    ("V30", {"selection": "連絡は電話のみです。"}),
    ("V30", {"selection": "LINEのIDを追加してください。"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes"), BROKEN)
def test_the_rule_fires(code, changes):
    assert {each for each in codes(**changes) if each == code} == declared(code) != set()


KEPT = [
    ("V01", FIXED_TERM),
    ("V01", FIXED_TERM | {"contract_months": None, "contract_from": TODAY, "contract_to": dt.date(2027, 3, 31)}),
    ("V01", {"overtime": True, "overtime_hours": 0}),
    ("V01", {"trial_months": 0, "trial_same": None}),
    ("V02", {"place_change": "limited", "place_change_text": "練馬区内の当法人の事業所"}),
    ("V02W", {"place_change": "limited", "place_change_text": "練馬区内の当法人の事業所"}),
    ("V03", FIXED_TERM),
    ("V03", FIXED_TERM | {"renewal": "none", "renewal_criteria": "", "renewal_limit": "", "renewal_limit_value": None}),
    ("V04", {"trial_months": 0, "trial_same": None}),
    ("V04", {"trial_same": False, "trial_base": 198_612}),
    ("V05", {"appeal": "詳細は下の表をごらんください。", "duties": CLEAN.duties + "保護者には後日連絡します。"}),
    ("V06", OVERTIME),
    ("V06", OVERTIME | {"appeal": "月給のほかに固定残業代を払います。"}),
    ("V06", {"appeal": "固定残業代はありません。みなし残業なし。"}),
    ("V06", {"parts": (WagePart("fixed", "資格手当", 20000, 20000),)}),
    ("V07", OVERTIME | {"fixed_overtime": 16204}),
    ("V07", OVERTIME | {"wage_type": "hour", "base_low": 1400, "base_high": 1500}),
    ("V08", {"base_low": 198_612}),
    ("V08", {"base_low": 188_612, "parts": (WagePart("fixed", "処遇改善手当", 10_000, 10_000),)}),
    ("V08", {"wage_type": "hour", "base_low": 1226, "base_high": 1300}),
    ("V08", {"wage_type": "day", "base_low": 9808, "base_high": 10000}),
    ("V08", {"wage_type": "year", "base_low": 2_383_344, "base_high": 2_400_000}),
    ("V10", FIXED_TERM),
    ("V11", {"base_high": 315_000, "appeal": "ロールモデルになる先輩がいます。"}),
    ("V14", LIMITED | RETIREMENT),
    ("V14", LIMITED | {"age_min": 18, "age_reason": "2", "age_text": "深夜に働くため、労働基準法第61条による"}),
    ("V14", LIMITED | {"age_max": 35, "age_reason": "3i", "age_text": "長く働いて育ってもらうため"}),
    ("V14", LIMITED | {"age_min": 30, "age_max": 39, "age_reason": "3ro", "age_text": "30代が20人中1人のため"}),
    ("V14", LIMITED | {"age_min": 60, "age_reason": "3ni", "age_text": "60歳以上の人を募るため"}),
    ("V15", LIMITED | RETIREMENT),
    ("V17", {"sex_reason": ""}),
    ("V18", {"documents": "履歴書、資格証の写し", "questions": "通勤できる曜日を教えてください"}),
    ("V18", {"documents": "履歴書（健康診断書は不要）", "selection": "採用後に健康診断を受けていただきます"}),
    ("V19", {"residence": "国籍は問いません。外国籍の方も歓迎します。"}),
    ("V20", {"appeal": "資格取得の合格お祝い金があります。"}),
    ("V20W", {"appeal": "資格取得の合格お祝い金、結婚祝い金があります。"}),
    ("V22", {"duties": CLEAN.duties + "練馬区から業務委託を受けた学童クラブです。利用者の家へヘルパーを派遣します。"}),
    ("V23", HELPER),
    ("V23", HELPER | {"body_care": False, "qualifications": (Qualification("Q04", "生活援助", "required"),)}),
    ("V23", UNSKILLED),
    ("V24", UNSKILLED | {"dementia_training": "入職から1年までに勤務時間の中で受ける"}),
    ("V24", UNSKILLED | {"occupation": "O12", "body_care": False}),
    ("V25", {"occupation": "O41", "registry_notice": True}),
    ("V25", {"qualifications": (Qualification("Q51", "保育士", "preferred"),)}),
    ("V26", {"occupation": "O42", "child_safety_notice": True, "start_on": dt.date(2027, 4, 1)}),
    ("V26", {"occupation": "O42", "recruit_until": dt.date(2026, 12, 24)}),
    ("V26", {"occupation": "O14", "start_on": dt.date(2027, 4, 1)}),
    ("V27", GRADUATES),
    ("V27A", {"new_graduates": False}),
    ("V28", {"smoking": "room"}),
    ("V28", LIMITED | {"smoking": "allowed", "age_min": 20, "age_reason": "2", "age_text": "健康増進法による"}),
    ("V29", {"shifts": (LONG_SHIFT,), "variable_hours": True, "weekly_minutes": 2500}),
    ("V29", {"shifts": (Shift("日勤", 31, dt.time(9), dt.time(15), 0),)}),
    ("V29", {"shifts": (Shift("日勤", 31, dt.time(9), dt.time(17, 45), 45),)}),
    ("V30", {"appeal": "教材費の補助があります。受講料は法人が全額を負担します。"}),
    ("V30", {"housing_help": "敷金・保証金を法人が払います。"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes"), KEPT)
def test_the_rule_is_silent(code, changes):
    assert [each for each in codes(**changes) if each == code] == []


def test_the_declaration_is_needed_every_year():
    assert codes(situation=replace(SITUATION, refusal_declared_on=None)) == ["V21"]
    assert codes(situation=replace(SITUATION, refusal_declared_on=dt.date(2025, 11, 23))) == ["V21"]
    assert codes(situation=replace(SITUATION, refusal_declared_on=dt.date(2025, 11, 24))) == []


def test_a_vacancy_is_confirmed_in_thirty_days():
    assert codes(situation=replace(SITUATION, confirmed_on=TODAY - dt.timedelta(days=29))) == []
    assert codes(situation=replace(SITUATION, confirmed_on=TODAY - dt.timedelta(days=30))) == ["V12"]
    assert not rules.confirmation_lapsed(TODAY, TODAY + dt.timedelta(days=44))
    assert rules.confirmation_lapsed(TODAY, TODAY + dt.timedelta(days=45))


def test_the_child_safety_notice_is_needed_when_the_posting_reaches_the_day():
    assert codes(situation=replace(SITUATION, posting_days=31), occupation="O42", recruit_until=None) == []
    assert codes(situation=replace(SITUATION, posting_days=32), occupation="O42", recruit_until=None) == ["V26"]


def test_changes_after_an_application_are_told():
    applied = replace(SITUATION, previous=replace(CLEAN, base_low=220_000), has_applicants=True)
    assert [(finding.code, finding.field) for finding in check(CLEAN, applied)] == [("vacancies.V13", "base_low")]
    assert codes(situation=replace(applied, has_applicants=False)) == []
    assert codes(situation=replace(applied, previous=CLEAN)) == []


def test_withdrawing_an_offer_to_a_graduate_is_reported():
    assert rules.withdrawal_needs_notice(replace(CLEAN, **GRADUATES))
    assert not rules.withdrawal_needs_notice(CLEAN)


def test_findings_follow_the_order_of_the_sheet_and_are_told_apart():
    findings = check(
        replace(CLEAN, smoking="", title="", appeal="アットホーム", sex_reason="介助", base_low=1), SITUATION
    )
    assert [finding.field for finding in findings] == [
        "title",
        "base_low",
        "base_high",
        "smoking",
        "sex_reason",
        "appeal",
    ]
    assert [finding.field for finding in blocks(findings)] == ["title", "base_low", "smoking"]
    assert [finding.field for finding in reviews(findings)] == ["base_high", "sex_reason"]


def test_each_rule_is_declared_with_the_severity_of_the_table():
    by_severity = {
        severity: [rule.code.removeprefix("vacancies.") for rule in rules.RULES if rule.severity is severity]
        for severity in Severity
    }
    assert by_severity == {
        Severity.BLOCK: ["V01", "V02", "V03", "V04", "V05", "V06", "V08", "V10", "V14", "V15", "V16", "V18", "V20",
                         "V21", "V22", "V25", "V26", "V27", "V29"],
        Severity.REVIEW: ["V07", "V11", "V17", "V19", "V23", "V30"],
        Severity.WARN: ["V02W", "V16W", "V20W", "V24", "V28"],
        Severity.ACT: ["V09", "V12", "V13", "V27A"],
    }  # fmt: skip


def test_every_finding_says_how_to_mend_it_and_names_its_source():
    found = [finding for _code, changes in BROKEN for finding in check(replace(CLEAN, **changes), SITUATION)]
    assert [finding for finding in found if not (finding.message and finding.mend and finding.source)] == []
    assert {finding.field for finding in found} <= set(CLEAN.__dataclass_fields__)


def test_an_empty_sheet_is_only_incomplete():
    empty = replace(
        CLEAN, **{name: field.default for name, field in CLEAN.__dataclass_fields__.items() if name != "image_texts"}
    )
    found = {finding.code.removeprefix("vacancies.") for finding in check(empty, Situation(today=TODAY))}
    assert found == {"V01", "V02", "V04", "V21", "V22"}
