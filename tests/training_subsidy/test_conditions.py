"""Each condition once for every outcome it can have, with the sentence that people read."""

import datetime as dt
from typing import Any

import pytest

from .asking import PACE, TODAY, facts, judged, seen

LATER = dt.date(2027, 3, 1)
CASES: list[tuple[str, dt.date, dict[str, Any], str, str]] = [
    ("P01", TODAY, {}, "met", "修了 6月30日"),
    ("P01", TODAY, {"completed_on": "2027-03-31"}, "not_yet", "修了は3月31日の予定です。"),
    ("P01", TODAY, {"completed_on": None}, "unknown", "「修了した日」の答えがまだありません。"),
    ("P02", TODAY, {}, "met", "修了 6月30日 → 就職 7月14日"),
    ("P02", TODAY, {"hired_on": "2020-04-01"}, "met", "修了 6月30日。その前から働いています。"),
    ("P02", TODAY, {"hired_on": "2026-10-01"}, "not_met",
     "修了 6月30日 → 就職 10月1日。9月30日までの就職が対象です。"),
    ("P02", TODAY, {"completed_on": "2026-10-31", "hired_on": "2027-01-05"}, "not_yet",
     "1月5日から働く予定です。期限は1月31日です。"),
    ("P02", TODAY, {"completed_on": "2026-10-31", "hired_on": None}, "not_yet",
     "1月31日までに働きはじめると、満たします。"),
    ("P02", TODAY, {"hired_on": None}, "not_met", "9月30日までに働きはじめた人が対象です。"),
    ("P02", TODAY, {"completed_on": None}, "unknown", "「修了した日」の答えがまだありません。"),
    ("P03", TODAY, {}, "met", "あなたの答え：はい"),
    ("P03", TODAY, {"listed_office": False}, "not_met",
     "あなたの答え：いいえ。区内の対象の事業所で働く人が対象です。"),
    ("P03", TODAY, {"listed_office": None}, "unknown", "「区内の事業所で働いているか」の答えがまだありません。"),
    ("P04", TODAY, {}, "not_yet", "7月14日から数えて、1月13日で6か月になります"),
    ("P04", LATER, {}, "met", "7月14日から数えて、1月13日で6か月になりました"),
    ("P04", TODAY, {"hired_on": None}, "not_yet", "働きはじめた日から数えて、6か月です。"),
    ("P04", TODAY, {"completed_on": None}, "unknown", "「修了した日」の答えがまだありません。"),
    ("P05", TODAY, {}, "met", "あなたの答え：96日"),
    ("P05", TODAY, {"days_worked": 89}, "not_yet", "あなたの答え：89日。あと1日です。"),
    ("P05", TODAY, PACE, "not_yet", "あなたの答え：52日。このペースなら、2月23日ごろに90日になります。"),
    ("P05", LATER, PACE, "unknown", "あなたの答え：52日。今までの日数を、数えなおしてください。"),
    ("P05", TODAY, {"days_worked": None}, "unknown", "「働いた日数」の答えがまだありません。"),
    ("P06", TODAY, {}, "met", "あなたの答え：受けていません"),
    ("P06", TODAY, {"other_money": "got"}, "not_met",
     "あなたの答え：受けました。同じ費用に、二つの助成は使えません。"),
    ("P06", TODAY, {"other_money": "unsure"}, "unknown",
     "ハローワークの給付などを受けた方は、窓口で確かめてください。"),
    ("P07", TODAY, {}, "met", "2028年1月13日までに申請してください。"),
    ("P07", TODAY, {"hired_on": None}, "met", "期限は、働きはじめた日から決まります。"),
    ("P07", dt.date(2028, 1, 14), {}, "not_met", "申請の期限は1月13日でした。"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "day", "answers", "outcome", "sentence"), CASES)
def test_a_condition_says_what_it_sees(
    code: str, day: dt.date, answers: dict[str, Any], outcome: str, sentence: str
) -> None:
    said = seen(code, facts(day, **answers))
    assert (said.outcome.value, said.sentence) == (outcome, sentence)


def test_a_version_without_a_limit_for_applying_says_so() -> None:
    said = seen("P07", facts(figures={"apply_within_months": 0}))
    assert (said.outcome.value, said.sentence) == ("met", "この年度の受付が終わるまで、申請できます。")


def test_titles_and_days_follow_the_figures_of_the_version() -> None:
    found = judged(facts(figures={"work_months": 3, "work_days": 60, "hire_within_months": 1}))
    assert [one.sentence for one in found.held][1:5:2] == [
        "修了から1か月以内に、区内の事業所で働きはじめた",
        "3か月以上、続けて働いている",
    ]
    assert found.first_day == TODAY
    assert judged(facts(figures={"work_months": 12})).first_day == dt.date(2027, 7, 14)


def test_a_care_worker_two_months_early_is_told_the_exact_first_day() -> None:
    found = judged(facts())
    assert (found.outcome.value, found.first_day) == ("not_yet", dt.date(2027, 1, 14))
    assert [one.outcome.value for one in found.held] == ["met", "met", "met", "not_yet", "met", "met", "met"]
    assert judged(facts(dt.date(2027, 1, 14))).outcome.value == "met"
    assert judged(facts(dt.date(2027, 1, 13))).outcome.value == "not_yet"


def test_whoever_does_not_know_of_other_money_is_told_a_day_and_sent_to_the_desk() -> None:
    found = judged(facts(dt.date(2027, 1, 14), other_money="unsure"))
    assert (found.outcome.value, found.first_day) == ("unknown", dt.date(2027, 1, 14))
    assert found.held[5].clause == "要綱 第5条"
