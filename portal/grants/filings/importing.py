"""Rows from a table that somebody brings: each goes through the form of a row, all bad cells are told at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.grants.schemes.queries import figures_of
from portal.grants.schemes.structure import Figures, Table
from portal.imports.report import Problem, bad_cells, columns_of, form_problems
from portal.lib.tabular import Table as File
from portal.lib.tabular import Unreadable
from portal.lib.text import plain

from . import rules
from .forms import AnswerForm
from .models import Filing
from .wording import from_cell, hint

HEADER_WITHIN = 10
LEAST_NAMES = 3  # columns that a header must know to be taken for one


@dataclass
class Line:
    """`number` counts as a spreadsheet shows it."""

    number: int
    values: dict[str, Any]
    problems: list[Problem]


def header(table: Table) -> list[str]:
    return [str(column.label) for column in table.columns]


def hints(table: Table) -> list[str]:
    return [hint(column) for column in table.columns]


def read_rows(file: File, table: Table, filing: Filing) -> tuple[list[Line], list[Problem]]:
    """Every filled row, and the columns that were not read. Raises `Unreadable` when this is another table."""
    start = _header_at(file, table)
    names, unread = columns_of(file, start, header(table))
    records = _records(file, start, names, table)
    bad = bad_cells(file, names)
    numbers = sorted({*records, *(number for number in bad if number > start + 1)})
    if not numbers:
        raise Unreadable(_("見出しの下に行がありません。"))
    if len(numbers) > table.most:
        raise Unreadable(_("一度に読めるのは%(most)d行までです。分けてください。") % {"most": table.most})
    figures = figures_of(filing.grant.version)
    lines = [_line(number, records.get(number, {}), table, figures, bad.get(number, [])) for number in numbers]
    return _across(lines, table), unread


def too_many(line: Line, table: Table, words: str) -> Problem:
    return Problem(line.number, str(table.label), words)


def _header_at(file: File, table: Table) -> int:
    known = {plain(name) for name in header(table)}
    least = min(LEAST_NAMES, len(known))
    for place, cells in enumerate(file.rows[:HEADER_WITHIN]):
        if len({plain(cell) for cell in cells} & known) >= least:
            return place
    raise Unreadable(_("見出しの行が見つかりません。ひな形の見出しをそのまま使ってください。"))


def _records(file: File, start: int, names: list[str], table: Table) -> dict[int, dict[str, str]]:
    told = dict(zip(header(table), hints(table), strict=True))
    found = {}
    for number, cells in enumerate(file.rows[start + 1 :], start=start + 2):
        record = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
        if record and any(value != told[name] for name, value in record.items()):
            found[number] = record
    return found


def _line(number: int, record: Mapping[str, str], table: Table, figures: Figures, bad: list[Problem]) -> Line:
    named = {column.key: column for column in table.columns}
    labels = {key: str(column.label) for key, column in named.items()}
    typed = {key: from_cell(column, record[labels[key]]) for key, column in named.items() if labels[key] in record}
    form = AnswerForm(table.columns, {**typed, "saves": 0})
    problems = [*bad, *form_problems(number, form, labels)]
    values = {key: value for key, value in form.kept().items() if value is not None}
    told = {problem.column for problem in problems}
    for one in rules.row_problems(table.columns, values, table.check(values, figures) if not problems else ()):
        if labels.get(one.key, "") not in told:
            problems.append(Problem(number, labels.get(one.key, str(table.label)), f"{one.message}{one.mend}"))
    return Line(number, values, problems)


def _across(lines: list[Line], table: Table) -> list[Line]:
    labels = {column.key: str(column.label) for column in table.columns}
    for place, problems in table.across([line.values for line in lines]).items():
        line = lines[place]
        line.problems += [
            Problem(line.number, labels.get(one.key, str(table.label)), f"{one.message}{one.mend}") for one in problems
        ]
    return lines
