"""Homes for machines: the same filters and order as the page, no more than the page shows."""

import datetime as dt

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from portal.search.queries import Search
from portal.search.results import PAGE
from portal.ui.paging import page_number

from . import access, queries, traits
from .filters import HomeFilter
from .models import Listing

router = Router(tags=["homes"])


class HomeOut(Schema):
    id: str
    number: str
    url: str
    town: str
    layout: str
    area: float | None
    floor: int | None
    rent: int
    fee: int
    initial_cost: int | None
    station: str | None
    station_minutes: int | None
    traits: list[str]
    welcomes: list[str]
    available_from: dt.date | None
    confirmed_on: dt.date | None


class HomeList(Schema):
    total: int
    items: list[HomeOut]
    next: str | None


def shown(listing: Listing, request: HttpRequest) -> HomeOut:
    dwelling = listing.dwelling
    near = next(iter(dwelling.building.accesses.all()), None)
    return HomeOut(
        id=listing.public_id,
        number=listing.case.number,
        url=request.build_absolute_uri(listing.get_absolute_url()),
        town=dwelling.building.town.name,
        layout=dwelling.layout_name,
        area=float(dwelling.area) if dwelling.area is not None else None,
        floor=dwelling.floor,
        rent=listing.rent or 0,
        fee=listing.fee or 0,
        initial_cost=queries.initial_cost(listing),
        station=near.station.name if near else None,
        station_minutes=near.minutes if near else None,
        traits=traits.of(listing),
        welcomes=queries.public_tags(listing),
        available_from=listing.available_from,
        confirmed_on=listing.confirmed_on,
    )


@router.get("/homes", response=HomeList, summary="Public homes; parameters as on /housing/")
def home_list(request: HttpRequest, page: int = 1) -> HomeList:
    filterset = HomeFilter(request.GET, Search("home"))
    number = page_number(request.GET)
    result = filterset.run(number, PAGE)
    rows = {row.pk: row for row in queries.with_everything(access.public_listings().filter(pk__in=result.keys))}
    query = f"{filterset.query()}&page={number + 1}".lstrip("&")
    more = request.build_absolute_uri(f"{request.path}?{query}") if number * PAGE < result.total else None
    return HomeList(
        total=result.total, items=[shown(rows[key], request) for key in result.keys if key in rows], next=more
    )


@router.get("/homes/{public_id}", response=HomeOut, summary="One public home")
def home_detail(request: HttpRequest, public_id: str) -> HomeOut:
    listing = queries.with_everything(access.public_listings()).filter(public_id=public_id).first()
    if listing is None:
        raise Http404
    return shown(listing, request)
