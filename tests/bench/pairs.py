"""Side by side: A and B in turns, the first turns thrown away, medians, and the ratio of every pair."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

WARM_UP = 2


@dataclass(frozen=True)
class Outcome:
    """Times in milliseconds; `ratios` has one entry for each pair."""

    a: float
    b: float
    ratios: list[float]

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def spread(self) -> str:
        return f"{min(self.ratios):.2f}–{max(self.ratios):.2f}"


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


@dataclass(frozen=True)
class Step:
    """`before` each A is not timed."""

    a: Callable[[], object]
    b: Callable[[], object]
    before: Callable[[], object] = lambda: None


def compare(steps: Sequence[Step], pairs: int) -> Outcome:
    """Each pair runs all steps, A and B of a step one after the other, the first of them by turns."""
    rounds = [_round(steps, number) for number in range(WARM_UP + pairs)][WARM_UP:]
    return Outcome(
        median(time for times, _others in rounds for time in times),
        median(time for _times, others in rounds for time in others),
        [sum(times) / sum(others) for times, others in rounds],
    )


def _round(steps: Sequence[Step], number: int) -> tuple[list[float], list[float]]:
    gc.collect()
    a, b = [], []
    for place, step in enumerate(steps):
        if (place + number) % 2:
            b.append(milliseconds(step.b))
        step.before()
        a.append(milliseconds(step.a))
        if not (place + number) % 2:
            b.append(milliseconds(step.b))
    return a, b
