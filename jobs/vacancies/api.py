"""Vacancies for machines: the same filters and the same order as the page."""

import datetime as dt

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from portal.search.queries import Search
from portal.search.results import PAGE
from portal.ui.paging import page_number

from . import access, queries
from .filters import VacancyFilter
from .models import Vacancy

router = Router(tags=["vacancies"])


class VacancyOut(Schema):
    id: str
    number: str
    url: str
    title: str
    occupation: str
    employment: str
    employer: str
    facility: str
    facility_kind: str
    town: str | None
    wage_type: str
    pay_low: int | None
    pay_high: int | None
    days_min: int | None
    night: str
    confirmed_on: dt.date | None


class VacancyList(Schema):
    total: int
    items: list[VacancyOut]
    next: str | None


def shown(vacancy: Vacancy, request: HttpRequest) -> VacancyOut:
    sheet = queries.live_sheet(vacancy)
    return VacancyOut(
        id=vacancy.public_id,
        number=vacancy.case.number,
        url=request.build_absolute_uri(vacancy.get_absolute_url()),
        title=sheet.title,
        occupation=sheet.occupation,
        employment=sheet.employment,
        employer=sheet.employer,
        facility=sheet.facility,
        facility_kind=sheet.facility_kind,
        town=vacancy.facility.town.name if vacancy.facility.town else None,
        wage_type=sheet.wage_type,
        pay_low=sheet.pay_low,
        pay_high=sheet.pay_high,
        days_min=sheet.days_min,
        night=sheet.night,
        confirmed_on=vacancy.confirmed_on,
    )


@router.get("/vacancies", response=VacancyList, summary="Public vacancies; parameters as on /jobs/")
def vacancy_list(request: HttpRequest, page: int = 1) -> VacancyList:
    filterset = VacancyFilter(request.GET, Search("vacancy"))
    number = page_number(request.GET)
    result = filterset.run(number, PAGE)
    rows = {row.pk: row for row in queries.with_live_sheet(access.public_vacancies().filter(pk__in=result.keys))}
    query = f"{filterset.query()}&page={number + 1}".lstrip("&")
    more = request.build_absolute_uri(f"{request.path}?{query}") if number * PAGE < result.total else None
    items = [shown(rows[key], request) for key in result.keys if key in rows]
    return VacancyList(total=result.total, items=items, next=more)


@router.get("/vacancies/{public_id}", response=VacancyOut, summary="One public vacancy")
def vacancy_detail(request: HttpRequest, public_id: str) -> VacancyOut:
    vacancy = queries.with_live_sheet(access.public_vacancies()).filter(public_id=public_id).first()
    if vacancy is None:
        raise Http404
    return shown(vacancy, request)
