"""The figures of one day and what follows from them. Estimates are never promises: whoever pays decides."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from .choices import MOST_PEOPLE, MoneyKind
from .household import Household

SMALLEST_AREA_OF_ONE = 25  # ㎡, 住生活基本計画
AREA_EACH = AREA_BASE = 10
Costs = Iterable[tuple[str, int]]


@dataclass(frozen=True)
class Figure:
    amount: int
    source: str
    is_unverified: bool
    valid_from: dt.date


@dataclass(frozen=True)
class Money:
    """`figures` by kind, number of people (0 for all) and largest area in ㎡ (0 for any)."""

    day: dt.date
    figures: Mapping[tuple[str, int, int], Figure]

    def figure(self, kind: str, people: int = 0, area: int = 0) -> Figure | None:
        return self.figures.get((kind, min(people, MOST_PEOPLE), area))

    def amount(self, kind: str, people: int = 0, area: int = 0) -> int | None:
        found = self.figure(kind, people, area)
        return None if found is None else found.amount

    @cached_property
    def _areas_of_one(self) -> list[tuple[int, int]]:
        return sorted(
            (area, figure.amount)
            for (kind, people, area), figure in self.figures.items()
            if kind == MoneyKind.ASSISTANCE and people == 1 and area
        )

    def assistance(self, people: int, area: float | None) -> int | None:
        """Highest rent under 住宅扶助. One person's depends on the area: None while that is unknown."""
        if people == 1:
            if area is None:
                return None
            for largest, amount in self._areas_of_one:
                if area <= largest:
                    return amount
        return self.amount(MoneyKind.ASSISTANCE, people)

    def benefit_income_limit(self, people: int, rent: int) -> int | None:
        """住居確保給付金: the income must lie under this."""
        base, cap = self.amount(MoneyKind.BENEFIT_BASE, people), self.amount(MoneyKind.ASSISTANCE, people)
        return None if base is None or cap is None else base + min(rent, cap)

    def benefit(self, people: int, rent: int, income: int) -> int:
        """Estimated 住居確保給付金 a month; the formula itself is to be confirmed."""
        base, cap = self.amount(MoneyKind.BENEFIT_BASE, people), self.amount(MoneyKind.ASSISTANCE, people)
        if base is None or cap is None:
            return 0
        return max(0, min(cap, rent if income <= base else base + rent - income))

    def relief(self, household: Household, is_dedicated: bool) -> int:
        """家賃低廉化, where the ward pays it: nothing while no row says so."""
        limit, income = self.amount(MoneyKind.RELIEF_INCOME), household.gross_income
        if not is_dedicated or limit is None or income is None or income > limit:
            return 0
        return self.amount(MoneyKind.RELIEF) or 0

    def grants(self, household: Household, costs: Costs) -> dict[str, int]:
        """Highest sums that could be paid towards one-off costs, by kind. Only one of the two can be had."""
        costs = list(costs)
        found: dict[str, int] = {}
        if household.is_single_parent and (limit := self.amount(MoneyKind.PARENT_CONTRACT)):
            found[MoneyKind.PARENT_CONTRACT] = min(limit, sum(amount for _kind, amount in costs))
        times, cap = (
            self.amount(MoneyKind.RELOCATION_TIMES),
            self.amount(MoneyKind.ASSISTANCE, household.size) if household.size else None,
        )
        if household.income_fell and times and cap:
            found[MoneyKind.RELOCATION_TIMES] = min(
                times * cap, sum(amount for kind, amount in costs if kind not in ("deposit", "renewal", "other"))
            )
        return {kind: amount for kind, amount in found.items() if amount}

    def least_area(self, household: Household) -> Fraction | None:
        """最低居住面積水準 in ㎡; None for nobody."""
        if household.size <= 1:
            return Fraction(SMALLEST_AREA_OF_ONE) if household.size else None
        people = max(household.weight, Fraction(self.amount(MoneyKind.AREA_LEAST_PEOPLE) or 0))
        area = AREA_EACH * people + AREA_BASE
        if people > 4:
            area *= 1 - Fraction(self.amount(MoneyKind.AREA_CUT) or 0, 100)
        return area
