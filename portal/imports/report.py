"""What an organisation's table did, row by row, and the one way in which it is written: the good rows or none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol, TypeVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from portal.lib.tabular import Table
from portal.lib.text import plain
from portal.ui import fieldview

MOST_NAMED = 30


@dataclass(frozen=True)
class Problem:
    """`row` counts as a spreadsheet shows it; `column` is the name in the header."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Change:
    row: int
    key: str
    column: str
    before: str
    after: str


@dataclass
class Report:
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    submitted: int = 0
    refused: list[Problem] = field(default_factory=list)
    doubtful: list[Problem] = field(default_factory=list)  # kept, but not public yet; columns nobody reads
    changes: list[Change] = field(default_factory=list)

    @property
    def bad_rows(self) -> list[int]:
        return sorted({problem.row for problem in self.refused})

    def as_json(self) -> dict[str, Any]:
        """`changes` only where there are some: not every table can tell them."""
        told = asdict(self)
        return told if self.changes else {name: value for name, value in told.items() if name != "changes"}


class ReadRow(Protocol):
    problems: list[Problem]


R = TypeVar("R", bound=ReadRow)


class _TakenBack(Exception):  # noqa: N818
    pass


def written(
    rows: Sequence[R], unread: list[Problem], write: Callable[[R, Report], None], *, none_if_bad: bool, dry_run: bool
) -> Report:
    """Write the good rows in one transaction; take all back on a dry run, or when a row is bad and none were wanted."""
    report = Report(read=len(rows), doubtful=unread, refused=[problem for row in rows for problem in row.problems])
    try:
        with transaction.atomic():
            for row in rows:
                if not row.problems:
                    write(row, report)
            if dry_run or (none_if_bad and report.refused):
                raise _TakenBack
    except _TakenBack:
        if not dry_run:
            return Report(read=report.read, refused=report.refused, doubtful=report.doubtful)
    return report


def form_problems(number: int, form: forms.BaseForm, labels: Mapping[str, str]) -> Iterator[Problem]:
    """What a form says against a row, each at its column; where the word is none of a few, the few are named."""
    for bound in form.visible_fields():
        for told, error in zip(fieldview.told(bound), bound.errors.as_data(), strict=True):
            text = told.text + told.mend
            if error.code == "invalid_choice" and len(few := _words(bound.field)) <= MOST_NAMED:
                text = _("「%(value)s」は選べません。選べるのは、%(few)sです。") % {
                    "value": (error.params or {}).get("value", ""),
                    "few": "、".join(few),
                }
            yield Problem(number, labels.get(bound.name, str(bound.label)), text)


def _words(choice: forms.Field) -> list[str]:
    return [str(label) for value, label in getattr(choice, "choices", ()) if value not in ("", None)]


def columns_of(table: Table, header_at: int, known: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """The template's name of each column, "" for one that nobody reads, and a word about those."""
    names = {plain(name): name for name in known}
    columns = [names.get(plain(cell), "") for cell in table.rows[header_at]]
    unread = [
        Problem(header_at + 1, cell.strip(), _("この列は読みません。見出しをひな形と同じにしてください。"))
        for cell, name in zip(table.rows[header_at], columns, strict=True)
        if cell.strip() and not name
    ]
    return columns, unread


def bad_cells(table: Table, columns: Sequence[str]) -> dict[int, list[Problem]]:
    """Cells that the table itself refuses, by row."""
    bad: dict[int, list[Problem]] = {}
    for cell in table.bad_cells:
        name = columns[cell.column] if cell.column < len(columns) else ""
        problem = Problem(cell.row, name or get_column_letter(cell.column + 1), cell.reason)
        bad.setdefault(cell.row, []).append(problem)
    return bad
