"""The rent of nursery staff housing as a made-up scheme with a budget, and operators who apply."""

import datetime as dt
from typing import Any

from portal.accounts.models import Membership, User
from portal.front.demo import Stage
from portal.grants.budget.actions import appropriate
from portal.grants.filings.actions import checking, starting, submitting
from portal.grants.filings.demo import fill
from portal.grants.schemes.demo import publish_sample
from portal.grants.schemes.models import Version
from portal.lib.dates import add_business_days, fiscal_year, tokyo_date

from .nursery import sample

BUDGET = 60_000_000
ROOMS = 6
YES = ("runs_nursery", "own_contract", "full_time", "no_allowance", "inside_ward", "no_officers")
DECLARED = {**dict.fromkeys(YES, True), "other_money": "none"}


def build(stage: Stage) -> None:
    clerk = stage.people["staff"]
    version = _published(stage, clerk)
    appropriate(
        scheme=version.scheme,
        fiscal_year=version.fiscal_year,
        kind="initial",
        yen=BUDGET,
        actor=clerk,
        at=stage.at,
        note="サンプル",
    )
    members = Membership.objects.filter(organisation__in=stage.things["organisations"], user__is_sample=True)
    for number, member in enumerate(members.select_related("user", "organisation").order_by("pk")[:2]):
        at = stage.at - dt.timedelta(days=4)
        filing = starting.start(version=version, organisation=member.organisation, actor=member.user, at=at)
        answers = {**DECLARED, "clerk": member.user.name, "phone": "0300000000"}
        filing = fill(filing, answers, [_room(version, place) for place in range(ROOMS)], member.user, at)
        submitting.submit(filing=filing, actor=member.user, at=at)
        if number:
            filing.refresh_from_db()
            row = filing.rows.order_by("position")[0]
            words = "契約書では、賃料が81,000円です。確かめてください。"
            due = add_business_days(tokyo_date(stage.at), version.correction_days)
            checking.ask_correction(
                filing=filing, items=[("row", row.key, words)], due_on=due, actor=clerk, at=stage.at
            )


def _published(stage: Stage, clerk: User) -> Version:
    year = fiscal_year(tokyo_date(stage.at))
    days = {"first_day": f"{year}-04-01", "last_day": f"{year + 1}-03-31"}
    columns = {**sample.VERSION, "figures": {**sample.VERSION["figures"], **days}}
    return publish_sample("nursery_housing", columns, sample.GOLDEN, clerk, stage.at)


def _room(version: Version, place: int) -> dict[str, Any]:
    return {
        "unit": f"架空ハイツ{101 + place}",
        "facility": "架空の保育園",
        "worker": f"架空 保育{place + 1}",
        "job": "teacher",
        "hired_on": f"{version.fiscal_year - 2}-04-01",
        "lessee": "operator",
        "rent": 78_000 + 1_000 * place,
        "common_fee": 3_000,
        "key_money": 0,
        "resident_part": 10_000,
        "allowance": False,
        "hours": 8,
        "days": 21,
        "moved_in": f"{version.fiscal_year}-04-01",
    }
