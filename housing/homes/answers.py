"""What was written about a home, in words: for the check page, the review, the pack, two versions side by side."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.lib.dates import long_date
from portal.lib.money import yen

from .choices import Tag
from .forms import UNITS, YEN
from .models import Cost, Listing
from .steps import ROW_LABELS, Step, column_of, row_of
from .watching import part_of


def of(listing: Listing, step: Step) -> list[tuple[str, str]]:
    """(label, answer) of each field of a step; "" where nothing was answered."""
    found = [
        (str(column.verbose_name), in_words(row_of(listing, part), column.name)) for part, column in step.columns()
    ]
    return [*found, *((str(ROW_LABELS[rows]), rows_in_words(listing, rows)) for rows in step.rows)]


def in_words(row: Any, name: str) -> str:
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if name == "completed_month":
        return f"{value.year}年{value.month}月"
    if isinstance(value, dt.date):
        return long_date(value)
    if name in YEN:
        return yen(value)
    if name in UNITS:
        return f"{value:,}{UNITS[name]}"
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)


def stored_in_words(name: str, value: Any) -> str:
    """What stands in `Change.before` and `after`."""
    part = part_of(name)
    if not part:
        return "、".join(str(Tag(tag).label) for tag in value or [])
    column = column_of(part, name)
    return in_words(column.model(**{column.attname: column.to_python(value)}), name)


def rows_in_words(listing: Listing, rows: str) -> str:
    if rows == "accesses":
        return "\n".join(
            _("%(station)s駅 %(metres)dm（徒歩%(minutes)d分）")
            % {"station": row.station.name, "metres": row.metres, "minutes": row.minutes}
            for row in listing.dwelling.building.accesses.all()
        )
    if rows == "costs":
        return "\n".join(cost_in_words(row) for row in listing.costs.all())
    return "、".join(str(row) for row in getattr(listing, rows).all())


def cost_in_words(cost: Cost) -> str:
    months = cost.months or Decimal(0)
    amount = yen(cost.yen) if cost.yen is not None else _("家賃の%(n)sか月分") % {"n": f"{months.normalize():f}"}
    return f"{cost} {amount}" + ("" if cost.is_required else _("（選べる）"))


def shown(field: forms.Field, value: Any) -> str:
    """A cleaned value of a form's field, as a person reads it."""
    if isinstance(value, list):
        return "、".join(str(dict(field.choices).get(each, each)) for each in value)  # type: ignore[attr-defined]
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, tuple):
        return yen(value[1]) if value[0] == "yen" else _("家賃の%(n)sか月分") % {"n": f"{value[1].normalize():f}"}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(field, forms.ChoiceField) and isinstance(value, str):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return "" if value is None else str(value)
