"""宿舎の家賃の補助: month by month, the cost within the cap, times the rate, rounded down where the version says."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.grants.schemes.calculation import Calculation, Line, round_down, share, total
from portal.grants.schemes.structure import Answers, Facts, Figures
from portal.lib.money import divide_down, yen

LEASES = "leases"
ROW, CASE = "row", "case"


@dataclass(frozen=True)
class Month:
    """What one month of one lease costs and what of it counts, in yen. `days` of `of_days` were lived in."""

    first: dt.date
    days: int
    of_days: int
    cost: int
    counted: int

    @property
    def is_whole(self) -> bool:
        return self.days == self.of_days


def lived_in(row: Answers, figures: Figures) -> tuple[dt.date, dt.date]:
    """First and last day that count: within the lease and within the year of the version."""
    start, end = dt.date.fromisoformat(row["moved_in"]), row.get("moved_out")
    last = min(dt.date.fromisoformat(end), figures["last_day"]) if end else figures["last_day"]
    return max(start, figures["first_day"]), last


def months(row: Answers, figures: Figures) -> Iterator[Month]:
    """A month lived in for some days costs by the day. Key money counts in the month of moving in, within the cap."""
    start, end = lived_in(row, figures)
    day = start.replace(day=1)
    while day <= end:
        of_days = calendar.monthrange(day.year, day.month)[1]
        last = day.replace(day=of_days)
        days = (min(last, end) - max(day, start)).days + 1
        monthly = row["rent"] + row.get("common_fee", 0)
        resident = row.get("resident_part", 0) if figures["resident_part_deducted"] else 0
        cost = divide_down((monthly - min(resident, monthly)) * days, of_days)
        if day == dt.date.fromisoformat(row["moved_in"]).replace(day=1):
            cost += min(row.get("key_money", 0), figures["key_money_months"] * row["rent"])
        yield Month(day, days, of_days, cost, min(cost, figures["cap"]))
        day = last + dt.timedelta(days=1)


def counted(row: Answers, figures: Figures) -> int:
    """What counts of a lease over the year; what was really paid is the limit, once it is known."""
    found = total(month.counted for month in months(row, figures))
    return min(found, row["paid"]) if row.get("paid") is not None else found


def of_row(row: Answers, figures: Figures) -> int:
    """The grant for one lease, rounded where the version rounds each row."""
    part = share(counted(row, figures), figures["rate"])
    return round_down(part, figures["unit"]) if figures["rounding"] == ROW else part


def calculate(facts: Facts) -> Calculation:
    """Raises `KeyError` while a row lacks what is needed."""
    figures, rows = facts.figures, facts.rows.get(LEASES, ())
    amounts = {str(row.get("key", place)): of_row(row, figures) for place, row in enumerate(rows)}
    lines = [line for place, row in enumerate(rows) for line in _lines(str(row.get("key", place)), row, figures)]
    found = total(amounts.values())
    if figures["rounding"] == CASE:
        found = round_down(found, figures["unit"])
    lines.append(Line.of(_("合計（%(unit)s未満は切り捨て）") % {"unit": yen(figures["unit"])}, found))
    return Calculation(found, tuple(lines), amounts)


def _lines(key: str, row: Answers, figures: Figures) -> Iterator[Line]:
    lived = list(months(row, figures))
    whole = sum(month.is_whole for month in lived)
    parts = [f"{month.first.month}月{month.days}日分" for month in lived if not month.is_whole]
    label = _("%(unit)s：%(months)sか月%(parts)s") % {
        "unit": row.get("unit", ""),
        "months": whole,
        "parts": "、" + "、".join(parts) if parts else "",
    }
    found = counted(row, figures)
    yield Line.of(_("%(label)s（上限内の額の計）") % {"label": label}, found, key)
    amount = of_row(row, figures)
    yield Line.of(_("　× %(rate)s") % {"rate": figures["rate"]}, amount, key)


def estimate(facts: Facts) -> Calculation:
    """Before anybody signs in: some equal units for some whole months; rows are taken where there are any."""
    if facts.rows.get(LEASES):
        return calculate(facts)
    answers, figures = facts.answers, facts.figures
    monthly = answers["rent"] + answers["common_fee"]
    resident = answers["resident_part"] if figures["resident_part_deducted"] else 0
    within = min(monthly - min(resident, monthly), figures["cap"])
    one = share(within * answers["months"], figures["rate"])
    if figures["rounding"] == ROW:
        one = round_down(one, figures["unit"])
    found = one * answers["units"]
    if figures["rounding"] == CASE:
        found = round_down(found, figures["unit"])
    return Calculation(found, tuple(_estimate_lines(answers, figures, within, one, found)))


def _estimate_lines(answers: Mapping[str, Any], figures: Figures, within: int, one: int, found: int) -> Iterator[Line]:
    yield Line.of(_("家賃と共益費（月）"), answers["rent"] + answers["common_fee"])
    if figures["resident_part_deducted"]:
        yield Line.of(_("− 職員が払う分（月）"), answers["resident_part"])
    yield Line.of(_("上限 %(cap)s まで") % {"cap": yen(figures["cap"])}, within)
    yield Line.of(_("× %(months)sか月 × %(rate)s") % {"months": answers["months"], "rate": figures["rate"]}, one)
    yield Line.of(_("× %(units)s戸") % {"units": answers["units"]}, found)
