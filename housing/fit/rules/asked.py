"""What every rule is given, and how it answers."""

import datetime as dt
from dataclasses import dataclass
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


def line(rule: Rule, mark: str, *, hard: bool | None = None, need: str = "", **values: Any) -> Line:
    """`hard` only where the person decides."""
    is_hard = rule.severity is Severity.BLOCK if hard is None else hard
    return Line(rule.code.removeprefix("fit."), mark, is_hard, values, rule.source, need)


def within(value: float, limit: float, mild: float) -> str:
    """○ up to the limit, △ up to the mild one, else ×."""
    return "yes" if value <= limit else "if" if value <= mild else "no"
