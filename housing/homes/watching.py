"""What is compared when a home is written: what the ward looks at again, what the national register is told of."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet

from .choices import Known, Registration, Seismic
from .models import Change, Listing
from .steps import MODELS, STEP_OF, row_of

Facts = Mapping[str, Any]

# Looked at by the ward before a home is public, and so again when they change.
WATCHED = (
    "town", "block", "name", "room_number", "area", "rooms", "layout", "rent", "fee", "is_dedicated",
    "registration", "registration_number", "registered_on", "support_state", "support_number",
)  # fmt: skip
# The heads of the register (法第9条): place, number and size of dwellings, structure and fittings, whom it is for, rent
# and terms, who lets it. Which of them need a 変更届 is for the registering body to say.
REGISTERED = (
    "town", "block", "form", "structure", "floors_above", "floors_below", "dwellings_total", "started_on", "seismic",
    "room_number", "area", "rooms", "layout", "kitchen", "toilet", "storage", "washstand", "bath", "is_shared_house",
    "house_area", "house_capacity", "shared_sets", "rent", "fee", "contract", "is_dedicated", "acceptance_terms",
    "welcomes", "landlord_name", "manager",
)  # fmt: skip
ON_THE_REGISTER = (Registration.REGISTERED, Registration.CHANGE_DUE)
UNSTATED = (None, "", [], Known.UNKNOWN, Seismic.UNKNOWN)
LOOKED_AT = ("published", "applied", "unconfirmed", "paused")


def part_of(name: str) -> str:
    """Which row of a home a field stands in; "" for the rows below it."""
    return next((part for part in MODELS if name in getattr(STEP_OF[name], part)), "")


def facts_of(listing: Listing) -> Facts:
    """As they are kept in JSON."""
    found = {name: _stored(listing, name) for name in dict.fromkeys((*WATCHED, *REGISTERED))}
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))


def _stored(listing: Listing, name: str) -> Any:
    part = part_of(name)
    if not part:
        return sorted(row.tag for row in listing.welcomes.all())
    row = row_of(listing, part)
    return getattr(row, row._meta.get_field(name).attname)


def watched(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    return listings.filter(Q(case__state__in=LOOKED_AT) | Q(registration__in=ON_THE_REGISTER))


def is_registered(name: str, before: Any) -> bool:
    """Whether the register knows of it. What was not stated before is told for the first time, and is no change."""
    return name in REGISTERED and before not in UNSTATED


def differing(before: Facts, after: Facts, listing: Listing) -> list[str]:
    """The fields to be noted."""
    names: Iterable[str] = WATCHED if listing.case.state in LOOKED_AT else ()
    if before["registration"] in ON_THE_REGISTER:
        names = (*names, *(name for name in REGISTERED if is_registered(name, before[name])))
    return [name for name in dict.fromkeys(names) if before[name] != after[name]]


def changed_homes() -> QuerySet[Change]:
    """What the ward has not seen yet, of homes that it had looked at, the oldest first."""
    rows = Change.objects.filter(seen_at=None, listing__case__state__in=LOOKED_AT)
    return rows.select_related("listing__case", "listing__organisation", "by").order_by("listing", "pk")
