"""How a facility becomes a search document, and its card."""

from collections.abc import Iterable, Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.geo.queries import lines_of
from portal.search.documents import Document
from portal.search.kinds import Facet, Kind

from . import queries
from .models import Facility


def documents(keys: Sequence[int]) -> Iterable[Document]:
    for facility in queries.to_show(keys):
        yield document(facility)


def keys() -> Iterable[int]:
    return Facility.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)


def document(facility: Facility) -> Document:
    near = list(facility.accesses.all())
    stations = [access.station_id for access in near]
    town = facility.town
    return Document(
        key=facility.pk,
        rank=facility.pk,
        title=facility.name,
        place=" ".join(
            [facility.corporation, town.name if town else "", facility.address, *(row.station.name for row in near)]
        ),
        body=" ".join([facility.kana, facility.kind.label, facility.kind.short, facility.number]),
        facets={
            "facility_kind": [code for code in (facility.kind_id, facility.kind.parent_id) if code],
            "municipality": [facility.municipality],
            "town": [facility.town_id] if facility.town_id else [],
            "station": stations[:3],
            "line": [line.code for line in lines_of(stations)][:6],
        },
        numbers={"capacity": facility.capacity},
        point=facility.point,
    )


def cards(found: Sequence[int]) -> list[SafeString]:
    rows = {facility.pk: facility for facility in queries.to_show(found)}
    return [render_to_string("facilities/card.html", {"facility": rows[key]}) for key in found if key in rows]


FACILITY = Kind(
    name="facility",
    label=_("事業所・施設"),
    facets=(
        Facet("facility_kind", "few", slots=2),
        Facet("municipality", "one"),
        Facet("town", "one"),
        Facet("station", "few", slots=3),
        Facet("line", "few", slots=6),
    ),
    numbers=("capacity",),
    documents=documents,
    keys=keys,
    cards=cards,
    url_name="facilities:list",
)
