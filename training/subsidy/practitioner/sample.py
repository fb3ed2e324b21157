"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

VERSION: dict[str, Any] = {
    "figures": {
        "rate": "9/10",
        "cap": 100_000,
        "unit": 1,
        "hire_within_months": 3,
        "work_months": 6,
        "work_days": 90,
        "apply_within_months": 12,
    },
    "words": {
        "summary": "介護の実務者研修を修了し、区内の事業所で働きつづける方に、受講料の一部を助成します。（サンプル）",
        "easy": "研修の お金を、区が 少し 出します。区内で 6か月 はたらいた 人が 使えます。",
        "who": "修了から3か月以内に区内の事業所で働きはじめ、6か月以上続けて、90日以上働いた方",
        "pays": "受講料の9割。上限は10万円です。",
        "documents": samples.DOCUMENTS,
        "after": samples.AFTER,
        "contact": "福祉部 サンプル課（架空）",
        "source": "実務者研修 受講料助成 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "training_subsidy.P01": "要綱 第2条",
        "training_subsidy.P02": "要綱 第3条",
        "training_subsidy.P03": "要綱 第2条",
        "training_subsidy.P04": "要綱 第3条",
        "training_subsidy.P05": "要綱 第3条",
        "training_subsidy.P06": "要綱 第5条",
        "training_subsidy.P07": "要綱 第6条",
    },
    "letters": samples.letters("実務者研修受講料助成金"),
    "mode": "budget",
    "target_days": 20,
    "approval": "portal",
    "route": [{"up_to": None, "steps": ["chief", "manager"]}],
    "letter_prefix": "練福サ",
    "is_sample": True,
}
ANSWERS = {
    "completed_on": "2026-06-30",
    "hired_on": "2026-07-14",
    "days_worked": 120,
    "fee": 98_000,
    "listed_office": True,
    "other_money": "none",
}
GOLDEN: list[dict[str, Any]] = [
    {"name": "98,000円の受講料", "day": "2027-01-14", "answers": ANSWERS, "expected": "met", "expected_yen": 88_200},
    {
        "name": "上限をこえる受講料",
        "day": "2027-01-14",
        "answers": {**ANSWERS, "fee": 150_000},
        "expected": "met",
        "expected_yen": 100_000,
    },
    {"name": "2か月早い申請", "day": "2026-11-24", "answers": ANSWERS, "expected": "not_yet", "expected_yen": 88_200},
    {
        "name": "修了から半年後の就職",
        "day": "2027-08-01",
        "answers": {**ANSWERS, "hired_on": "2026-12-31"},
        "expected": "not_met",
        "expected_yen": 88_200,
    },
    {
        "name": "ほかの助成があるか分からない",
        "day": "2027-01-14",
        "answers": {**ANSWERS, "other_money": "unsure"},
        "expected": "unknown",
        "expected_yen": 88_200,
    },
]
