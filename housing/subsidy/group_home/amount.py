"""A sum for each person and month, never more than the staff cost, rounded down for each home. Whole yen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.grants.schemes.calculation import Calculation, Line, round_down, total
from portal.grants.schemes.structure import Answers, Facts, Figures
from portal.lib.money import yen

from ..rent import row_key
from .rules import HOMES


def of_row(row: Answers, figures: Figures) -> int:
    return round_down(min(row["person_months"] * figures["per_month"], row["staff_cost"]), figures["unit"])


def calculate(facts: Facts) -> Calculation:
    """Raises `KeyError` while a row lacks its months or its cost."""
    rows, figures = facts.rows.get(HOMES, ()), facts.figures
    amounts = {row_key(row, place): of_row(row, figures) for place, row in enumerate(rows)}
    lines = [line for place, row in enumerate(rows) for line in _lines(row_key(row, place), row, figures)]
    return Calculation(total(amounts.values()), tuple(lines), amounts)


def estimate(facts: Facts) -> Calculation:
    """By the rows where there are any, else for one home."""
    if facts.rows.get(HOMES):
        return calculate(facts)
    row = facts.answers
    return Calculation(of_row(row, facts.figures), tuple(_lines("", row, facts.figures)))


def _lines(key: str, row: Answers, figures: Figures) -> Iterator[Line]:
    if key:
        yield Line(row.get("home", ""), "", key)
    parts = {"price": yen(figures["per_month"]), "months": row["person_months"]}
    yield Line.of(_("%(price)s × %(months)s人月") % parts, row["person_months"] * figures["per_month"], key)
    yield Line.of(_("かかった人件費まで"), row["staff_cost"], key)
    label = _("%(unit)s未満は切り捨て") % {"unit": yen(figures["unit"])}
    yield Line.of(label if figures["unit"] > 1 else _("補助の額"), of_row(row, figures), key)
