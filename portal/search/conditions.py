"""What may be asked of an engine and what it answers, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]
WORDS = "q"


@dataclass(frozen=True)
class Among:
    """At least one of the codes, or with `every` all of them."""

    facet: str
    codes: tuple[str, ...]
    every: bool = False


@dataclass(frozen=True)
class Between:
    """Both ends included; a document that does not state the number is outside."""

    number: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Near:
    """Within so many metres, as the crow flies, of the nearest of the points. Without `metres` it only measures."""

    points: tuple[Point, ...]
    metres: float | None = None


@dataclass(frozen=True)
class Days:
    """Cells `<day>-<band>`: the days with a common cell are at least the document's number `at_least` (else one)."""

    facet: str
    cells: tuple[str, ...]
    at_least: str | None = None


@dataclass(frozen=True)
class NewerThan:
    rank: int


Condition = Among | Between | Near | Days | NewerThan


@dataclass(frozen=True)
class Tally:
    """Count each option as if it stood in place of the condition of the same name, or with `added` beside it."""

    options: Mapping[str, Condition]
    added: bool = False


@dataclass(frozen=True)
class Question:
    """`text` holds the words as typed. `counted` names facets whose codes are all counted."""

    kind: str
    text: str = ""
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    ordering: str = "match"
    counted: tuple[str, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    number: int = 1
    size: int = 20

    @property
    def around(self) -> Near | None:
        return next((condition for condition in self.conditions.values() if isinstance(condition, Near)), None)


@dataclass(frozen=True)
class Result:
    """`keys` are those of the page asked for; `without` says the total if one condition were dropped; `newest` is the
    highest rank found (0 when nothing was).
    """

    total: int
    keys: list[int]
    counts: dict[str, dict[str, int]]
    without: dict[str, int]
    metres: dict[int, float]
    newest: int
    engine: str
    stand_by: bool = False
