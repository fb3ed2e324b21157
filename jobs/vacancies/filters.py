"""What vacancies can be narrowed by: declared once for the page, the API and the saved search."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.codelists import queries as codes
from portal.codelists.models import Code
from portal.geo import queries as places
from portal.lib.dates import tokyo_date
from portal.search import filters

from .features import OPENNESS
from .search import NO_QUALIFICATION

NIGHTS = [("none", _("夜勤なし")), ("optional", _("夜勤は選べる")), ("required", _("夜勤あり"))]
HOURLY = [(yen, f"{yen:,}円から") for yen in (1200, 1300, 1400, 1500, 1600, 1800)]
MONTHLY = [(yen, f"{yen // 10000}万円から") for yen in (180_000, 200_000, 220_000, 240_000, 260_000, 300_000)]
_served: tuple[tuple[Code, ...], dict[str, list[str]]] = ((), {})
HOLIDAYS = [(days, f"{days}日から") for days in (105, 110, 115, 120, 125)]


def today() -> dt.date:
    return tokyo_date(timezone.now())


def open_choices() -> list[tuple[str, str]]:
    labels = codes.briefs("feature")
    return [(code, labels[code]) for code in OPENNESS if code in labels]


def serves(qualification: str) -> list[str]:
    """The demands a holder meets, and no demand at all: worked out once for each reading of the code list."""
    global _served
    read = codes.codes("qualification")
    kept = _served if _served[0] is read else (read, {})
    if qualification not in kept[1]:
        kept[1][qualification] = [NO_QUALIFICATION, *codes.satisfied_by(qualification)]
    _served = kept
    return kept[1][qualification]


def chosen(facet: str, options: Callable[[], list[tuple[str, str]]], label: str | Promise) -> filters.FacetFilter:
    """One of a long list, as a closed list."""
    return filters.FacetFilter(
        facet,
        lambda: [("", gettext("選ばない")), *options()],
        single=True,
        widget=filters.fields.CountedSelect,
        label=label,
    )


class VacancyFilter(filters.SearchFilterSet):
    kind = "vacancy"

    q = filters.WordsFilter(label=_("ことば"))
    near = filters.PlaceFilter(label=_("どこから"))
    week = filters.DaysFilter("week", at_least="days_min", label=_("働ける曜日と時間"))
    occupation = filters.FacetFilter("occupation", lambda: codes.choices("occupation", today()), label=_("職種"))
    held = filters.FacetFilter(
        "requires",
        lambda: [("", gettext("選ばない")), *codes.choices("qualification", today())],
        single=True,
        expand=serves,
        widget=filters.fields.CountedSelect,
        label=_("持っている資格"),
    )
    open = filters.FacetFilter("open", open_choices, every=True, label=_("はじめやすさ・支え"))
    night = filters.FacetFilter("night", NIGHTS, label=_("夜勤"))
    employment = filters.FacetFilter("employment", lambda: codes.choices("employment", today()), label=_("雇用形態"))
    hourly = filters.NumberFilter("hourly", chip=_("時給{}円から"), steps=HOURLY, label=_("時給"))
    monthly = filters.NumberFilter("monthly", chip=_("月給{}円から"), steps=MONTHLY, label=_("月給"))
    holidays = filters.NumberFilter("holidays", chip=_("年間休日{}日から"), steps=HOLIDAYS, label=_("年間休日"))
    facility_kind = chosen("facility_kind", lambda: codes.choices("facility_kind", today()), _("施設の種類"))
    station = chosen("station", lambda: [(row.code, row.name) for row in places.stations()], _("近くの駅"))
    line = chosen("line", places.line_choices, _("路線"))
    town = chosen("town", lambda: [(row.code, row.name) for row in places.towns()], _("町"))
    order = filters.OrderFilter(
        [
            ("match", _("合う順")),
            ("newest", _("新しい順")),
            ("pay", _("給与が高い順")),
            ("near", _("近い順")),
        ],
        label=_("並べ替え"),
    )
