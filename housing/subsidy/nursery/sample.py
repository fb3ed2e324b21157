"""A made-up version for the demo and the tests. No figure here is the ward's."""

from typing import Any

LETTER = {
    "title": "補助金交付決定通知書",
    "opening": "貴法人から申請のあった補助金について、次のとおり交付を決定しましたので通知します。",
    "body": "決定した額：{{決定額}}",
    "conditions": [
        "部屋や職員が変わったときは、すみやかに変更承認申請を出してください。",
        "年度が終わったら、実績報告を出してください。",
    ],
    "closing": "",
    "sender": "練馬区長（サンプル）",
    "section": "こども家庭部 サンプル課",
}
VERSION: dict[str, Any] = {
    "figures": {
        "first_day": "2026-04-01",
        "last_day": "2027-03-31",
        "cap": 82_000,
        "rate": "7/8",
        "unit": 1_000,
        "rounding": "row",
        "resident_part_deducted": True,
        "key_money_months": 2,
        "years_since_hire": 0,
        "place_rule": "ward",
    },
    "words": {
        "summary": "保育施設の職員のために法人が借りた部屋の家賃の一部を、法人に補助します。（サンプル）",
        "easy": "保育園で はたらく人の 部屋の お金を、区が 会社に 少し 出します。",
        "who": "区内の対象の保育施設を運営する法人",
        "pays": "1戸あたり月82,000円までの家賃などの8分の7",
        "documents": "賃貸借契約書、雇用契約書、賃金台帳などの写し",
        "after": "区が内容を確かめ、交付を決定します。年度が終わったら実績を報告し、確定した額を請求します。",
        "contact": "こども家庭部 サンプル課（架空）",
        "source": "保育従事職員宿舎借り上げ支援 要綱（サンプル）",
        "objection": (
            "この決定に納得できないときは、知った日の翌日から3か月以内に、区長に審査請求ができます。（文例のサンプル）"
        ),
    },
    "clauses": {
        "housing_subsidy.N01": "要綱 第2条",
        "housing_subsidy.N02": "要綱 第3条",
        "housing_subsidy.N03": "要綱 第3条",
        "housing_subsidy.N04": "要綱 第4条",
        "housing_subsidy.N05": "要綱 第3条",
    },
    "letters": {
        "award": LETTER,
        "refusal": {
            **LETTER,
            "title": "補助金不交付決定通知書",
            "opening": (
                "貴法人から申請のあった補助金について、次の理由により交付しないことを決定しましたので通知します。"
            ),
            "body": "理由：{{理由}}",
            "conditions": [],
        },
        "change": {
            **LETTER,
            "title": "補助金変更決定通知書",
            "opening": "貴法人から申請のあった変更について、次のとおり決定しましたので通知します。",
        },
        "fixed": {
            **LETTER,
            "title": "補助金額確定通知書",
            "opening": ("貴法人から報告のあった実績を確かめ、補助金の額を次のとおり確定しましたので通知します。"),
            "conditions": [],
        },
        "revocation": {
            **LETTER,
            "title": "補助金交付決定取消通知書",
            "opening": "次の理由により、補助金の交付の決定を取り消しましたので通知します。",
            "body": "理由：{{理由}}",
            "conditions": [],
        },
    },
    "mode": "deadline",
    "target_days": 30,
    "approval": "portal",
    "route": [
        {"up_to": 5_000_000, "steps": ["chief", "manager"]},
        {"up_to": None, "steps": ["chief", "manager", "director"]},
    ],
    "letter_prefix": "練こサ",
    "is_sample": True,
}
CHECK = {
    "runs_nursery": True,
    "own_contract": True,
    "full_time": True,
    "no_allowance": True,
    "inside_ward": True,
    "units": 1,
    "rent": 90_000,
    "common_fee": 5_000,
    "resident_part": 0,
    "months": 12,
}
GOLDEN: list[dict[str, Any]] = [
    {
        "name": "上限いっぱいの1戸を1年",
        "day": "2026-11-24",
        "answers": CHECK,
        "expected": "met",
        "expected_yen": 861_000,
    },
    {
        "name": "2万円を本人が払う1戸を1年",
        "day": "2026-11-24",
        "answers": {**CHECK, "rent": 80_000, "resident_part": 20_000},
        "expected": "met",
        "expected_yen": 682_000,
    },
    {
        "name": "住居手当がある",
        "day": "2026-11-24",
        "answers": {**CHECK, "no_allowance": False},
        "expected": "not_met",
        "expected_yen": 861_000,
    },
]
