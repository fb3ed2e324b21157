"""Homes that break no rule, brought to the public by the acts that people use."""

import datetime as dt
from decimal import Decimal
from typing import Any

from housing.homes import actions, stock
from housing.homes.choices import PartnerKind
from housing.homes.models import Building, Dwelling, Listing, Partner
from portal.accounts.models import Membership, Organisation, Role, User
from portal.cases.actions import perform
from portal.geo import queries as places
from portal.geo.models import Line, Station, Stop, Town
from portal.lib.text import corporate_number_is_valid

from .times import NOW

OFFICER = "homes.officer@example.jp"
BUILDING: dict[str, Any] = {
    "block": "1-2",
    "name": "架空荘",
    "form": "apartment",
    "structure": "wood",
    "floors_above": 2,
    "started_on": dt.date(1994, 4, 1),
    "completed_month": dt.date(1994, 11, 1),
    "seismic": "new",
    "elevator": "no",
    "in_hazard_zone": "no",
}
DWELLING: dict[str, Any] = {
    "floor": 1,
    "area": Decimal("22.00"),
    "rooms": 1,
    "layout": "K",
    "capacity": 1,
    "stairs": 0,
    "entrance_step": 50,
    "indoor_step": 0,
    "corridor_width": 780,
    "bath_width": 650,
    "toilet_width": 650,
}
VALUES: dict[str, Any] = {
    "landlord_name": "架空 大家",
    "contact": "03-0000-0000",
    "rent": 52_000,
    "fee": 3_000,
    "emergency_contact": "corporate",
    "proxy": "yes",
    "available_from": dt.date(2026, 12, 1),
}
ROWS: dict[str, Any] = {
    "costs": [{"kind": "deposit", "months": Decimal(1)}, {"kind": "brokerage", "yen": 28_600}],
    "guarantees": [{"means": "company"}, {"means": "certified"}],
    "welcomes": [{"tag": "elderly"}],
}


def town(name: str = "光が丘三丁目") -> Town:
    """A town with a station five minutes away, where the places of the ward are not loaded."""
    places.forget()
    found = Town.objects.filter(name=name).first()
    if found:
        return found
    line, _ = Line.objects.get_or_create(code="line-t", defaults={"name": "架空線"})
    station, _ = Station.objects.get_or_create(
        code="station-t", defaults={"name": "架空台", "latitude": 35.7620, "longitude": 139.6290}
    )
    Stop.objects.get_or_create(station=station, line=line, defaults={"position": 1})
    return Town.objects.create(
        code=f"town-{Town.objects.count() + 1}",
        municipality="練馬区",
        name=name,
        latitude=35.7600,
        longitude=139.6300,
    )


def officer() -> User:
    """A member of staff who checks homes and is nobody else."""
    found = User.objects.filter(email=OFFICER).first()
    return found or User.objects.create_user(OFFICER, is_staff=True, name="架空 職員", is_sample=True)


def number(count: int) -> str:
    base = f"{888_000_000_000 + count}"
    return next(f"{first}{base}" for first in range(1, 10) if corporate_number_is_valid(f"{first}{base}"))


def partner(kind: str = PartnerKind.LANDLORD, organisation: Organisation | None = None, **columns: Any) -> Partner:
    """An admitted partner; a new organisation unless one is given."""
    count = Organisation.objects.count() + 1
    body = organisation or Organisation.objects.create(
        corporate_number=number(count), name=f"架空の協力者{count}", is_sample=True, created_at=NOW
    )
    licence = {"licence": "東京都知事(1)第000000号"} if kind == PartnerKind.SHOP else {}
    return Partner.objects.create(
        **{"organisation": body, "kind": kind, "joined_at": NOW, "admitted_at": NOW, **licence, **columns}
    )


def keeper(organisation: Organisation, name: str = "keeper") -> User:
    """Somebody who may write for an organisation."""
    user = User.objects.create_user(f"{name}{organisation.pk}@example.jp", name="架空 店の人", is_sample=True)
    Membership.objects.create(user=user, organisation=organisation, role=Role.EDITOR, joined_at=NOW)
    return user


def draft(organisation: Organisation, actor: User, at: dt.datetime = NOW, **changes: Any) -> Listing:
    """`changes` are columns of the listing, its dwelling or its building, or lists of rows, each by its own name."""
    if not Partner.objects.filter(organisation=organisation).exists():
        partner(organisation=organisation)
    place = changes.pop("town", None) or town()
    made = actions.create_home(
        organisation=organisation, town=place, building=changes.pop("building", None), actor=actor, at=at
    )
    return write(made, actor, at, **{**BUILDING, **DWELLING, **VALUES, **ROWS, **changes})


def write(listing: Listing, actor: User, at: dt.datetime = NOW, **changes: Any) -> Listing:
    parts: dict[str, dict[str, Any]] = {"building": {}, "dwelling": {}, "values": {}, "rows": {}}
    for name, value in changes.items():
        parts[part_of(name)][name] = value
    accesses = parts["rows"].pop("accesses", None)
    saves = Listing.objects.values_list("saves", flat=True).get(pk=listing.pk)
    return actions.save(listing=listing, saves=saves, actor=actor, at=at, accesses=accesses, **parts)


def part_of(name: str) -> str:
    if name in actions.ROWS or name == "accesses":
        return "rows"
    for part, model in (("values", Listing), ("dwelling", Dwelling), ("building", Building)):
        if any(field.name == name or field.attname == name for field in model._meta.concrete_fields):
            return part
    raise ValueError(f"no column of a home: {name}")


def home(organisation: Organisation, actor: User, at: dt.datetime = NOW, **changes: Any) -> Listing:
    """Public, confirmed on the day of `at`."""
    made = draft(organisation, actor, at, **changes)
    actions.submit(listing=made, actor=actor, at=at)
    made = fresh(made)
    if made.case.state == "association":
        perform(case=made.case, transition="pass_on", actor=officer(), at=at)
    perform(case=fresh(made).case, transition="approve", actor=officer(), at=at)
    return fresh(made)


def fresh(listing: Listing) -> Listing:
    return stock.for_desk(Listing.objects.filter(pk=listing.pk)).get()


def move(listing: Listing, transition: str, actor: User | None, at: dt.datetime = NOW, **values: Any):
    return perform(case=fresh(listing).case, transition=transition, actor=actor, at=at, values=values)
