"""An amount and how it came about, line by line: the same on screen, for the clerk, in letters and for the auditor."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from portal.lib.money import yen as in_yen


@dataclass(frozen=True)
class Line:
    """`shown` is what stands at the right: an amount, or words where none is worked out."""

    label: str
    shown: str
    row: str = ""  # key of the row of the filing to which it belongs
    yen: int | None = None

    @classmethod
    def of(cls, label: str, amount: int, row: str = "") -> "Line":
        return cls(label, in_yen(amount), row, amount)


@dataclass(frozen=True)
class Calculation:
    """`total` is whole yen and never negative; `rows` the yen of each row, where there are rows."""

    total: int
    lines: tuple[Line, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"total": self.total, "lines": [asdict(line) for line in self.lines], "rows": dict(self.rows)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Calculation":
        return cls(kept["total"], tuple(Line(**line) for line in kept["lines"]), kept["rows"])


def share(amount: int, rate: Fraction) -> int:
    """A part of an amount, fractions of a yen let go."""
    return amount * rate.numerator // rate.denominator


def round_down(amount: int, unit: int) -> int:
    """Down to a whole multiple of `unit` yen."""
    return amount // unit * unit


def total(parts: Iterable[int]) -> int:
    return max(0, sum(parts))
