"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

VERSION: dict[str, Any] = {
    "figures": {"rate": "2/3", "cap": 50_000, "unit": 1_000, "hire_within_months": 3, "work_months": 3},
    "words": {
        "summary": "介護職員初任者研修を修了し、区内の事業所で働く方に、受講料の一部を助成します。（サンプル）",
        "easy": "はじめての 介護の 研修の お金を、区が 少し 出します。区内で 3か月 はたらいた 人が 使えます。",
        "who": "修了から3か月以内に区内の事業所で働きはじめ、3か月以上続けて働いている方",
        "pays": "受講料の3分の2。上限は5万円です。",
        "documents": samples.DOCUMENTS,
        "after": samples.AFTER,
        "contact": "福祉部 サンプル課（架空）",
        "source": "介護職員初任者研修 受講料助成 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "training_subsidy.B01": "要綱 第2条",
        "training_subsidy.B02": "要綱 第3条",
        "training_subsidy.B03": "要綱 第2条",
        "training_subsidy.B04": "要綱 第3条",
        "training_subsidy.B05": "要綱 第5条",
    },
    "letters": samples.letters("介護職員初任者研修受講料助成金"),
    "mode": "budget",
    "target_days": 20,
    "approval": "portal",
    "route": [{"up_to": None, "steps": ["chief", "manager"]}],
    "letter_prefix": "練福サ",
    "is_sample": True,
}
ANSWERS = {
    "completed_on": "2026-05-31",
    "hired_on": "2026-06-15",
    "fee": 70_000,
    "listed_office": True,
    "other_money": "none",
}
GOLDEN: list[dict[str, Any]] = [
    {"name": "70,000円の受講料", "day": "2026-09-15", "answers": ANSWERS, "expected": "met", "expected_yen": 46_000},
    {
        "name": "上限をこえる受講料",
        "day": "2026-09-15",
        "answers": {**ANSWERS, "fee": 90_000},
        "expected": "met",
        "expected_yen": 50_000,
    },
    {
        "name": "3か月目の最後の日",
        "day": "2026-09-14",
        "answers": ANSWERS,
        "expected": "not_yet",
        "expected_yen": 46_000,
    },
]
