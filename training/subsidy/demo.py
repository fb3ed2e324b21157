"""The schemes of this room as made-up versions with a budget, and people who apply for the practitioner course."""

import datetime as dt
from typing import Any

from portal.accounts.actions.people import add_person
from portal.accounts.models import User
from portal.front.demo import PASSWORD, Stage
from portal.grants.budget.actions import appropriate
from portal.grants.filings.actions import checking, starting, submitting
from portal.grants.filings.demo import fill
from portal.grants.schemes.demo import publish_sample
from portal.grants.schemes.models import Version
from portal.lib.dates import add_business_days, tokyo_date

from .beginner import sample as beginner
from .care_manager import sample as care_manager
from .practitioner import sample as practitioner

BUDGET = 3_000_000
SAMPLES = {"practitioner_course": practitioner, "beginner_course": beginner, "care_manager": care_manager}
NAMES = ["架空 めぐみ", "架空 こうじ", "架空 ゆうき", "架空 さくら", "架空 たろう"]


def build(stage: Stage) -> None:
    clerk = stage.people["staff"]
    versions = {code: _published(code, stage, clerk) for code in SAMPLES}
    version = versions["practitioner_course"]
    for number, name in enumerate(NAMES):
        at = stage.at - dt.timedelta(days=3 * (len(NAMES) - number))
        person = add_person(email=f"course{number}@example.jp", name=name, password=PASSWORD, is_sample=True, at=at)
        filing = starting.start(version=version, actor=person, at=at)
        filing = fill(filing, _answers(name, at, number), (), person, at)
        if number == len(NAMES) - 1:
            continue  # still writing
        submitting.submit(filing=filing, actor=person, at=at)
        if number == 0:
            filing.refresh_from_db()
            due = add_business_days(tokyo_date(stage.at), version.correction_days)
            words = "受講料の欄と、領収書の額がちがいます。どちらかを直してください。"
            checking.ask_correction(
                filing=filing, items=[("question", "fee", words)], due_on=due, actor=clerk, at=stage.at
            )


def _published(code: str, stage: Stage, clerk: User) -> Version:
    version = publish_sample(code, SAMPLES[code].VERSION, SAMPLES[code].GOLDEN, clerk, stage.at)
    year = version.fiscal_year
    appropriate(scheme=code, fiscal_year=year, kind="initial", yen=BUDGET, actor=clerk, at=stage.at, note="サンプル")
    return version


def _answers(name: str, at: dt.datetime, number: int) -> dict[str, Any]:
    hired = tokyo_date(at) - dt.timedelta(days=240 + 10 * number)
    return {
        "name": name,
        "address": "練馬区（番地は架空）",
        "phone": "0300000000",
        "school": "架空福祉カレッジ",
        "completed_on": (hired - dt.timedelta(days=14)).isoformat(),
        "fee": 86_000 + 7_000 * number,
        "other_money": "none",
        "office": "架空の里",
        "listed_office": True,
        "hired_on": hired.isoformat(),
        "days_worked": 130 + 5 * number,
    }
