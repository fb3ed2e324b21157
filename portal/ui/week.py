"""The week: seven days by four bands of hours, drawn and in words. A cell is written "tue-day"."""

from collections.abc import Collection, Mapping

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.ui.listed import Listed

DAYS = {
    "mon": _("月"),
    "tue": _("火"),
    "wed": _("水"),
    "thu": _("木"),
    "fri": _("金"),
    "sat": _("土"),
    "sun": _("日"),
}
BANDS = {"early": _("朝"), "day": _("日中"), "evening": _("夕"), "night": _("夜")}
HOURS = {"early": "6–9", "day": "9–16", "evening": "16–20", "night": "20–6"}
COLUMN, STEP, TOP = 16, 20, 15
HEIGHTS = {"early": 8, "day": 18, "evening": 10, "night": 10}
PLACES = {
    f"{day}-{band}": (STEP * column + 1, TOP + 4 * row + sum(list(HEIGHTS.values())[:row]), HEIGHTS[band])
    for row, band in enumerate(BANDS)
    for column, day in enumerate(DAYS)
}


def in_words(cells: Collection[str]) -> str:
    """「火・木：日中 9–16時」; days with the same bands are told together, in the order of the week."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for day in DAYS:
        bands = tuple(band for band in BANDS if f"{day}-{band}" in cells)
        if bands:
            groups.setdefault(bands, []).append(str(DAYS[day]))
    return "、".join(
        "・".join(days) + "：" + "と".join(f"{BANDS[band]} {HOURS[band]}時" for band in bands)
        for bands, days in groups.items()
    )


def _boxes(kind: str, cells: Collection[str]) -> str:
    """One path for all cells of a kind; the style sheet's stroke rounds their corners."""
    boxes = "".join(f"M{x} {y}h{COLUMN}v{height}h-{COLUMN}z" for x, y, height in map(PLACES.__getitem__, cells))
    return f'<path class="{kind}" d="{boxes}"/>' if boxes else ""


MIDDLES = " ".join(str(STEP * column + 9) for column in range(len(DAYS)))


def _names() -> str:
    """One text whose characters stand over their columns: a day's name is one character."""
    told = {day: str(label) for day, label in DAYS.items()}
    told |= {day: f'<tspan class="{day}">{told[day]}</tspan>' for day in ("sat", "sun")}
    return f'<text x="{MIDDLES}" y="9">{"".join(told.values())}</text>'


def draw(cells: Collection[str], wanted: Collection[str] = ()) -> SafeString:
    """SVG whose accessible name tells the same in words."""
    told = gettext("勤務：%(hours)s") % {"hours": in_words(cells) or gettext("相談して決めます")}
    if wanted:
        told += gettext("。あなたの希望：%(hours)s") % {"hours": in_words(wanted)}
    worked, rest = ([cell for cell in PLACES if (cell in cells) is work] for work in (True, False))
    yours = [cell for cell in PLACES if cell in wanted]
    body = _names() + _boxes("rest", rest) + _boxes("work", worked) + _boxes("yours", yours)
    return format_html(
        '<svg class="week" viewBox="0 0 138 74" role="img" aria-label="{}">{}</svg>', told, mark_safe(body)
    )


def _ticks(name: str, anchor: str, band: str, days: Mapping[str, str], chosen: Collection[str]) -> SafeString:
    """The boxes of a band. The anchor stands at the very first, where the error summary leads."""
    first = format_html(' id="{}_0"', anchor) if band == next(iter(BANDS)) else ""
    cells, hours = "", f"{BANDS[band]} {HOURS[band]}"
    for day, label in days.items():
        told = f'value="{day}-{band}" aria-label="{label} {hours}"{first}'
        checked = " checked" if f"{day}-{band}" in chosen else ""
        cells += f'<td><label><input type="checkbox" name="{name}" {told}{checked}></label></td>'
        first = ""
    return mark_safe(cells)


class WeekGrid(forms.CheckboxSelectMultiple):
    """Twenty-eight boxes as a table: bands down, days across."""

    template_name = "ui/forms/week.html"

    def get_context(self, name, value, attrs):
        context = forms.Widget.get_context(self, name, value, attrs)  # without options, which are drawn as cells here
        chosen = frozenset(context["widget"]["value"] or ())
        days = {day: str(label) for day, label in DAYS.items()}
        context["days"] = list(days.values())
        context["rows"] = [
            {
                "label": BANDS[band],
                "hours": HOURS[band],
                "cells": _ticks(name, context["widget"]["attrs"].get("id", name), band, days, chosen),
            }
            for band in BANDS
        ]
        return context


class WeekField(forms.MultipleChoiceField):
    """Cells such as "tue-day", in the order of `PLACES`."""

    widget = WeekGrid

    def __init__(self, **kwargs):
        super().__init__(choices=Listed((cell, cell) for cell in PLACES), **kwargs)
