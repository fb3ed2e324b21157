"""What a scheme is made of. A vertical writes it once as data and registers it; its figures and words are a version."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.functional import Promise

from portal.lib.verdict import Rule

from .calculation import Calculation

Text = str | Promise
Answers = Mapping[str, Any]  # a question's key -> a value as JSON keeps it (dates as ISO text, yen as int)


class Profile(Enum):
    """The roads of a grant: which filings and decisions follow each other."""

    IN_KIND = "L0"  # application, decision, visit, done
    AFTERWARDS = "L1"  # application that is the claim too, decision that fixes the amount too, payment
    YEARLY = "L2"  # application, award, changes, report, fixing, claim, payment
    EVALUATION = "L3"  # consultation before, application, award, report, fixing, claim, payment
    ADVANCE = "L4"  # as yearly, with advance payments that the fixing settles


class Applicant(Enum):
    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Figure:
    """One figure of a version that staff edit.

    `kind`: yen, count, months, days, fraction ("7/8"), date, yes_no, choice.
    """

    key: str
    label: Text
    kind: str
    help: Text = ""
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Question:
    """`kind`: text, long, yen, count, date, yes_no, choice, many. `shown_if` names the answer that asks for it."""

    key: str
    label: Text
    kind: str
    help: Text = ""
    required: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    shown_if: tuple[str, Any] | None = None
    low: int | None = None
    high: int | None = None
    limit: int = 200  # characters of a text


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell of a row, or in one answer, and how to mend it."""

    key: str
    message: str
    mend: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of the same questions. `check` finds what contradicts itself within a row; `across` between rows."""

    code: str
    label: Text
    columns: tuple[Question, ...]
    title: Callable[[Answers], str]  # what a row is called in lists and corrections
    least: int = 1
    most: int = 300
    check: Callable[[Answers, "Figures"], list[Problem]] = lambda row, figures: []
    across: Callable[[Sequence[Answers]], dict[int, list[Problem]]] = lambda rows: {}


@dataclass(frozen=True)
class Slot:
    """A place for one document. `needed` looks at the answers."""

    code: str
    label: Text
    help: Text = ""
    needed: Callable[[Answers], bool] = lambda answers: True


@dataclass(frozen=True)
class Task:
    """One page of a filing: questions, or one table, or documents, or the account to which money goes."""

    code: str
    label: Text
    questions: tuple[Question, ...] = ()
    table: Table | None = None
    slots: tuple[Slot, ...] = ()
    account: bool = False


@dataclass(frozen=True)
class CheckLine:
    """One thing a clerk looks at before a filing is taken as right."""

    code: str
    label: Text
    about: Text = ""  # where to look: document, question, rule


@dataclass(frozen=True)
class FilingKind:
    """`code`: consultation, application, change, report, claim. `amount` is None where none is worked out."""

    code: str
    label: Text
    tasks: tuple[Task, ...]
    checklist: tuple[CheckLine, ...] = ()
    amount: Callable[["Facts"], Calculation] | None = None
    starts_from: str = ""  # kind whose last answers and rows are copied in

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for task in self.tasks for question in task.questions)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(task.table for task in self.tasks if task.table)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for task in self.tasks for slot in task.slots)

    def task(self, code: str) -> Task | None:
        return next((task for task in self.tasks if task.code == code), None)


class Figures(Mapping[str, Any]):
    """The figures of one version, each as its kind: yen and counts int, fractions `Fraction`, dates `date`."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self):
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True)
class Facts:
    """What conditions and calculators look at. `rows` by table; `day` is the day on which one asks."""

    answers: Answers
    figures: Figures
    day: dt.date
    rows: Mapping[str, Sequence[Answers]] = field(default_factory=dict)

    def on(self, day: dt.date) -> "Facts":
        return Facts(self.answers, self.figures, day, self.rows)

    def date(self, key: str) -> dt.date | None:
        said = self.answers.get(key)
        return dt.date.fromisoformat(said) if said else None


@dataclass(frozen=True)
class Scheme:
    """`check` are the questions asked before anybody signs in; conditions and `amount` need no others.

    `conditions` are rules whose check gives a `conditions.Said`; their codes are keys of a version's clauses.
    """

    code: str
    label: Text
    programme: str  # number of the ward's programme
    profile: Profile
    applicant: Applicant
    figures: tuple[Figure, ...]
    check: tuple[Question, ...]
    conditions: tuple[Rule, ...]
    estimate: Callable[[Facts], Calculation]
    filings: tuple[FilingKind, ...]
    is_restricted: bool = False

    def filing(self, code: str) -> FilingKind:
        """Raises `KeyError`."""
        return {kind.code: kind for kind in self.filings}[code]

    def offers(self, code: str) -> bool:
        return any(kind.code == code for kind in self.filings)


_schemes: dict[str, Scheme] = {}


def register(scheme: Scheme) -> None:
    if _schemes.setdefault(scheme.code, scheme) is not scheme:
        raise ValueError(f"scheme {scheme.code} is declared twice")


def get(code: str) -> Scheme:
    """Raises `KeyError`."""
    return _schemes[code]


def all_schemes() -> list[Scheme]:
    return [_schemes[code] for code in sorted(_schemes)]
