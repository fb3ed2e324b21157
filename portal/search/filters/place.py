from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.geo.queries import find_place, stops
from portal.lib.distance import reach_by_bicycle, reach_on_foot
from portal.lib.text import plain
from portal.search.conditions import Near, Point
from portal.search.queries import Search
from portal.ui.listed import Listed

from .fields import CountedSelect, Pairs, SearchFilter, Text

WAYS = {"walk": (gettext_lazy("徒歩"), reach_on_foot), "bicycle": (gettext_lazy("自転車"), reach_by_bicycle)}
MINUTES = (5, 10, 15, 20, 30, 45)
USUAL = 15
WAY_CHOICES = Listed((way, label) for way, (label, _reach) in WAYS.items())
MINUTE_CHOICES = Listed((each, gettext_lazy("%(minutes)s分まで") % {"minutes": each}) for each in MINUTES)


@dataclass(frozen=True)
class Reach:
    """So many minutes from a place; `text` is what was typed."""

    text: str
    label: str
    points: tuple[Point, ...]
    way: str
    minutes: int

    def near(self, minutes: int) -> Near:
        return Near(self.points, WAYS[self.way][1](minutes))


def points_of(name: str) -> tuple[str, tuple[Point, ...]]:
    """A station, a town, or all stations of a line, with what it is called; no points when there is no such place."""
    place = find_place(name)
    if place:
        return place.label, (place.point,)
    on_line = [stop for stop in stops() if name.endswith("線") and stop.line.name.endswith(name)]
    lines = dict.fromkeys(stop.line.name for stop in on_line)
    points = dict.fromkeys((stop.station.latitude, stop.station.longitude) for stop in on_line)
    return "・".join(_("%(line)sの駅") % {"line": line} for line in lines), tuple(points)


class ReachWidget(forms.MultiWidget):
    template_name = "search/widgets/reach.html"

    def __init__(self) -> None:
        place = {"class": "inp", "autocomplete": "off", "aria-label": gettext_lazy("駅・路線・町名")}
        way = {"class": "inp", "aria-label": gettext_lazy("行き方")}
        time = {"class": "inp", "aria-label": gettext_lazy("時間")}
        super().__init__(
            {
                "": forms.TextInput(attrs=place),
                "by": forms.Select(choices=WAY_CHOICES, attrs=way),
                "within": CountedSelect(choices=MINUTE_CHOICES, attrs=time),
            }
        )

    def decompress(self, value: Reach | None) -> list[Any]:
        return [value.text, value.way, value.minutes] if value else ["", "walk", USUAL]

    def value_from_datadict(self, data, files, name):
        place, way, minutes = super().value_from_datadict(data, files, name)
        return [place, way or "walk", minutes or str(USUAL)]


class ReachField(forms.MultiValueField):
    widget = ReachWidget
    default_error_messages = {
        "unknown": gettext_lazy(
            "「%(name)s」という駅・路線・町名が見つかりません。「光が丘」や「大江戸線」のように入れてください"
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        fields = (
            forms.CharField(max_length=40, required=False),
            forms.ChoiceField(choices=WAY_CHOICES),
            forms.TypedChoiceField(choices=MINUTE_CHOICES, coerce=int),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values: list[Any]) -> Reach | None:
        text = plain(values[0]) if values else ""
        if not text:
            return None
        label, points = points_of(text)
        if not points:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"name": text})
        return Reach(text, label, points, values[1], values[2])


class PlaceFilter(SearchFilter):
    """Minutes on foot or by bicycle from a place. Parameters: the name itself, `<name>_by` and `<name>_within`."""

    field_class = ReachField

    def filter(self, search: Search, value: Reach | None) -> Search:
        return search.on(self.name, value.near(value.minutes)) if value else search

    def counting(self, search: Search, value: Reach | None) -> Search:
        if value is None:
            return search
        return search.tally(self.name, {str(minutes): value.near(minutes) for minutes in MINUTES})

    def attach(self, field: forms.Field, counts: dict[str, dict[str, int]]) -> None:
        field.widget.widgets[2].counts = counts.get(self.name)

    def pairs(self, value: Reach | None) -> Pairs:
        if value is None:
            return []
        return [
            (self.name, value.text),
            (f"{self.name}_by", value.way),
            (f"{self.name}_within", str(value.minutes)),
        ]

    def parts(self, value: Reach | None) -> list[tuple[Text, Any]]:
        if value is None:
            return []
        way = WAYS[value.way][0]
        words = {"place": value.label, "way": way, "minutes": value.minutes}
        return [(_("%(place)sから%(way)s%(minutes)s分") % words, None)]
