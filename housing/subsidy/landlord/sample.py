"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

SECTION = "福祉部 サンプル課（架空）"
VERSION: dict[str, Any] = {
    "figures": {**samples.YEAR, "amount": 60_000},
    "words": {
        "summary": "区の入居相談を通じて部屋を貸した家主さん・不動産店に、契約1件ごとに補助金を出します。（サンプル）",
        "easy": "区の そうだんで 部屋を かした 人に、区が お金を 出します。",
        "who": "区の入居相談を通じて部屋の契約をした、貸主や不動産店の団体",
        "pays": "契約1件につき6万円",
        "documents": "賃貸借契約書の写し、振込先の分かるもの",
        "after": "区が成約の記録と合うことを確かめて、決定の通知書を送り、口座に振り込みます。",
        "contact": SECTION,
        "source": "家主支援補助金 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "housing_subsidy.L01": "要綱 第2条",
        "housing_subsidy.L02": "要綱 第3条",
        "housing_subsidy.L03": "要綱 第3条",
        "housing_subsidy.L04": "要綱 第4条",
    },
    "letters": samples.letters_at_once("家主支援補助金", SECTION),
    "mode": "budget",
    "target_days": 20,
    "approval": "portal",
    "route": samples.ONE_STEP,
    "letter_prefix": "練福サ",
    "is_sample": True,
}
ANSWERS = {
    "through_ward": True,
    "leased_on": "2026-10-20",
    "moved_in_on": "2026-11-01",
    "other_money": "none",
}
GOLDEN: list[dict[str, Any]] = [
    {
        "name": "10月に契約して11月に入居",
        "day": "2026-11-24",
        "answers": ANSWERS,
        "expected": "met",
        "expected_yen": 60_000,
    },
    {"name": "入居の前の日", "day": "2026-10-31", "answers": ANSWERS, "expected": "not_yet", "expected_yen": 60_000},
    {
        "name": "区の相談を通していない",
        "day": "2026-11-24",
        "answers": {**ANSWERS, "through_ward": False},
        "expected": "not_met",
        "expected_yen": 60_000,
    },
]
