"""What a household needs, as far as a rule asks for it. No name, no record, no diagnosis, no origin, no benefit."""

import datetime as dt
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import Any

# How much of a person each band of age counts in the minimum area of a home (住生活基本計画).
WEIGHTS = {"infants": Fraction(1, 4), "toddlers": Fraction(1, 2), "pupils": Fraction(3, 4)}
BANDS = ("infants", "toddlers", "pupils", "youths", "adults", "elders")
CHILDREN = BANDS[:4]
STATION, TOWN = "station", "town"


@dataclass(frozen=True)
class Near:
    """A place to be near to: at most so many minutes on foot. Without a point nobody knows where it is."""

    label: str
    minutes: int
    kind: str = ""
    code: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Household:
    """People by age: under 3, 3 to 5, 6 to 9, 10 to 17, 18 to 64, 65 and older. Yen a month, mm, steps.

    None, and an empty tuple, mean that nothing was said; then the rule is silent. `income` is what is left after tax,
    `gross_income` what a benefit looks at. `areas` are alternatives, each of `visits` must be near.
    """

    infants: int = 0
    toddlers: int = 0
    pupils: int = 0
    youths: int = 0
    adults: int = 0
    elders: int = 0
    rent_limit: int | None = None
    within_assistance: bool = False
    income: int | None = None
    gross_income: int | None = None
    savings: int | None = None
    income_fell: bool = False
    areas: tuple[Near, ...] = ()
    visits: tuple[Near, ...] = ()
    area_is_must: bool = False
    avoided: tuple[str, ...] = ()
    stairs: int | None = None
    step: int | None = None
    door: int | None = None
    turning: int | None = None
    rails: tuple[str, ...] = ()
    top_floor: int | None = None
    needed_by: dt.date | None = None
    guarantees: tuple[str, ...] = ()
    no_guarantee: bool = False
    has_contact: bool | None = None
    needs_proxy: bool = False
    dedicated_confirmed: bool = False
    watching: bool = False
    watching_limit: int | None = None
    speech: tuple[str, ...] = ()
    pets: bool = False
    instruments: bool = False
    tags: tuple[str, ...] = ()

    @cached_property
    def size(self) -> int:
        return sum(getattr(self, band) for band in BANDS)

    @property
    def weight(self) -> Fraction:
        return sum((getattr(self, band) * WEIGHTS.get(band, Fraction(1)) for band in BANDS), Fraction(0))

    @cached_property
    def is_single_parent(self) -> bool:
        return self.adults + self.elders == 1 and any(getattr(self, band) for band in CHILDREN)

    @property
    def is_empty(self) -> bool:
        return self == Household()

    def to_json(self) -> dict[str, Any]:
        """Only what was answered."""
        blank = asdict(Household())
        told = {name: value for name, value in asdict(self).items() if value != blank[name]}
        return {
            name: value.isoformat()
            if isinstance(value, dt.date)
            else list(value)
            if isinstance(value, tuple)
            else value
            for name, value in told.items()
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Household":
        """Names of another version are left out."""
        known = {field.name for field in fields(cls)}
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in told.items() if name in known
        }
        for name in {"areas", "visits"} & values.keys():
            values[name] = tuple(Near(**place) for place in values[name])
        if "needed_by" in values:
            values["needed_by"] = dt.date.fromisoformat(values["needed_by"])
        return cls(**values)
