"""What every rule is given, and how it answers."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal.lib.verdict import Rule, Severity

from ..household import Household
from ..lines import Line
from ..money import Money

HOPE = "相談する人の希望（このサイトの決まり）"


@dataclass(frozen=True)
class Asked:
    """`staff` sees the special ceiling and homes confirmed 15 to 21 days ago."""

    household: Household
    money: Money
    today: dt.date
    staff: bool = False

    @cached_property
    def least_area(self) -> float | None:
        least = self.money.least_area(self.household)
        return None if least is None else float(least)


def line(rule: Rule, mark: str, *, hard: bool | None = None, need: str = "", **values: Any) -> Line:
    """`hard` only where the person decides."""
    is_hard = rule.severity is Severity.BLOCK if hard is None else hard
    return Line(rule.code[4:], mark, is_hard, values, rule.source, need)


def within(value: float, limit: float, mild: float) -> str:
    """○ up to the limit, △ up to the mild one, else ×."""
    return "yes" if value <= limit else "if" if value <= mild else "no"
