"""Words that the made-up versions of this room share. No figure and no wording here is the ward's."""

from typing import Any

OBJECTION = (
    "この決定に納得できないときは、決定があったことを知った日の翌日から3か月以内に、区長に審査請求ができます。"
    "（文例のサンプル）"
)
DOCUMENTS = "修了証明書、領収書、就労証明書の写しと、振込先の分かるもの"
AFTER = "区が内容を確かめて、決定の通知書を送り、口座に振り込みます。"
SENDER = {"sender": "練馬区長（サンプル）", "section": "福祉部 サンプル課（架空）"}


def letters(subject: str) -> dict[str, Any]:
    """Wordings of all letters of one filing after the fact."""
    return {
        "award_fixed": {
            "title": f"{subject}交付決定兼額確定通知書",
            "opening": f"申請のあった{subject}について、次のとおり交付を決定し、額を確定しましたので通知します。",
            "body": "交付する額：{{金額}}",
            "conditions": ["申請の内容に事実とちがうことがあったときは、決定を取り消すことがあります。"],
            "closing": "",
            **SENDER,
        },
        "refusal": _no(
            f"{subject}不交付決定通知書",
            f"申請のあった{subject}について、次の理由により交付しないことを決定しましたので通知します。",
        ),
        "revocation": _no(
            f"{subject}交付決定取消通知書",
            f"次の理由により、{subject}の交付の決定を取り消しましたので通知します。",
        ),
    }


def _no(title: str, opening: str) -> dict[str, Any]:
    texts = {"title": title, "opening": opening, "body": "理由：{{理由}}", "conditions": [], "closing": ""}
    return {**texts, **SENDER}
