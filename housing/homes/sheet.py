"""A home as plain values: what the rules read and what two versions are compared by.

Money is yen, lengths mm, areas m²; `None` means not stated.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from portal.lib.distance import metres

from .models import Access, Building, Listing


@dataclass(frozen=True)
class Walk:
    """The way to a station; `straight` is the line through the air, None where the building has no point."""

    station: str
    metres: int
    is_measured: bool = False
    straight: int | None = None


@dataclass(frozen=True)
class Sheet:
    # building
    form: str = ""
    structure: str = ""
    floors_above: int | None = None
    started_on: dt.date | None = None
    completed_month: dt.date | None = None
    seismic: str = "unknown"
    in_hazard_zone: str = "unknown"
    is_sublet: bool = False
    walks: tuple[Walk, ...] = ()
    # dwelling
    floor: int | None = None
    area: Decimal | None = None
    rooms: int = 1
    layout: str = "K"
    dining_tatami: Decimal | None = None
    kitchen: str = "own"
    toilet: str = "own"
    storage: str = "own"
    washstand: str = "own"
    bath: str = "own"
    is_shared_house: bool = False
    for_single_parents: bool = False
    capacity: int | None = None
    house_area: Decimal | None = None
    house_capacity: int | None = None
    house_families: int | None = None
    shared_sets: int | None = None
    bathtubs: int | None = None
    is_lived_in: bool = True
    # money and contract
    rent: int | None = None
    fee: int | None = None
    costs: tuple[str, ...] = ()
    contact: str = ""
    guarantees: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    is_dedicated: bool = False
    acceptance_terms: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    # photos: (subject, has words, nobody in it)
    photos: tuple[tuple[str, bool, bool], ...] = ()
    # registration
    registration: str = "none"
    registration_number: str = ""
    changed_on: dt.date | None = None
    support_state: str = "none"
    support_number: str = ""
    papers: tuple[str, ...] = ()
    confirmed_on: dt.date | None = None

    @property
    def shares_equipment(self) -> bool:
        return "shared" in (self.kitchen, self.storage, self.bath)

    @property
    def residents(self) -> int:
        """Of a shared house: those who are no single-parent families."""
        return max((self.house_capacity or 0) - (self.house_families or 0), 0)


TEXTS = {
    "listing": ("landlord_name", "contact", "acceptance_terms", "appeal", "communication", "support_check"),
    "dwelling": ("gas", "sunlight"),
    "building": ("name",),
}
BUILDING = (
    "form",
    "structure",
    "floors_above",
    "started_on",
    "completed_month",
    "seismic",
    "in_hazard_zone",
    "is_sublet",
)
DWELLING = (
    "floor",
    "area",
    "rooms",
    "layout",
    "dining_tatami",
    "kitchen",
    "toilet",
    "storage",
    "washstand",
    "bath",
    "is_shared_house",
    "for_single_parents",
    "capacity",
    "house_area",
    "house_capacity",
    "house_families",
    "shared_sets",
    "bathtubs",
    "is_lived_in",
)
LISTING = (
    "rent",
    "fee",
    "contact",
    "is_dedicated",
    "acceptance_terms",
    "registration",
    "registration_number",
    "changed_on",
    "support_state",
    "support_number",
    "confirmed_on",
)


def sheet_of(listing: Listing) -> Sheet:
    """The listing with its children prefetched costs no further query, but for its papers."""
    dwelling = listing.dwelling
    building = dwelling.building
    rows = {"listing": listing, "dwelling": dwelling, "building": building}
    texts = [(name, getattr(rows[part], name)) for part, names in TEXTS.items() for name in names]
    photos = listing.photos.all()
    return Sheet(
        **{name: getattr(building, name) for name in BUILDING},
        **{name: getattr(dwelling, name) for name in DWELLING},
        **{name: getattr(listing, name) for name in LISTING},
        walks=tuple(_walk(building, row) for row in building.accesses.all()),
        costs=tuple(row.kind for row in listing.costs.all()),
        guarantees=tuple(row.means for row in listing.guarantees.all()),
        welcomes=tuple(row.tag for row in listing.welcomes.all()),
        texts=tuple((name, text) for name, text in [*texts, *(("photos", row.alt) for row in photos)] if text),
        photos=tuple((row.subject, bool(row.alt), row.nobody_in_it) for row in photos),
        papers=tuple(row.kind for row in listing.papers.all()),
    )


def _walk(building: Building, row: Access) -> Walk:
    station = row.station
    straight = None
    if building.latitude is not None and building.longitude is not None:
        straight = int(metres(building.latitude, building.longitude, station.latitude, station.longitude))
    return Walk(station.name, row.metres, row.is_measured, straight)
