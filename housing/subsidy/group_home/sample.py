"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

SECTION = "福祉部 サンプル課（架空）"
VERSION: dict[str, Any] = {
    "figures": {"per_month": 50_000, "unit": 1_000},
    "words": {
        "summary": "区と話し合って受け入れを進めるグループホームの、職員の人件費の一部を補助します。（サンプル）",
        "easy": "グループホームの はたらく 人の お金を、区が 少し 出します。",
        "who": "区内で指定を受けたグループホームを運営する法人",
        "pays": "一人・1か月につき5万円。かかった人件費まで",
        "documents": "職員の配置の計画。年度の終わりに、人件費の分かる書類",
        "after": "区が内容を確かめ、交付を決定します。年度が終わったら実績を報告し、確定した額を請求します。",
        "contact": SECTION,
        "source": "グループホーム人件費補助 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "housing_subsidy.G01": "要綱 第2条",
        "housing_subsidy.G02": "要綱 第3条",
        "housing_subsidy.G03": "要綱 第3条",
        "housing_subsidy.G04": "要綱 第5条",
    },
    "letters": samples.yearly_letters(
        "グループホーム人件費補助金", SECTION, ["職員の配置を変えたときは、変更承認申請を出してください。"]
    ),
    "mode": "anytime",
    "target_days": 30,
    "approval": "portal",
    "route": samples.ONE_STEP,
    "letter_prefix": "練福サ",
    "is_sample": True,
}
CHECK = {
    "runs_home": True,
    "agreed": True,
    "more_staff": True,
    "other_money": "none",
    "person_months": 18,
    "staff_cost": 1_200_000,
}
DAY = "2026-11-24"
GOLDEN: list[dict[str, Any]] = [
    {"name": "18人月", "day": DAY, "answers": CHECK, "expected": "met", "expected_yen": 900_000},
    {
        "name": "人件費のほうが少ない",
        "day": DAY,
        "answers": {**CHECK, "staff_cost": 800_900},
        "expected": "met",
        "expected_yen": 800_000,
    },
    {
        "name": "二つのホーム",
        "day": DAY,
        "answers": CHECK,
        "rows": {
            "homes": [
                {"home": "架空ホーム東", "people": 1, "person_months": 12, "staff_cost": 700_000},
                {"home": "架空ホーム西", "people": 2, "person_months": 10, "staff_cost": 450_500},
            ]
        },
        "expected": "met",
        "expected_yen": 1_050_000,
    },
    {
        "name": "区と話し合っていない",
        "day": DAY,
        "answers": {**CHECK, "agreed": False},
        "expected": "not_met",
        "expected_yen": 900_000,
    },
]
