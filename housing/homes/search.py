"""How a home becomes a search document: at the precision of its town, with positive words only."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.geo.queries import lines_of
from portal.search.documents import Document
from portal.search.kinds import Facet, Kind

from . import access, cards, queries, traits
from .models import Building, Listing

REACH_MINUTES = 25


def documents(keys: Sequence[int]) -> Iterable[Document]:
    for listing in queries.with_everything(access.public_listings().filter(pk__in=keys)):
        yield document(listing)


def keys() -> Iterable[int]:
    return access.public_listings().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)


def document(listing: Listing) -> Document:
    dwelling = listing.dwelling
    building = dwelling.building
    near = near_stations(building)
    stations = [row.station_id for row in near]
    found = traits.of(listing)
    return Document(
        key=listing.pk,
        rank=listing.sequence or 0,
        title=f"{building.town.name} {dwelling.layout_name}",
        place=" ".join([building.town.name, *(f"{row.station.name}駅" for row in near)]),
        body=" ".join([listing.appeal, listing.communication, *(str(traits.LABELS[code]) for code in found)]),
        facets={
            "layout": [traits.layout_group(dwelling)],
            "station": stations,
            "line": [line.code for line in lines_of(stations)][:4],
            "town": [building.town_id],
            "trait": found,
            "welcome": queries.public_tags(listing),
        },
        numbers={
            "monthly": listing.monthly,
            "initial": queries.initial_cost(listing),
            "area": int(dwelling.area) if dwelling.area is not None else None,
            "floor": dwelling.floor,
            "stairs": dwelling.stairs,
            "step": dwelling.entrance_step,
            "door": traits.narrowest_door(dwelling),
            "station_minutes": near[0].minutes if near else None,
            "free_from": as_number(listing.available_from),
        },
        point=(building.town.latitude, building.town.longitude),
    )


def near_stations(building: Building) -> list:
    return [row for row in building.accesses.all() if row.minutes <= REACH_MINUTES][:3]


def as_number(day: dt.date | None) -> int | None:
    """A day as year, month and day in one whole number, so that days compare."""
    return int(f"{day:%Y%m%d}") if day else None


def found_cards(found: Sequence[int]) -> list[SafeString]:
    return [format_html('<article class="card hit">{}</article>', card.html) for card in cards.ready(found)]


HOME = Kind(
    name="home",
    label=_("住まい"),
    facets=(
        Facet("layout", "one"),
        Facet("station", "few", slots=3),
        Facet("line", "few", slots=4),
        Facet("town", "one"),
        Facet("trait", "flags", codes=tuple(traits.LABELS)),
        Facet("welcome", "flags", codes=tuple(traits.WELCOMES)),
    ),
    numbers=("monthly", "initial", "area", "floor", "stairs", "step", "door", "station_minutes", "free_from"),
    documents=documents,
    keys=keys,
    cards=found_cards,
    url_name="homes:list",
)
