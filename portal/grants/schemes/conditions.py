"""May one apply, and from which day: each condition says what it sees; the first day is found by asking again later."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from portal.lib.verdict import Rule

from .structure import Facts, Scheme

LOOK_AHEAD_DAYS = 800


class Outcome(Enum):
    MET = "met"
    NOT_YET = "not_yet"  # a later day may meet it
    NOT_MET = "not_met"
    UNKNOWN = "unknown"  # somebody at a desk has to look


@dataclass(frozen=True)
class Said:
    """What one condition sees: the outcome and the values it looked at, in a sentence.

    `title` is the condition with the figures of the version, where its rule's own sentence has none.
    """

    outcome: Outcome
    sentence: str
    title: str = ""


@dataclass(frozen=True)
class Held:
    """One condition held against the facts, with the clause of the version."""

    code: str
    sentence: str
    clause: str
    said: Said

    @property
    def outcome(self) -> Outcome:
        return self.said.outcome


@dataclass(frozen=True)
class Eligibility:
    """`first_day`: today or later, None where no day within sight meets every condition."""

    held: tuple[Held, ...]
    first_day: dt.date | None

    @property
    def outcome(self) -> Outcome:
        return worst(self.held)


def worst(held: Iterable[Held]) -> Outcome:
    """Not met, then not yet, then unknown, then met."""
    seen = {one.outcome for one in held}
    order = (Outcome.NOT_MET, Outcome.NOT_YET, Outcome.UNKNOWN)
    return next((outcome for outcome in order if outcome in seen), Outcome.MET)


def held(scheme: Scheme, clauses: Mapping[str, str], facts: Facts) -> tuple[Held, ...]:
    return tuple(_held(rule, clauses.get(rule.code, ""), facts) for rule in scheme.conditions)


def _held(rule: Rule, clause: str, facts: Facts) -> Held:
    said: Said = rule.check(rule, facts)
    return Held(rule.code, said.title or str(rule.sentence), clause, said)


def eligibility(scheme: Scheme, clauses: Mapping[str, str], facts: Facts) -> Eligibility:
    return Eligibility(held(scheme, clauses, facts), first_day(scheme, facts))


def first_day(scheme: Scheme, facts: Facts) -> dt.date | None:
    """The first day from `facts.day` on that no condition refuses; what is unknown does not stand in the way."""
    for days in range(LOOK_AHEAD_DAYS):
        day = facts.day + dt.timedelta(days=days)
        outcomes = {rule.check(rule, facts.on(day)).outcome for rule in scheme.conditions}
        if not outcomes & {Outcome.NOT_MET, Outcome.NOT_YET}:
            return day
        if Outcome.NOT_MET in outcomes and Outcome.NOT_YET not in outcomes:
            return None
    return None
