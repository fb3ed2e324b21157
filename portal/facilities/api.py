"""Facilities for machines: the same filters and the same order as the page."""

import datetime as dt

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from portal.search.queries import Search
from portal.search.results import PAGE
from portal.ui.paging import page_number

from . import queries
from .filters import FacilityFilter
from .models import Facility

router = Router(tags=["facilities"])


class WalkOut(Schema):
    station: str
    minutes: int


class FacilityOut(Schema):
    id: str
    url: str
    name: str
    kind: str
    number: str
    corporation: str
    corporate_number: str
    municipality: str
    town: str | None
    address: str
    building: str
    postal_code: str
    phone: str
    website: str
    capacity: int | None
    hours: str
    opened_on: dt.date | None
    latitude: float | None
    longitude: float | None
    stations: list[WalkOut]
    made_up: bool


class FacilityList(Schema):
    total: int
    items: list[FacilityOut]
    next: str | None


def shown(facility: Facility, request: HttpRequest) -> FacilityOut:
    same = [
        *("name", "number", "corporation", "corporate_number", "municipality", "address", "building"),
        *("postal_code", "phone", "capacity", "hours", "opened_on", "latitude", "longitude"),
    ]
    return FacilityOut(
        id=facility.public_id,
        url=request.build_absolute_uri(facility.get_absolute_url()),
        kind=facility.kind_id,
        town=facility.town.name if facility.town else None,
        website=facility.url,
        stations=[WalkOut(station=walk.station.name, minutes=walk.minutes) for walk in facility.accesses.all()],
        made_up=facility.is_sample,
        **{name: getattr(facility, name) for name in same},
    )


@router.get("/facilities", response=FacilityList, summary="Facilities; parameters as on /facilities/")
def facility_list(request: HttpRequest, page: int = 1) -> FacilityList:
    filterset = FacilityFilter(request.GET, Search("facility"))
    number = page_number(request.GET)
    result = filterset.run(number, PAGE)
    query = f"{filterset.query()}&page={number + 1}".lstrip("&")
    more = request.build_absolute_uri(f"{request.path}?{query}") if number * PAGE < result.total else None
    items = [shown(facility, request) for facility in queries.to_show(result.keys)]
    return FacilityList(total=result.total, items=items, next=more)


@router.get("/facilities/{public_id}", response=FacilityOut, summary="One facility")
def facility_detail(request: HttpRequest, public_id: str) -> FacilityOut:
    return shown(get_object_or_404(queries.with_places(), public_id=public_id), request)
