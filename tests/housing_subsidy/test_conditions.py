"""Each condition of the staff housing once for every outcome it can have."""

from typing import Any

import pytest

from .leases import facts, figures, row, seen

NOTHING = "答えがまだありません。"
CASES: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    ("N01", {}, {}, "met", "あなたの答え：はい"),
    ("N01", {"runs_nursery": False}, {}, "not_met",
     "あなたの答え：いいえ。区内の対象の施設を運営する法人が使えます。"),
    ("N01", {"runs_nursery": None}, {}, "unknown", NOTHING),
    ("N02", {}, {}, "met", "あなたの答え：はい"),
    ("N02", {"own_contract": False}, {}, "not_met",
     "あなたの答え：いいえ。契約を法人の名前に変えると、対象になります。"),
    ("N02", {"own_contract": None}, {}, "unknown", NOTHING),
    ("N03", {}, {}, "met", "あなたの答え：はい"),
    ("N03", {"full_time": False}, {}, "not_met", "あなたの答え：いいえ。常勤の職員の部屋だけが対象です。"),
    ("N03", {"full_time": None}, {}, "unknown", NOTHING),
    ("N04", {}, {}, "met", "あなたの答え：はい"),
    ("N04", {"no_allowance": False}, {}, "not_met",
     "あなたの答え：いいえ。手当を払っていない職員の部屋が対象です。"),
    ("N04", {"no_allowance": None}, {}, "unknown", NOTHING),
    ("N05", {}, {}, "met", "あなたの答え：すべて区内"),
    ("N05", {"inside_ward": False}, {}, "unknown",
     "あなたの答え：区外もある。対象になるかどうかを、窓口で確かめてください。"),
    ("N05", {"inside_ward": False}, {"place_rule": "ward_only"}, "not_met",
     "あなたの答え：区外もある。区内の部屋だけで申請してください。"),
    ("N05", {"inside_ward": False}, {"place_rule": "anywhere"}, "met",
     "あなたの答え：区外もある。通える場所なら対象です。"),
    ("N05", {"inside_ward": None}, {}, "unknown", NOTHING),
    ("N06", {}, {}, "met", "あなたの答え：はい"),
    ("N06", {"no_officers": False}, {}, "not_met", "あなたの答え：いいえ。その部屋をのぞいて申請してください。"),
    ("N06", {"no_officers": None}, {}, "unknown", NOTHING),
    ("N07", {}, {}, "met", "あなたの答え：受けていません"),
    ("N07", {"other_money": "got"}, {}, "not_met",
     "あなたの答え：受けています。同じ部屋に、二つの補助は使えません。"),
    ("N07", {"other_money": "unsure"}, {}, "unknown", "ほかの補助があるかどうかを、窓口で確かめてください。"),
    ("N07", {"other_money": None}, {}, "unknown", NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(("code", "answers", "changes", "outcome", "sentence"), CASES)
def test_a_condition_says_what_it_sees(
    code: str, answers: dict[str, Any], changes: dict[str, Any], outcome: str, sentence: str
) -> None:
    said = seen(code, facts(own=figures(**changes), **answers))
    assert (said.outcome.value, said.sentence) == (outcome, sentence)


def test_full_time_is_what_the_version_says() -> None:
    assert seen("N03", facts(own=figures(day_hours=7, month_days=18))).title == (
        "住む職員は、常勤である（1日7時間以上、月18日以上）"
    )


DOUBLES = [
    ("two rooms at a time", [row(), row(unit="架空ハイツ 102号室")], "架空 花子"),
    ("two people in a room", [row(), row(worker="架空 次郎")], "架空ハイツ 101号室"),
    ("moved within the year", [row(moved_out="2026-07-31"), row(unit="架空荘", moved_in="2026-08-01")], ""),
    ("back after somebody else",
     [row(moved_out="2026-05-31"), row(worker="架空 次郎", moved_in="2026-06-01", moved_out="2026-07-31"),
      row(unit="架空荘", moved_in="2026-08-01")], ""),
    ("out and in on one day",
     [row(moved_out="2026-07-31"), row(unit="架空荘", moved_in="2026-07-31")], "架空 花子"),
    ("a short stay within a long one",
     [row(), row(unit="架空荘", moved_in="2026-05-01", moved_out="2026-05-31")], "架空 花子"),
]  # fmt: skip


@pytest.mark.parametrize(("leases", "doubled"), [case[1:] for case in DOUBLES], ids=[case[0] for case in DOUBLES])
def test_what_overlaps_is_looked_at_and_never_refused(leases: list[dict], doubled: str) -> None:
    said = seen("N07", facts(*leases))
    if not doubled:
        assert said.outcome.value == "met"
        return
    words = f"同じ時期に二度書かれています：{doubled}。確かめてください。"
    assert (said.outcome.value, said.sentence) == ("unknown", words)


def test_other_money_is_said_before_what_overlaps() -> None:
    assert seen("N07", facts(row(), row(unit="架空荘"), other_money="got")).outcome.value == "not_met"
