"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

SECTION = "福祉部 サンプル課（架空）"
VERSION: dict[str, Any] = {
    "figures": {
        **samples.YEAR,
        "cap": 60_000,
        "rate": "1/2",
        "unit": 1_000,
        "rounding": "case",
        "resident_part_deducted": True,
        "part_month": "lower",
        "key_money_months": 1,
        "key_money_spread": 12,
    },
    "words": {
        "summary": "介護福祉士を養成する学校が学生のために借りた部屋の家賃の一部を、学校法人に補助します。（サンプル）",
        "easy": "介護を べんきょうする 学生の 部屋の お金を、区が 学校に 少し 出します。",
        "who": "区内で介護福祉士を養成する学校を運営する法人",
        "pays": "1戸あたり月60,000円までの家賃などの半分",
        "documents": "賃貸借契約書の写し",
        "after": "区が内容を確かめ、交付を決定します。年度が終わったら実績を報告し、確定した額を請求します。",
        "contact": SECTION,
        "source": "学校法人 学生宿舎借り上げ補助 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "housing_subsidy.S01": "要綱 第2条",
        "housing_subsidy.S02": "要綱 第3条",
        "housing_subsidy.S03": "要綱 第3条",
        "housing_subsidy.S04": "要綱 第5条",
    },
    "letters": samples.yearly_letters(
        "学生宿舎借り上げ補助金", SECTION, ["部屋が変わったときは、変更承認申請を出してください。"]
    ),
    "mode": "deadline",
    "target_days": 30,
    "approval": "record",
    "route": [],
    "letter_prefix": "練福サ",
    "is_sample": True,
}
CHECK = {
    "runs_school": True,
    "own_contract": True,
    "for_students": True,
    "other_money": "none",
    "units": 2,
    "rent": 55_000,
    "common_fee": 3_000,
    "resident_part": 20_000,
    "months": 12,
}
ROOM = {
    "unit": "架空寮 101号室",
    "students": 1,
    "rent": 55_500,
    "common_fee": 3_000,
    "key_money": 0,
    "resident_part": 20_001,
    "moved_in": "2025-04-01",
}
DAY = "2026-11-24"
GOLDEN: list[dict[str, Any]] = [
    {"name": "2部屋を1年", "day": DAY, "answers": CHECK, "expected": "met", "expected_yen": 456_000},
    {
        "name": "上限をこえる1部屋",
        "day": DAY,
        "answers": {**CHECK, "units": 1, "rent": 90_000},
        "expected": "met",
        "expected_yen": 360_000,
    },
    {
        "name": "行の合計で切り捨て",
        "day": DAY,
        "answers": CHECK,
        "rows": {"rooms": [ROOM, {**ROOM, "unit": "架空寮 102号室"}]},
        "expected": "met",
        "expected_yen": 461_000,
    },
    {
        "name": "学生でない人が住む",
        "day": DAY,
        "answers": {**CHECK, "for_students": False},
        "expected": "not_met",
        "expected_yen": 456_000,
    },
]
