"""Rent of leased rooms, month by month, in whole yen: what a month costs less the resident's part, up to the cap; the
year of a room times the rate; rounded down where the version says.

A row has `moved_in` and `rent`, and where known `moved_out`, `hired_on`, `common_fee`, `key_money`, `resident_part`,
`first_paid` and `last_paid` (what was paid for the month of moving in and out); in a report also `paid` and
`paid_months`.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from portal.grants.schemes.calculation import round_down, share
from portal.grants.schemes.structure import Answers, Figures
from portal.lib.money import divide_down

ROW, CASE = "row", "case"
LOWER, BY_DAY = "lower", "by_day"


@dataclass(frozen=True)
class Month:
    """`cost` is for the days that count, `own` what the resident pays of it, `counted` what is left within the cap."""

    first: dt.date
    last: dt.date
    of_days: int
    cost: int
    own: int
    counted: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_whole(self) -> bool:
        return self.days == self.of_days

    @property
    def net(self) -> int:
        return max(0, self.cost - self.own)

    @property
    def sums(self) -> tuple[bool, int, int, int]:
        """What makes months alike."""
        return self.is_whole, self.cost, self.own, self.counted


def day(row: Answers, key: str) -> dt.date | None:
    return dt.date.fromisoformat(row[key]) if row.get(key) else None


def counts_between(row: Answers, figures: Figures) -> tuple[dt.date, dt.date]:
    """First and last day that count: lived in, hired, and within the year of the version. Raises `KeyError`."""
    first = max(dt.date.fromisoformat(row["moved_in"]), day(row, "hired_on") or dt.date.min, figures["first_day"])
    return first, min(day(row, "moved_out") or dt.date.max, figures["last_day"])


def months(row: Answers, figures: Figures) -> list[Month]:
    """Raises `KeyError` while the row lacks its rent or the day of moving in."""
    first, end = counts_between(row, figures)
    found = []
    while first <= end:
        of_days = calendar.monthrange(first.year, first.month)[1]
        last = min(first.replace(day=of_days), end)
        found.append(_month(row, figures, first, last, of_days))
        first = last + dt.timedelta(days=1)
    return found


def _month(row: Answers, figures: Figures, first: dt.date, last: dt.date, of_days: int) -> Month:
    days = (last - first).days + 1
    housing = divide_down((row["rent"] + row.get("common_fee", 0)) * days, of_days)
    if figures["part_month"] == LOWER and days < of_days:
        housing = min([housing, *_paid(row, first, last)])
    cost = housing + key_money(row, figures, first)
    own = divide_down(row.get("resident_part", 0) * days, of_days) if figures["resident_part_deducted"] else 0
    return Month(first, last, of_days, cost, own, min(max(0, cost - own), figures["cap"]))


def _paid(row: Answers, first: dt.date, last: dt.date) -> Iterator[int]:
    for key, edge in (("moved_in", first), ("moved_out", last)):
        paid = row.get("first_paid" if key == "moved_in" else "last_paid")
        if paid is not None and day(row, key) == edge:
            yield paid


def key_money(row: Answers, figures: Figures, month: dt.date) -> int:
    """The share of one month: key money up to its limit, over so many months from the one of moving in."""
    start, spread = dt.date.fromisoformat(row["moved_in"]), figures["key_money_spread"]
    passed = (month.year - start.year) * 12 + month.month - start.month
    allowed = min(row.get("key_money", 0), figures["key_money_months"] * row["rent"])
    return divide_down(allowed, spread) if 0 <= passed < spread else 0


def limits(row: Answers, figures: Figures) -> list[int]:
    """What the report of a room limits it to: what was paid, and the cap for the months that were paid."""
    found = [row["paid"]] if row.get("paid") is not None else []
    return [*found, row["paid_months"] * figures["cap"]] if row.get("paid_months") is not None else found


def counted(row: Answers, figures: Figures) -> int:
    """What counts of a room over the year."""
    return min([sum(month.counted for month in months(row, figures)), *limits(row, figures)])


def rounded(amount: int, figures: Figures, place: str) -> int:
    return round_down(amount, figures["unit"]) if figures["rounding"] == place else amount


def of_row(row: Answers, figures: Figures) -> int:
    """The grant for one room; fractions of a yen are let go in each."""
    return rounded(share(counted(row, figures), figures["rate"]), figures, ROW)


def of_rows(rows: Sequence[Answers], figures: Figures) -> tuple[dict[str, int], int]:
    """By the key of each row, and the total."""
    found = {row_key(row, place): of_row(row, figures) for place, row in enumerate(rows)}
    return found, rounded(sum(found.values()), figures, CASE)


def row_key(row: Answers, place: int) -> str:
    """What is no filing yet has no keys: its rows are called by their place."""
    return str(row.get("key", place))


def of_months(monthly: int, own: int, count: int, figures: Figures) -> int:
    """Some equal whole months of one room, without key money: a guess before anybody applies."""
    net = max(0, monthly - own) if figures["resident_part_deducted"] else monthly
    return rounded(share(min(net, figures["cap"]) * count, figures["rate"]), figures, ROW)


def in_words(rate: Fraction) -> str:
    """7/8 as 8分の7."""
    return f"{rate.denominator}分の{rate.numerator}" if rate != 1 else "1"
