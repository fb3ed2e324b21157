"""Homes as the rules see them: plain values, many at once. Points are those of the town, never of the house."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from housing.homes.models import METRES_A_MINUTE, AcceptedGuarantee, Access, Cost, Listing, Welcome

CostFact = tuple[str, int, bool]  # kind, yen, required


class Home(NamedTuple):
    """Yen a month, ㎡, mm; None is not known. `stations` has the minutes on foot by code; `costs` are those at the
    start, None while the rent is not stated. `proxy`, `pets` and `instruments` may also be "no" when staff asked."""

    pk: int
    building: int
    organisation: int
    rent: int | None
    fee: int | None
    available_from: dt.date | None
    confirmed_on: dt.date | None
    emergency_contact: str
    proxy: str
    is_dedicated: bool
    communication: str
    languages: str
    support_state: str
    support_fee: int | None
    registration: str
    area: float | None
    capacity: int | None
    floor: int | None
    stairs: int | None
    entrance_step: int | None
    threshold: int | None
    indoor_step: int | None
    corridor_width: int | None
    bath_width: int | None
    toilet_width: int | None
    turning_space: int | None
    rail_entrance: str
    rail_corridor: str
    rail_toilet: str
    rail_bath: str
    pets: str
    instruments: str
    kitchen: str
    toilet: str
    storage: str
    washstand: str
    bath: str
    is_shared_house: bool
    is_lived_in: bool
    started_on: dt.date | None
    completed_month: dt.date | None
    elevator: str
    seismic: str
    town: str
    town_name: str
    latitude: float
    longitude: float
    stations: dict[str, int] = {}
    costs: tuple[CostFact, ...] | None = ()
    guarantees: frozenset[str] = frozenset()
    welcomes: frozenset[str] = frozenset()

    @property
    def monthly(self) -> int | None:
        return None if self.rent is None else self.rent + (self.fee or 0)

    @property
    def required_costs(self) -> list[tuple[str, int]] | None:
        return None if self.costs is None else [(kind, amount) for kind, amount, required in self.costs if required]


_DWELLING = (
    "area", "capacity", "floor", "stairs", "entrance_step", "threshold", "indoor_step", "corridor_width", "bath_width",
    "toilet_width", "turning_space", "rail_entrance", "rail_corridor", "rail_toilet", "rail_bath", "pets",
    "instruments", "kitchen", "toilet", "storage", "washstand", "bath", "is_shared_house", "is_lived_in",
)  # fmt: skip
COLUMNS = (
    "pk", "dwelling__building_id", "organisation_id", "rent", "fee", "available_from", "confirmed_on",
    "emergency_contact", "proxy", "is_dedicated", "communication", "organisation__partner__languages",
    "support_state", "support_fee", "registration", *(f"dwelling__{name}" for name in _DWELLING),
    "dwelling__building__started_on", "dwelling__building__completed_month",
    "dwelling__building__elevator", "dwelling__building__seismic", "dwelling__building__town_id",
    "dwelling__building__town__name", "dwelling__building__town__latitude", "dwelling__building__town__longitude",
)  # fmt: skip


def home(listing: Listing) -> Home:
    """Raises `Listing.DoesNotExist` when it is gone."""
    found = homes(Listing.objects.filter(pk=listing.pk))
    if not found:
        raise Listing.DoesNotExist
    return found[0]


def homes(listings: QuerySet[Listing]) -> list[Home]:
    """Five queries for any number of listings."""
    plain = listings.order_by()
    rows = list(plain.values_list(*COLUMNS))
    keys = plain.values("pk")
    costs, guarantees, welcomes, stations = _costs(keys), _guarantees(keys), _welcomes(keys), _stations(plain)
    return [
        Home._make(_clean(row))._replace(
            stations=stations.get(row[1], {}),
            costs=_at_start(costs.get(row[0], ()), row[3]),
            guarantees=frozenset(guarantees.get(row[0], ())),
            welcomes=frozenset(welcomes.get(row[0], ())),
        )
        for row in rows
    ]


def _clean(row: tuple) -> Iterable[Any]:
    """A partner may be missing; areas leave the database as exact decimals."""
    return (*row[:11], row[11] or "", *row[12:15], None if row[15] is None else float(row[15]), *row[16:], *_EMPTY)


_EMPTY: tuple = ({}, (), frozenset(), frozenset())


def _at_start(costs: Iterable[tuple[str, int | None, Decimal | None, bool]], rent: int | None) -> tuple | None:
    if rent is None:
        return None
    return tuple(
        (kind, math.ceil((months or 0) * rent) if yen is None else yen, required)
        for kind, yen, months, required in costs
    )


def _costs(keys: QuerySet) -> dict[int, list[tuple]]:
    rows = Cost.objects.filter(listing__in=keys, is_at_start=True).order_by("listing", "pk")
    return _grouped(rows.values_list("listing_id", "kind", "yen", "months", "is_required"))


def _grouped(rows: Iterable[tuple]) -> dict[int, list[tuple]]:
    found: dict[int, list[tuple]] = defaultdict(list)
    for key, *rest in rows:
        found[key].append(tuple(rest))
    return found


def _guarantees(keys: QuerySet) -> dict[int, list[str]]:
    rows = AcceptedGuarantee.objects.filter(listing__in=keys).order_by()
    return {
        key: [means for (means,) in found] for key, found in _grouped(rows.values_list("listing_id", "means")).items()
    }


def _welcomes(keys: QuerySet) -> dict[int, list[str]]:
    rows = Welcome.objects.filter(listing__in=keys).order_by()
    return {key: [tag for (tag,) in found] for key, found in _grouped(rows.values_list("listing_id", "tag")).items()}


def _stations(listings: QuerySet) -> dict[int, dict[str, int]]:
    rows = Access.objects.filter(building__in=listings.values("dwelling__building_id")).order_by()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for building, station, metres in rows.values_list("building_id", "station_id", "metres"):
        found[building][station] = max(1, math.ceil(metres / METRES_A_MINUTE))
    return found
