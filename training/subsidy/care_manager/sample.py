"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

VERSION: dict[str, Any] = {
    "figures": {"amount": 60_000, "within_costs": False, "work_months": 6},
    "words": {
        "summary": "介護支援専門員の資格を取り、区内の事業所で働きつづける方に、費用の一部を助成します。（サンプル）",
        "easy": "ケアマネジャーに なった 人に、区が お金を 出します。区内で 6か月 はたらいた 人が 使えます。",
        "who": "実務研修を修了し、区内の事業所で介護支援専門員として6か月以上続けて働いている方",
        "pays": "一人6万円",
        "documents": samples.DOCUMENTS,
        "after": samples.AFTER,
        "contact": "福祉部 サンプル課（架空）",
        "source": "介護支援専門員 資格取得助成 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "training_subsidy.C01": "要綱 第2条",
        "training_subsidy.C02": "要綱 第2条",
        "training_subsidy.C03": "要綱 第3条",
        "training_subsidy.C04": "要綱 第5条",
    },
    "letters": samples.letters("介護支援専門員資格取得助成金"),
    "mode": "deadline",
    "target_days": 30,
    "approval": "record",
    "route": [],
    "letter_prefix": "練福サ",
    "is_sample": True,
}
ANSWERS = {
    "completed_on": "2026-04-20",
    "hired_on": "2026-05-01",
    "fee": 71_000,
    "listed_office": True,
    "other_money": "none",
}
GOLDEN: list[dict[str, Any]] = [
    {"name": "6か月働いた翌日", "day": "2026-11-01", "answers": ANSWERS, "expected": "met", "expected_yen": 60_000},
    {
        "name": "6か月目の最後の日",
        "day": "2026-10-31",
        "answers": ANSWERS,
        "expected": "not_yet",
        "expected_yen": 60_000,
    },
    {
        "name": "区外の事業所",
        "day": "2026-11-24",
        "answers": {**ANSWERS, "listed_office": False},
        "expected": "not_met",
        "expected_yen": 60_000,
    },
]
