"""What may happen to a case, as data. A room describes its procedure once and registers it in its `apps.py`."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from portal.accounts.models import User

from .models import Case, Event

Text = str | Promise

# The parties of a case. Procedures give them the names people know.
PERSON = "person"
ORGANISATION = "organisation"
STAFF = "staff"
PORTAL = "portal"  # the portal itself, acting by a clock


@dataclass(frozen=True)
class State:
    """`turn` is the party that must act, `days` how many business days it has."""

    code: str
    label: Text
    turn: str = ""
    days: int | None = None
    final: bool = False
    step: str = ""  # the step of the road it stands on
    next_act: Text = ""  # what the party of `turn` is asked to do


@dataclass
class Move:
    """What a guard and an effect see of one transition. `values` are the cleaned fields of its form."""

    case: Case
    transition: "Transition"
    actor: User | None
    party: str
    at: dt.datetime
    values: Mapping[str, Any]
    detail: dict[str, Any] = field(default_factory=dict)  # what the event keeps; both sides can read it


@dataclass(frozen=True)
class Transition:
    """`done` is the sentence of the feed. `guard` raises `Refused`; `effect` writes the rows of its room."""

    code: str
    label: Text
    done: Text
    sources: tuple[str, ...]
    target: str | Callable[[Move], str]
    parties: tuple[str, ...]
    guard: Callable[[Move], None] | None = None
    effect: Callable[[Move], None] | None = None
    moves_too: Callable[[Case], Iterable[Case]] | None = None  # other cases that `effect` moves: locked with this one
    tells: tuple[str, ...] = ()  # parties that get a notice
    form: str = ""  # name of the form that collects its values, "" for a plain button
    tone: str = "ghost"  # main, ghost, stop
    keeps_turn: bool = False  # whose turn it is and until when stays as it was
    hidden: bool = False  # not offered as a button; an action of the room picks it


@dataclass(frozen=True)
class Clock:
    """Strikes when a case has stayed in one of `states` for `days` days; `act` gets the case and the time. Where
    `since` names a date (a lookup from the case), the days count from there.
    """

    code: str
    states: tuple[str, ...]
    days: int
    act: Callable[[Case, dt.datetime], None]
    since: str = ""


@dataclass(frozen=True)
class Procedure:
    code: str
    label: Text
    prefix: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    party_of: Callable[[User, Case], str]  # "" for a stranger
    people_of: Callable[[Case, str], Iterable[User]]
    name_of: Callable[[Case, str], Text]  # what a party is called in the feed
    path_of: Callable[[Case, str], str]
    notice: str  # kind of the notice that tells a party of a move
    row: str = ""  # the way from a case to the row of its room, read with it in lists
    speakers: tuple[str, ...] = ()
    road: tuple[tuple[str, Text], ...] = ()
    clocks: tuple[Clock, ...] = ()

    def state(self, code: str) -> State:
        return self._states[code]

    def transition(self, code: str) -> Transition:
        return self._transitions[code]

    @property
    def _states(self) -> dict[str, State]:
        return {state.code: state for state in self.states}

    @property
    def _transitions(self) -> dict[str, Transition]:
        return {transition.code: transition for transition in self.transitions}

    def offered(self, case: Case, party: str) -> list[Transition]:
        """The transitions a party may choose now, as buttons."""
        return [
            transition
            for transition in self.transitions
            if case.state in transition.sources and party in transition.parties and not transition.hidden
        ]


_procedures: dict[str, Procedure] = {}


def register(procedure: Procedure) -> None:
    states = {state.code for state in procedure.states}
    for transition in procedure.transitions:
        targets = {transition.target} if isinstance(transition.target, str) else set()
        unknown = (set(transition.sources) | targets) - states
        if unknown:
            raise ValueError(f"{procedure.code}.{transition.code} names unknown states {unknown}")
    _procedures[procedure.code] = procedure


def get(code: str) -> Procedure:
    return _procedures[code]


def all_procedures() -> list[Procedure]:
    return list(_procedures.values())


def last_move(case: Case) -> Event:
    """The event that brought the case into its present state."""
    return case.events.filter(target=case.state).exclude(transition="").latest("sequence")
