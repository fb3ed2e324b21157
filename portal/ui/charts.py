"""Geometry of the drawings that carry figures; every x is a percentage of the width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class MedianBar:
    """Where a value, the median and the middle half stand on one rail, in per cent."""

    value: float
    median: float
    low: float
    width: float


def median_bar(value: int, low: int, median: int, high: int) -> MedianBar:
    """`low` and `high` are the quartiles; the rail reaches half of their distance beyond whatever lies furthest out."""
    reach = max(high - low, 1)
    start = min(low, value) - reach / 2
    end = max(high, value) + reach / 2

    def at(amount: float) -> float:
        return round(100 * (amount - start) / (end - start), 1)

    return MedianBar(at(value), at(median), at(low), round(at(high) - at(low), 1))


def shares(total: int, *parts: int) -> list[tuple[float, float]]:
    """(start, width) in per cent of each part, one after the other, never beyond the rail."""
    found: list[tuple[float, float]] = []
    start = 0.0
    for part in parts:
        width = min(100 * max(part, 0) / total if total > 0 else 0.0, 100 - start)
        found.append((round(start, 1), round(width, 1)))
        start += width
    return found


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    width: float
    text_at: float
    href: str = ""


def bars(rows: Iterable[Sequence]) -> list[Bar]:
    """Rows of (label, value) or (label, value, href); the longest bar leaves room for its figure."""
    kept = [(*row, "")[:3] for row in rows]
    longest = max((value for _label, value, _href in kept), default=0) or 1
    return [
        Bar(str(label), value, width := round(82 * value / longest, 1), round(width + 2, 1), href)
        for label, value, href in kept
    ]
