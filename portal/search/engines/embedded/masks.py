"""Conditions as masks over the columns of a snapshot, and counts under them."""

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np

from portal.lib.distance import EARTH_RADIUS
from portal.search.conditions import Among, Between, Condition, Days, Near, NewerThan, Point

from .columns import Columns
from .layout import DEGREE, LATITUDE, LONGITUDE, MISSING, RANK, Layout

METRES_A_DEGREE = EARTH_RADIUS * np.pi / 180


class Masks:
    def __init__(self, layout: Layout, columns: Columns) -> None:
        self.layout = layout
        self.columns = columns
        self.data = columns.data

    def of(self, condition: Condition) -> np.ndarray:
        match condition:
            case Among():
                return self._among(condition)
            case Between():
                return self._between(condition)
            case Near():
                return self._near(condition)
            case Days():
                return self._days(condition)
            case NewerThan():
                return self.data[RANK] > condition.rank

    def kept(self, condition: Condition) -> np.ndarray:
        """The same for an option that every page counts."""
        return self.columns.once(condition, lambda: self.of(condition))

    def _among(self, condition: Among) -> np.ndarray:
        if condition.facet in self.layout.bits:
            cells = self.data[self.layout.facets[condition.facet][0]]
            bits = self._bits(condition.facet, condition.codes)
            return (cells & bits) == bits if condition.every else (cells & bits) != 0
        if condition.every:
            return _all(self._any_code(condition.facet, [code]) for code in condition.codes)
        return self._any_code(condition.facet, condition.codes)

    def _any_code(self, facet: str, codes: Sequence[str]) -> np.ndarray:
        ids = self.columns.code_ids[facet]
        wanted = [ids[code] for code in codes if code in ids]
        slots = [self.data[slot] for slot in self.layout.facets[facet]]
        if len(wanted) * len(slots) <= 4:
            hits = (slot == number for slot in slots for number in wanted)
            return reduce(np.logical_or, hits, np.zeros(self.columns.size, dtype=bool))
        table = np.zeros(len(ids) + 1, dtype=bool)
        table[wanted] = True
        return reduce(np.logical_or, (table[slot] for slot in slots))

    def _between(self, condition: Between) -> np.ndarray:
        values = self.data[self.layout.numbers[condition.number]]
        mask = values != MISSING
        if condition.low is not None:
            mask &= values >= condition.low
        if condition.high is not None:
            mask &= values <= condition.high
        return mask

    def _near(self, condition: Near) -> np.ndarray:
        if condition.metres is None:
            return np.ones(self.columns.size, dtype=bool)
        mask = np.zeros(self.columns.size, dtype=bool)
        for point in condition.points:
            around = np.flatnonzero(self._square(point, condition.metres) & ~mask)
            mask[around] = self._metres(point, around) <= condition.metres
        return mask

    def _square(self, point: Point, metres: float) -> np.ndarray:
        """A cheap superset of the circle."""
        high = metres / METRES_A_DEGREE * DEGREE * 1.01 + 2
        wide = high / max(0.01, float(np.cos(np.radians(abs(point[0]) + high / DEGREE))))
        north, east = self.data[LATITUDE], self.data[LONGITUDE]
        south, west = point[0] * DEGREE, point[1] * DEGREE
        return (north >= south - high) & (north <= south + high) & (east >= west - wide) & (east <= west + wide)

    def _days(self, condition: Days) -> np.ndarray:
        cells = self.data[self.layout.facets[condition.facet][0]]
        days: dict[str, list[str]] = {}
        for cell in condition.cells:
            days.setdefault(cell.partition("-")[0], []).append(cell)
        hits = np.zeros(self.columns.size, dtype=np.int64)
        for of_day in days.values():
            hits += (cells & self._bits(condition.facet, of_day)) != 0
        if condition.at_least is None:
            return hits >= 1
        return hits >= np.maximum(1, self.data[self.layout.numbers[condition.at_least]])

    def _bits(self, facet: str, codes: Iterable[str]) -> np.int64:
        bits = self.layout.bits[facet]
        return np.int64(sum(bits[code] for code in set(codes) if code in bits))

    def metres(self, near: Near, places: np.ndarray) -> np.ndarray:
        """From each place to the nearest of the points; infinite for a document without a point."""
        nearest = reduce(np.minimum, (self._metres(point, places) for point in near.points))
        return np.where(self.data[LATITUDE, places] == MISSING, np.inf, nearest)

    def _metres(self, point: Point, places: np.ndarray) -> np.ndarray:
        """The same arithmetic as `portal.lib.distance.metres`, for many at once."""
        north = np.radians(self.data[LATITUDE, places] / DEGREE)
        east = np.radians(self.data[LONGITUDE, places] / DEGREE)
        south, west = np.radians(point[0]), np.radians(point[1])
        half = np.sin((north - south) / 2) ** 2 + np.cos(north) * np.cos(south) * np.sin((east - west) / 2) ** 2
        return 2 * EARTH_RADIUS * np.arcsin(np.sqrt(half))

    def counts(self, facet: str, mask: np.ndarray) -> dict[str, int]:
        """How many documents of the mask carry each code; codes without any are left out."""
        if mask.all():
            return dict(self.columns.once(facet, lambda: self._counts(facet, np.arange(self.columns.size))))
        return self._counts(facet, np.flatnonzero(mask))

    def _counts(self, facet: str, places: np.ndarray) -> dict[str, int]:
        if facet in self.layout.bits:
            cells = self.data[self.layout.facets[facet][0]][places]
            found = {code: int(np.count_nonzero(cells & bit)) for code, bit in self.layout.bits[facet].items()}
        else:
            ids = self.columns.code_ids[facet]
            slots = self.layout.facets[facet]
            each = [np.bincount(self.data[slot][places], minlength=len(ids) + 1) for slot in slots]
            numbers = np.sum(each, axis=0)
            found = {code: int(numbers[number]) for code, number in ids.items()}
        return {code: count for code, count in found.items() if count}


class Conjunction:
    """Named masks that must all hold, and what holds when some of them are left out."""

    def __init__(self, masks: dict[str, np.ndarray], size: int) -> None:
        self._masks = masks
        self._size = size
        self._without: dict[frozenset[str], np.ndarray] = {}

    def without(self, *names: str) -> np.ndarray:
        left_out = frozenset(self._masks.keys() & names)
        if left_out not in self._without:
            kept = [mask for name, mask in self._masks.items() if name not in left_out]
            self._without[left_out] = _all(kept) if kept else np.ones(self._size, dtype=bool)
        return self._without[left_out]

    def total_without(self) -> dict[str, int]:
        return {name: int(np.count_nonzero(self.without(name))) for name in self._masks}


def _all(masks: Iterable[np.ndarray]) -> np.ndarray:
    return reduce(np.logical_and, masks)
