"""Words that the made-up versions of this room share. No figure and no wording here is the ward's."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

OBJECTION = (
    "この決定に納得できないときは、決定があったことを知った日の翌日から3か月以内に、区長に審査請求ができます。"
    "（文例のサンプル）"
)
FISCAL_YEAR = 2026  # of all days in the samples
YEAR = {"first_day": "2026-04-01", "last_day": "2027-03-31"}
ISO_DAY = re.compile(r"(\d{4})(-\d{2}-\d{2})")
ONE_STEP = [{"up_to": None, "steps": ["chief", "manager"]}]
BY_AMOUNT = [
    {"up_to": 5_000_000, "steps": ["chief", "manager"]},
    {"up_to": None, "steps": ["chief", "manager", "director"]},
]


def in_year(sample: Any, year: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Columns and worked cases of a sample with all their days moved to another fiscal year."""
    later = year - FISCAL_YEAR
    version = {**sample.VERSION, "figures": _moved(sample.VERSION["figures"], later)}
    return version, [_moved(case, later) for case in sample.GOLDEN]


def _moved(value: Any, years: int) -> Any:
    if isinstance(value, Mapping):
        return {key: _moved(part, years) for key, part in value.items()}
    if isinstance(value, list):
        return [_moved(part, years) for part in value]
    found = ISO_DAY.fullmatch(value) if isinstance(value, str) else None
    return f"{int(found[1]) + years}{found[2]}" if found else value


def yearly_letters(subject: str, section: str, conditions: Iterable[str]) -> dict[str, Any]:
    """Wordings of all letters of a grant that is awarded for a year and fixed at its end."""
    asked = f"申請のあった{subject}について、次の"
    return {
        "award": _letter(
            f"{subject}交付決定通知書",
            f"{asked}とおり交付を決定しましたので通知します。",
            "交付する額：{{金額}}\n取り下げられる期間：通知書が届いてから{{取下げの期間}}",
            section,
            conditions,
        ),
        "refusal": _refusal(subject, section),
        "change": _letter(
            f"{subject}変更決定通知書",
            "申請のあった変更について、次のとおり決定しましたので通知します。",
            "変更後の額：{{金額}}",
            section,
            conditions,
        ),
        "fixed": _letter(
            f"{subject}額確定通知書",
            f"報告のあった実績を確かめ、{subject}の額を次のとおり確定しましたので通知します。",
            "確定した額：{{金額}}",
            section,
        ),
        "revocation": _revocation(subject, section),
    }


def letters_at_once(subject: str, section: str) -> dict[str, Any]:
    """Of a grant that is awarded and fixed in one decision."""
    return {
        "award_fixed": _letter(
            f"{subject}交付決定兼額確定通知書",
            f"申請のあった{subject}について、次のとおり交付を決定し、額を確定しましたので通知します。",
            "交付する額：{{金額}}",
            section,
            ["申請の内容に事実とちがうことがあったときは、決定を取り消すことがあります。"],
        ),
        "refusal": _refusal(subject, section),
        "revocation": _revocation(subject, section),
    }


def letters_in_kind(subject: str, section: str, body: str, conditions: Iterable[str]) -> dict[str, Any]:
    """Of something lent or fitted, not money."""
    return {
        "award": _letter(
            f"{subject}決定通知書",
            f"申請のあった{subject}について、次のとおり決定しましたので通知します。",
            body,
            section,
            conditions,
        ),
        "refusal": _refusal(subject, section),
        "revocation": _revocation(subject, section),
    }


def _refusal(subject: str, section: str) -> dict[str, Any]:
    opening = f"申請のあった{subject}について、次の理由により交付しないことを決定しましたので通知します。"
    return _letter(f"{subject}不交付決定通知書", opening, "理由：{{理由}}", section)


def _revocation(subject: str, section: str) -> dict[str, Any]:
    opening = f"次の理由により、{subject}の交付の決定を取り消しましたので通知します。"
    return _letter(f"{subject}交付決定取消通知書", opening, "理由：{{理由}}", section)


def _letter(title: str, opening: str, body: str, section: str, conditions: Iterable[str] = ()) -> dict[str, Any]:
    return {
        "title": title,
        "opening": opening,
        "body": body,
        "conditions": list(conditions),
        "closing": "",
        "sender": "練馬区長（サンプル）",
        "section": section,
    }
