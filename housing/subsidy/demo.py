"""The schemes of housing as made-up versions with budgets, and operators who apply for the rent of their staff."""

import datetime as dt
from typing import Any

from portal.accounts.models import Membership
from portal.front.demo import Stage
from portal.grants.budget.actions import appropriate
from portal.grants.filings.actions import checking, starting, submitting
from portal.grants.filings.demo import fill
from portal.grants.schemes.choices import Role
from portal.grants.schemes.demo import publish_sample
from portal.grants.schemes.models import Duty, Version
from portal.lib.dates import add_business_days, fiscal_year, tokyo_date

from . import samples
from .group_home import sample as group_home
from .landlord import sample as landlord
from .nursery import sample as nursery
from .safety import sample as safety
from .school import sample as school

# Each scheme with its sample and its budget in yen; what is given in kind has none.
SAMPLES: dict[str, tuple[Any, int]] = {
    "nursery_housing": (nursery, 60_000_000),
    "school_housing": (school, 8_000_000),
    "landlord_support": (landlord, 1_200_000),
    "safety_devices": (safety, 0),
    "group_home_staff": (group_home, 6_000_000),
}
RESTRICTED = "group_home_staff"
NAMED = {"staff": Role.CLERK, "chief": Role.CHIEF, "manager": Role.MANAGER, "accounting": Role.ACCOUNTING}
ROOMS = 6
YES = ("runs_nursery", "own_contract", "full_time", "no_allowance", "inside_ward", "no_officers")
DECLARED = {**dict.fromkeys(YES, True), "other_money": "none"}


def build(stage: Stage) -> None:
    clerk = stage.people["staff"]
    Duty.objects.bulk_create(Duty(user=stage.people[key], role=role, scheme=RESTRICTED) for key, role in NAMED.items())
    version = {code: _published(code, stage) for code in SAMPLES}["nursery_housing"]
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


def _published(code: str, stage: Stage) -> Version:
    sample, budget = SAMPLES[code]
    year, clerk = fiscal_year(tokyo_date(stage.at)), stage.people["staff"]
    version = publish_sample(code, *samples.in_year(sample, year), clerk, stage.at)
    if budget:
        appropriate(
            scheme=code, fiscal_year=year, kind="initial", yen=budget, actor=clerk, at=stage.at, note="サンプル"
        )
    return version


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
