"""What may be opened when, what is missing, until when. Pure: no rows are read here."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.grants.schemes.structure import Answers, Figures, FilingKind, Problem, Profile, Question, Scheme, Task
from portal.lib.dates import add_business_days, is_business_day

CONSULTATION, APPLICATION, CHANGE, REPORT, CLAIM = "consultation", "application", "change", "report", "claim"
UNFINISHED = ("draft", "submitted", "correction", "resubmitted", "verified")
WITH_THE_WARD = ("submitted", "resubmitted")
WRITABLE = ("draft", "correction")
FALLEN = ("withdrawn", "lapsed")
DECIDED_BY_LETTER = (APPLICATION, CHANGE, REPORT)  # a claim that is right is paid, a consultation is answered

# In which states of a grant a filing may be sent, per road.
YEARLY = {APPLICATION: ("preparing",), CHANGE: ("awarded",), REPORT: ("awarded",), CLAIM: ("fixed",)}
SENT_IN: dict[Profile, Mapping[str, tuple[str, ...]]] = {
    Profile.IN_KIND: {APPLICATION: ("preparing",)},
    Profile.AFTERWARDS: {APPLICATION: ("preparing",)},
    Profile.YEARLY: YEARLY,
    Profile.EVALUATION: {
        CONSULTATION: ("preparing",),
        APPLICATION: ("preparing",),
        REPORT: ("awarded",),
        CLAIM: ("fixed",),
    },
    Profile.ADVANCE: YEARLY | {REPORT: ("awarded", "paying", "paid")},
}


def first_kind(scheme: Scheme) -> str:
    asks_before = scheme.profile is Profile.EVALUATION and scheme.offers(CONSULTATION)
    return CONSULTATION if asks_before else APPLICATION


def may_send(scheme: Scheme, kind: str, state: str) -> bool:
    """Whether a grant in this state takes a filing of this kind."""
    return scheme.offers(kind) and state in SENT_IN[scheme.profile].get(kind, ())


def may_open(scheme: Scheme, kind: str, state: str, earlier: Iterable[tuple[str, str]]) -> bool:
    """`earlier` are the filings of the grant as (kind, state). One at a time; changes as often as needed."""
    standing = [(other, where) for other, where in earlier if where not in FALLEN]
    if not may_send(scheme, kind, state) or any(_is_open(other, where) for other, where in standing):
        return False
    if kind == APPLICATION and first_kind(scheme) == CONSULTATION and (CONSULTATION, "verified") not in standing:
        return False
    return kind == CHANGE or kind not in {other for other, _where in standing}


def _is_open(kind: str, state: str) -> bool:
    return state in UNFINISHED and (state != "verified" or kind in DECIDED_BY_LETTER)


# What is asked, and what is missing


def shown(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """The questions that these answers ask for, in order; one that hangs on a hidden one is hidden too."""
    found: list[Question] = []
    given: dict[str, Any] = {}
    questions = list(questions)
    own = {question.key for question in questions}
    for question in questions:
        key, wanted = question.shown_if or ("", None)
        said = given.get(key) if key in own else answers.get(key)
        if not key or said == wanted or (isinstance(said, list) and wanted in said):
            found.append(question)
            given[question.key] = answers.get(question.key)
    return found


def asked(questions: Iterable[Question], answers: Answers) -> dict[str, Any]:
    """The answers that count: what a hidden question once got does not."""
    return {one.key: answers[one.key] for one in shown(questions, answers) if one.key in answers}


@dataclass(frozen=True)
class Gap:
    """Something that must be mended before sending. `what`: question, row, table, document, account; `column` is the
    key of a column of a row. `empty` says that nothing is there yet, rather than something wrong.
    """

    task: str
    what: str
    at: str
    text: str
    mend: str = ""
    column: str = ""
    empty: bool = True


def row_problems(columns: Sequence[Question], row: Answers, check: Iterable[Problem]) -> list[Problem]:
    """Cells that are needed and empty, then what contradicts itself."""
    empty = [
        Problem(column.key, _("「%(label)s」を入れてください。") % {"label": column.label})
        for column in shown(columns, row)
        if column.required and column.key not in row
    ]
    return [*empty, *check]


@dataclass(frozen=True)
class Sheet:
    """A filing as the rules see it. `rows` by table as (key, values); `slots` are those that hold a document."""

    answers: Answers
    rows: Mapping[str, Sequence[tuple[str, Answers]]]
    slots: Collection[str]
    has_account: bool


def gaps(kind: FilingKind, sheet: Sheet, figures: Figures) -> list[Gap]:
    """In the order of the tasks."""
    needed = {question.key for question in shown(kind.questions, sheet.answers) if question.required}
    return [gap for task in kind.tasks for gap in _task_gaps(task, sheet, figures, needed)]


def _task_gaps(task: Task, sheet: Sheet, figures: Figures, needed: set[str]) -> list[Gap]:
    found = [
        Gap(task.code, "question", question.key, _("「%(label)s」を入れてください。") % {"label": question.label})
        for question in task.questions
        if question.key in needed and question.key not in sheet.answers
    ]
    found += table_gaps(task, sheet.rows.get(task.table.code, ()), figures) if task.table else []
    for slot in task.slots:
        if slot.code not in sheet.slots and slot.needed(sheet.answers):
            text = _("「%(label)s」のファイルを入れてください。") % {"label": slot.label}
            found.append(Gap(task.code, "document", slot.code, text))
    if task.account and not sheet.has_account:
        found.append(Gap(task.code, "account", "account", _("振込先の口座を入れてください。")))
    return found


def table_gaps(task: Task, rows: Sequence[tuple[str, Answers]], figures: Figures) -> list[Gap]:
    table = task.table
    if table is None:
        return []
    found = []
    if len(rows) < table.least:
        text = _("「%(label)s」に、%(least)d行以上を入れてください。") % {"label": table.label, "least": table.least}
        found.append(Gap(task.code, "table", table.code, text))
    across = table.across([values for _key, values in rows])
    for place, (key, values) in enumerate(rows):
        problems = [*row_problems(table.columns, values, table.check(values, figures)), *across.get(place, [])]
        where = _("%(number)d行目（%(title)s）") % {"number": place + 1, "title": table.title(values)}
        found += [
            Gap(task.code, "row", key, f"{where}：{one.message}", one.mend, one.key, empty=False) for one in problems
        ]
    return found


# Until when


def business_days_between(first: dt.date, last: dt.date) -> int:
    """How many business days after `first`, up to and with `last`."""
    return sum(is_business_day(first + dt.timedelta(days=n)) for n in range(1, (last - first).days + 1))


def decided_by(arrived: dt.date, target_days: int, pauses: Iterable[tuple[dt.date, dt.date]]) -> dt.date:
    """The expected day: it moves by the business days for which the applicant was asked to correct."""
    lost = sum(business_days_between(since, until) for since, until in pauses)
    return add_business_days(arrived, target_days + lost)
