"""What facilities can be narrowed by: declared once for the page, the API and the saved search."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.codelists import queries as codes
from portal.geo import queries as places
from portal.lib.dates import tokyo_date
from portal.search import filters

from . import queries


def kind_choices() -> list[tuple[str, str]]:
    return codes.choices("facility_kind", tokyo_date(timezone.now()))


class FacilityFilter(filters.SearchFilterSet):
    kind = "facility"

    q = filters.WordsFilter(label=_("ことば"))
    near = filters.PlaceFilter(label=_("どこから"))
    facility_kind = filters.FacetFilter("facility_kind", kind_choices, label=_("種類"))
    municipality = filters.FacetFilter("municipality", queries.municipalities, label=_("区市町村"))
    line = filters.FacetFilter("line", places.line_choices, label=_("路線"))
    station = filters.FacetFilter(
        "station", lambda: [(row.code, row.name) for row in places.stations()], label=_("近くの駅")
    )
    town = filters.FacetFilter("town", lambda: [(row.code, row.name) for row in places.towns()], label=_("町"))
    order = filters.OrderFilter(
        [("match", _("ことばに合う順")), ("near", _("近い順")), ("newest", _("新しく載った順"))], label=_("並べ替え")
    )
