"""An employer with a facility, and a draft that breaks no rule. Everything is made up."""

import datetime as dt
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import Client

from jobs.vacancies import actions
from jobs.vacancies.models import Terms, Vacancy
from portal.accounts.models import Membership, Organisation, Role, User
from portal.codelists.models import Code
from portal.facilities.models import Facility
from portal.lib.dates import TOKYO

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=TOKYO)
DUTIES = "入居者20人のユニットで、食事、入浴、排せつの介助と記録をします。" * 3
SHIFT = {
    "name": "日勤",
    "days": 31,
    "start": dt.time(9),
    "end": dt.time(18),
    "break_minutes": 60,
    "per_month": None,
}
ANSWERS: dict[str, Any] = {
    "direct_employment": True,
    "title": "特養の介護職員",
    "duties": DUTIES,
    "duties_change": "none",
    "place_change": "none",
    "body_care": True,
    "contract": "indefinite",
    "trial_months": 0,
    "variable_hours": False,
    "weekly_minutes": 2400,
    "annual_hours": 1944,
    "overtime": False,
    "holidays": "週休2日",
    "annual_holidays": 122,
    "paid_leave": 10,
    "wage_type": "month",
    "base_low": 210_000,
    "base_high": 240_000,
    "health_insurance": True,
    "pension": True,
    "injury_insurance": True,
    "unemployment_insurance": True,
    "smoking": "premises",
    "dementia_training": "入職から1年までに勤務時間の中で",
}


@dataclass
class Employer:
    organisation: Organisation
    facility: Facility
    user: User
    client: Client

    def vacancy(self, **changes: Any) -> Vacancy:
        """A draft whose answers are complete, but for the changes."""
        vacancy = actions.start(organisation=self.organisation, facility=self.facility, actor=self.user, at=NOW)
        values = {
            **ANSWERS,
            "occupation": Code.objects.get(value="O01"),
            "employment": Code.objects.get(value="E1"),
            **changes,
        }
        self.save(vacancy.draft, values, shifts=[SHIFT])
        return Vacancy.objects.get(pk=vacancy.pk)

    def save(self, terms: Terms, values: dict[str, Any], **rows: list[dict[str, Any]]) -> Terms:
        terms.refresh_from_db()
        return actions.save_terms(terms=terms, values=values, rows=rows, saves=terms.saves, actor=self.user, at=NOW)


def employer(number: str = "7000012050002", role: str = Role.EDITOR) -> Employer:
    call_command("load_minimum_wages", stdout=StringIO())
    organisation = Organisation.objects.create(
        corporate_number=number, name=f"架空会{number[-2:]}", refusal_declared_on=NOW.date(), is_sample=True
    )
    facility = Facility.objects.create(
        organisation=organisation,
        number=f"13720{number[-5:]}",
        name="架空の里",
        kind=Code.objects.get(value="F01"),
        municipality="練馬区",
        address="光が丘1丁目",
        is_sample=True,
    )
    user = User.objects.create_user(f"person{number[-2:]}@example.com", "long-password-1", name="架空 花子")
    Membership.objects.create(user=user, organisation=organisation, role=role)
    client = Client()
    client.force_login(user)
    return Employer(organisation, facility, user, client)
