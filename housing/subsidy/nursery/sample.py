"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

from .. import samples

SECTION = "こども家庭部 サンプル課（架空）"
VERSION: dict[str, Any] = {
    "figures": {
        **samples.YEAR,
        "cap": 82_000,
        "rate": "7/8",
        "unit": 1_000,
        "rounding": "row",
        "resident_part_deducted": True,
        "part_month": "lower",
        "key_money_months": 2,
        "key_money_spread": 12,
        "day_hours": 6,
        "month_days": 20,
        "years_since_hire": 0,
        "place_rule": "ward",
    },
    "words": {
        "summary": "保育施設の職員のために法人が借りた部屋の家賃の一部を、法人に補助します。（サンプル）",
        "easy": "保育園で はたらく 人の 部屋の お金を、区が 会社に 少し 出します。",
        "who": "区内の対象の保育施設を運営する法人",
        "pays": "1戸あたり月82,000円までの家賃などの8分の7",
        "documents": "賃貸借契約書、雇用契約書、賃金台帳などの写し",
        "after": "区が内容を確かめ、交付を決定します。年度が終わったら実績を報告し、確定した額を請求します。",
        "contact": SECTION,
        "source": "保育従事職員宿舎借り上げ支援 要綱（サンプル）",
        "objection": samples.OBJECTION,
    },
    "clauses": {
        "housing_subsidy.N01": "要綱 第2条",
        "housing_subsidy.N02": "要綱 第3条",
        "housing_subsidy.N03": "要綱 第3条",
        "housing_subsidy.N04": "要綱 第4条",
        "housing_subsidy.N05": "要綱 第3条",
        "housing_subsidy.N06": "要綱 第4条",
        "housing_subsidy.N07": "要綱 第5条",
    },
    "letters": samples.yearly_letters(
        "保育従事職員宿舎借り上げ支援補助金",
        SECTION,
        [
            "部屋や職員が変わったときは、すみやかに変更承認申請を出してください。",
            "年度が終わったら、実績報告を出してください。",
        ],
    ),
    "mode": "deadline",
    "target_days": 30,
    "approval": "portal",
    "route": samples.BY_AMOUNT,
    "letter_prefix": "練こサ",
    "is_sample": True,
}
CHECK = {
    "runs_nursery": True,
    "own_contract": True,
    "full_time": True,
    "no_allowance": True,
    "inside_ward": True,
    "no_officers": True,
    "other_money": "none",
    "units": 1,
    "rent": 90_000,
    "common_fee": 5_000,
    "resident_part": 0,
    "months": 12,
}
ROOM = {
    "unit": "架空ハイツ 101号室",
    "facility": "架空の保育園",
    "worker": "架空 花子",
    "job": "teacher",
    "hired_on": "2024-04-01",
    "lessee": "operator",
    "rent": 80_000,
    "common_fee": 5_000,
    "key_money": 0,
    "resident_part": 10_000,
    "allowance": False,
    "hours": 8,
    "days": 21,
    "moved_in": "2025-04-01",
}
DAY = "2026-11-24"
GOLDEN: list[dict[str, Any]] = [
    {"name": "上限いっぱいの1戸を1年", "day": DAY, "answers": CHECK, "expected": "met", "expected_yen": 861_000},
    {
        "name": "2万円を本人が払う1戸を1年",
        "day": DAY,
        "answers": {**CHECK, "rent": 80_000, "resident_part": 20_000},
        "expected": "met",
        "expected_yen": 682_000,
    },
    {
        "name": "住居手当がある",
        "day": DAY,
        "answers": {**CHECK, "no_allowance": False},
        "expected": "not_met",
        "expected_yen": 861_000,
    },
    {
        "name": "2部屋の申請（1戸ごとに切り捨て）",
        "day": DAY,
        "answers": CHECK,
        "rows": {
            "leases": [ROOM, {**ROOM, "unit": "架空ハイツ 102号室", "worker": "架空 次郎", "rent": 90_000}],
        },
        "expected": "met",
        "expected_yen": 787_000 + 861_000,
    },
    {
        "name": "同じ職員が2部屋",
        "day": DAY,
        "answers": CHECK,
        "rows": {"leases": [ROOM, {**ROOM, "unit": "架空ハイツ 102号室"}]},
        "expected": "unknown",
        "expected_yen": 787_000 * 2,
    },
]
