"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

SECTION = "危機管理室 サンプル係（架空）"
VERSION: dict[str, Any] = {
    "figures": {"most_furniture": 3},
    "words": {
        "summary": (
            "ひとりで逃げることがむずかしい人の世帯に、感震ブレーカーを貸して取り付け、家具の転倒を防ぐ器具を付けます。"
            "（サンプル）"
        ),
        "easy": "じしんの とき 電気を とめる きかいを、区が かして、つけに 行きます。お金は いりません。",
        "who": "避難行動要支援者の名簿にのっている人がいる世帯",
        "pays": "お金はかかりません。感震ブレーカー1台と、家具3点まで",
        "documents": "借りている家では、大家さんの承諾書",
        "after": "区が名簿で確かめて、決定の通知書を送ります。業者が訪問の日を電話で相談し、取り付けます。",
        "contact": SECTION,
        "source": "感震ブレーカー・家具転倒防止器具 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "housing_subsidy.D01": "要綱 第2条",
        "housing_subsidy.D02": "要綱 第2条",
        "housing_subsidy.D03": "要綱 第3条",
        "housing_subsidy.D04": "要綱 第4条",
    },
    "letters": samples.letters_in_kind(
        "感震ブレーカー等貸与",
        SECTION,
        "区が業者に頼み、業者が訪問の日を電話で相談します。",
        ["貸した器具を、売ったり、ほかの人に貸したりしないでください。", "引っ越すときは、区に知らせてください。"],
    ),
    "mode": "anytime",
    "target_days": 15,
    "approval": "portal",
    "route": [{"up_to": None, "steps": ["chief"]}],
    "letter_prefix": "練危サ",
    "is_sample": True,
}
ANSWERS = {
    "listed": "yes",
    "lives_there": True,
    "house": "own",
    "before": "no",
    "devices": ["breaker", "fitting"],
    "furniture": 5,
}
GOLDEN: list[dict[str, Any]] = [
    {"name": "持ち家の世帯", "day": "2026-11-24", "answers": ANSWERS, "expected": "met", "expected_yen": 0},
    {
        "name": "名簿のことが分からない",
        "day": "2026-11-24",
        "answers": {**ANSWERS, "listed": "unsure"},
        "expected": "unknown",
        "expected_yen": 0,
    },
    {
        "name": "前に受けた世帯",
        "day": "2026-11-24",
        "answers": {**ANSWERS, "before": "yes"},
        "expected": "not_met",
        "expected_yen": 0,
    },
]
