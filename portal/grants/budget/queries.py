"""What is left, by scheme and year, and at what pace it goes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.grants.schemes.structure import Scheme, get

from .models import Budget, Entry
from .rules import Forecast, forecast


@dataclass(frozen=True)
class Gauge:
    """Yen of a scheme in one fiscal year."""

    appropriated: int = 0
    committed: int = 0
    reserved: int = 0
    paid: int = 0

    @property
    def left(self) -> int:
        return self.appropriated - self.committed - self.reserved

    @property
    def rate(self) -> float:
        """執行率: committed of what may be spent, 0 to 1."""
        return self.committed / self.appropriated if self.appropriated else 0.0

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 100 only when all is bound."""
        return self.committed * 100 // self.appropriated if self.appropriated else 0

    @property
    def unpaid(self) -> int:
        return self.committed - self.paid

    def __add__(self, other: "Gauge") -> "Gauge":
        return Gauge(
            self.appropriated + other.appropriated,
            self.committed + other.committed,
            self.reserved + other.reserved,
            self.paid + other.paid,
        )


def gauge_of(row: Budget) -> Gauge:
    return Gauge(row.appropriated, row.committed, row.reserved, row.paid)


def gauge(scheme: str, fiscal_year: int) -> Gauge | None:
    """None where no budget was entered."""
    row = Budget.objects.filter(scheme=scheme, fiscal_year=fiscal_year).first()
    return gauge_of(row) if row else None


@dataclass(frozen=True)
class Line:
    """One scheme in one year. `gauge` is None where no budget was entered."""

    scheme: Scheme
    fiscal_year: int
    gauge: Gauge | None
    forecast: Forecast | None


def lines(schemes: Sequence[str], fiscal_year: int, day: dt.date) -> list[Line]:
    """In the order given, as they stand on `day`; one query for any number."""
    kept = {row.scheme: gauge_of(row) for row in Budget.objects.filter(scheme__in=schemes, fiscal_year=fiscal_year)}
    return [_line(code, fiscal_year, kept.get(code), day) for code in schemes]


def _line(code: str, fiscal_year: int, found: Gauge | None, day: dt.date) -> Line:
    ahead = forecast(found.appropriated, found.committed, fiscal_year, day) if found else None
    return Line(get(code), fiscal_year, found, ahead)


def total(found: Iterable[Line]) -> Gauge:
    return sum((line.gauge for line in found if line.gauge), Gauge())


def years(schemes: Sequence[str], current: int) -> list[int]:
    """Years with a budget, the current and the next one, newest first."""
    kept = Budget.objects.filter(scheme__in=schemes).order_by().values_list("fiscal_year", flat=True).distinct()
    return sorted({*kept, current, current + 1}, reverse=True)


def entries_of(budget: Budget) -> QuerySet[Entry]:
    return budget.entries.select_related("case", "actor").order_by("-pk")
