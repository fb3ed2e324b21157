from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from . import engines, kinds
from .conditions import Among, Between, Condition, Days, Near, NewerThan, Point, Question, Result, Tally


@dataclass(frozen=True)
class Search(Question):
    """A question put together step by step; every step answers a new one. Conditions of different names must all hold,
    a second one of the same name takes the place of the first.
    """

    model: ClassVar[None] = None  # django-filter asks its queryset for these two names

    def all(self) -> Self:
        return self

    def words(self, text: str) -> Self:
        return replace(self, text=text)

    def where(self, facet: str, codes: Sequence[str], *, every: bool = False, name: str = "") -> Self:
        self._kind.facet(facet)
        return self.on(name or facet, Among(facet, tuple(codes), every)) if codes else self

    def between(self, number: str, low: int | None = None, high: int | None = None, *, name: str = "") -> Self:
        if low is None and high is None:
            return self
        return self.on(name or number, Between(self._number(number), low, high))

    def near(self, *points: Point, metres: float | None = None, name: str = "near") -> Self:
        return self.on(name, Near(points, metres)) if points else self

    def days(self, facet: str, cells: Sequence[str], *, at_least: str | None = None, name: str = "") -> Self:
        return self.on(name or facet, Days(facet, tuple(cells), at_least)) if cells else self

    def newer_than(self, rank: int) -> Self:
        return self.on("newer_than", NewerThan(rank))

    def on(self, name: str, condition: Condition) -> Self:
        return replace(self, conditions={**self.conditions, name: condition})

    def order(self, name: str) -> Self:
        """`match` (the default), `newest`, `near`, or a number of the kind: highest first, with `-` lowest first."""
        if name not in ("match", "newest", "near"):
            self._number(name.removeprefix("-"))
        return replace(self, ordering=name)

    def counting(self, *facets: str) -> Self:
        for facet in facets:
            self._kind.facet(facet)
        return replace(self, counted=(*self.counted, *facets))

    def tally(self, name: str, options: Mapping[str, Condition], *, added: bool = False) -> Self:
        return replace(self, tallies={**self.tallies, name: Tally(options, added)})

    def page(self, number: int, size: int = 20) -> Self:
        return replace(self, number=max(1, number), size=size)

    def run(self) -> Result:
        return engines.answer(self)

    @property
    def _kind(self) -> kinds.Kind:
        return kinds.get(self.kind)

    def _number(self, name: str) -> str:
        if name not in self._kind.numbers:
            raise LookupError(f"{self.kind} has no number {name}")
        return name
