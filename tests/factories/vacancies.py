"""Vacancies whose terms break no rule, brought to where a test needs them by the acts that people use."""

import datetime as dt
from typing import Any

from jobs.vacancies import actions
from jobs.vacancies.models import MinimumWage, Terms, Vacancy
from portal.accounts.models import Organisation, User
from portal.cases.actions import perform
from portal.codelists.models import Code
from portal.facilities.models import Facility
from portal.geo.models import Town
from tests.people import minimum_wages

from .times import NOW

SHIFT = {"name": "日勤", "days": 31, "start": dt.time(9), "end": dt.time(18), "break_minutes": 60, "per_month": None}
ANSWERS: dict[str, Any] = {
    "direct_employment": True,
    "title": "特養の介護職員",
    "duties": "入居者20人のユニットで、食事、入浴、排せつの介助と記録をします。" * 3,
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


def facility(body: Organisation, name: str = "架空の里", number: str = "") -> Facility:
    return Facility.objects.create(
        organisation=body,
        number=number,
        name=name,
        kind=Code.objects.get(value="F01"),
        corporation=body.name,
        municipality="練馬区",
        town=Town.objects.first(),
        address="光が丘1丁目",
        is_sample=True,
        updated_at=NOW,
    )


def draft(place: Facility, person: User, at: dt.datetime = NOW, **changes: Any) -> Vacancy:
    if not MinimumWage.objects.exists():
        minimum_wages()
    vacancy = actions.start(organisation=place.organisation, facility=place, actor=person, at=at)
    fill(vacancy.draft, person, at, **changes)
    return fresh(vacancy)


def fill(terms: Terms, person: User, at: dt.datetime = NOW, **changes: Any) -> Terms:
    codes = {"occupation": Code.objects.get(value="O01"), "employment": Code.objects.get(value="E1")}
    terms.refresh_from_db()
    return actions.save_terms(
        terms=terms,
        values={**ANSWERS, **codes, **changes},
        rows={"shifts": [SHIFT]},
        saves=terms.saves,
        actor=person,
        at=at,
    )


def in_review(place: Facility, person: User, at: dt.datetime = NOW, **changes: Any) -> Vacancy:
    vacancy = draft(place, person, at, **changes)
    actions.submit(vacancy=vacancy, actor=person, at=at)
    return fresh(vacancy)


def published(place: Facility, person: User, officer: User, at: dt.datetime = NOW, **changes: Any) -> Vacancy:
    vacancy = in_review(place, person, at, **changes)
    if vacancy.case.state == "review":
        move(vacancy, "approve", officer, at)
    return fresh(vacancy)


def change_terms(vacancy: Vacancy, person: User, officer: User, at: dt.datetime = NOW, **changes: Any) -> Vacancy:
    """The next version, checked and public."""
    terms = actions.open_draft(vacancy=vacancy, actor=person, at=at)
    actions.save_terms(terms=terms, values=changes, rows={}, saves=terms.saves, actor=person, at=at)
    actions.submit(vacancy=fresh(vacancy), actor=person, at=at)
    if fresh(vacancy).case.state == "revising":
        move(fresh(vacancy), "approve", officer, at)
    return fresh(vacancy)


def move(vacancy: Vacancy, transition: str, actor: User | None, at: dt.datetime = NOW, **values: Any):
    return perform(
        case=vacancy.case, transition=transition, actor=actor, at=at, values=values, text=values.get("text", "")
    )


def fresh(vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.select_related("case", "organisation", "facility", "live", "draft").get(pk=vacancy.pk)
