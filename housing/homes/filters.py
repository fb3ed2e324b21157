"""What homes can be narrowed by: declared once for the page, the API and the saved search."""

import datetime as dt
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.geo import queries as places
from portal.lib.dates import long_date
from portal.search import filters
from portal.search.queries import Search
from portal.ui.forms import JapaneseDateField

from .choices import PUBLIC_TAGS
from .search import as_number
from .traits import GROUPS, LABELS

RENTS = [(yen, _("%(n)s万円まで") % {"n": f"{yen / 10_000:g}"}) for yen in (
    50_000, 53_700, 60_000, 64_000, 70_000, 80_000, 90_000, 100_000, 120_000, 150_000, 200_000)]  # fmt: skip
INITIALS = [(yen, _("%(n)s万円まで") % {"n": yen // 10_000}) for yen in (0, 50_000, 100_000, 200_000, 300_000, 500_000)]
AREAS = [(area, _("%(n)s㎡から") % {"n": area}) for area in (15, 18, 20, 25, 30, 40, 50)]
MINUTES = [(minutes, _("%(n)s分まで") % {"n": minutes}) for minutes in (5, 7, 10, 15, 20)]
FLOORS = [(floor, _("%(n)s階まで") % {"n": floor}) for floor in (1, 2, 3)]
STAIRS = [(0, _("階段なし")), (2, _("2段まで")), (5, _("5段まで")), (15, _("15段まで"))]
STEPS = [(20, _("20mmまで")), (50, _("50mmまで")), (100, _("100mmまで"))]
DOORS = [(mm, _("%(n)smmから") % {"n": mm}) for mm in (600, 650, 750, 800)]
ORDERS = [("newest", _("新しい順")), ("-monthly", _("家賃が安い順")), ("area", _("広い順")), ("near", _("近い順"))]


class FreeBy(filters.SearchFilter):
    """The day by which somebody must be able to move in; homes that name no day are left out."""

    field_class = JapaneseDateField

    def filter(self, search: Search, value: dt.date | None) -> Search:
        return search if value is None else search.between("free_from", high=as_number(value), name=self.name)

    def pairs(self, value: dt.date | None) -> list[tuple[str, str]]:
        return [(self.name, value.isoformat())] if value else []

    def parts(self, value: dt.date | None) -> list[tuple[str | Promise, None]]:
        return [(str(_("%(day)sまでに入れる") % {"day": long_date(value)}), None)] if value else []


def chosen(facet: str, options: Callable[[], list[tuple[str, str]]], label: str | Promise) -> filters.FacetFilter:
    return filters.FacetFilter(
        facet,
        lambda: [("", gettext("選ばない")), *options()],
        single=True,
        widget=filters.fields.CountedSelect,
        label=label,
    )


class HomeFilter(filters.SearchFilterSet):
    kind = "home"

    q = filters.WordsFilter(label=_("ことば"))
    rent = filters.NumberFilter("monthly", chip=_("月{}円まで"), high=True, steps=RENTS, label=_("家賃と管理費"))
    near = filters.PlaceFilter(label=_("どこから"))
    layout = filters.FacetFilter("layout", GROUPS, label=_("間取り"))
    area = filters.NumberFilter("area", chip=_("{}㎡から"), steps=AREAS, label=_("広さ"))
    station_minutes = filters.NumberFilter(
        "station_minutes", chip=_("駅から{}分まで"), high=True, steps=MINUTES, label=_("駅からの徒歩")
    )
    trait = filters.FacetFilter("trait", list(LABELS.items()), every=True, label=_("契約と設備"))
    initial = filters.NumberFilter(
        "initial", chip=_("最初に{}円まで"), high=True, steps=INITIALS, label=_("最初にかかるお金")
    )
    floor = filters.NumberFilter("floor", chip=_("{}階まで"), high=True, steps=FLOORS, label=_("階"))
    stairs = filters.NumberFilter("stairs", chip=_("階段{}段まで"), high=True, steps=STAIRS, label=_("玄関までの階段"))
    step = filters.NumberFilter("step", chip=_("玄関の段差{}mmまで"), high=True, steps=STEPS, label=_("玄関の段差"))
    door = filters.NumberFilter("door", chip=_("出入口の幅{}mmから"), steps=DOORS, label=_("廊下と出入口の幅"))
    welcome = filters.FacetFilter(
        "welcome", [(tag.value, tag.label) for tag in PUBLIC_TAGS], every=True, label=_("大家さんの表明")
    )
    station = chosen("station", lambda: [(row.code, row.name) for row in places.stations()], _("近くの駅"))
    line = chosen("line", places.line_choices, _("路線"))
    town = chosen("town", lambda: [(row.code, row.name) for row in places.towns()], _("町"))
    free = FreeBy(label=_("入居したい日"))
    order = filters.OrderFilter(ORDERS, label=_("並べ替え"))
