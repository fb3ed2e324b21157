"""Worked cases that a clerk writes: one line is one case, or one room of a case of the same name.

The name of a file is the code of the scheme. A heading is the label of a question, of a column of the table, or of a
figure, which then stands instead of the sample's. An empty cell says nothing; 「なし」 is no day.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from portal.grants.schemes.choices import Expected
from portal.grants.schemes.conditions import eligibility
from portal.grants.schemes.queries import typed
from portal.grants.schemes.structure import Facts, Figures, Question, Scheme, get
from portal.lib.text import plain_number
from tests.factories.grants import SAMPLES

FOLDER = Path(__file__).parent
YES = {"はい": True, "いいえ": False}
NAME, DAY, RESULT, FIRST_DAY, YEN, ROW_YEN = "例", "申請の日", "結果", "申請できる最初の日", "金額", "この行の額"
OUTCOMES = {str(label): code for code, label in Expected.choices}

Line = dict[str, str]


def cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.csv")):
        found: dict[str, list[Line]] = {}
        for line in csv.DictReader(file.read_text("utf-8-sig").splitlines()):
            found.setdefault(line[NAME], []).append({key: cell for key, cell in line.items() if cell})
        for name, lines in found.items():
            yield pytest.param(get(file.stem), lines, id=f"{file.stem} {name}")


@pytest.mark.parametrize(("scheme", "lines"), list(cases()))
def test_a_worked_case(scheme: Scheme, lines: list[Line]) -> None:
    facts, first = facts_of(scheme, lines), lines[0]
    found = scheme.estimate(facts)
    assert found.total == plain_number(first[YEN])
    for place, line in enumerate(lines):
        if ROW_YEN in line:
            assert found.rows[str(place)] == plain_number(line[ROW_YEN])
    if RESULT in first:
        held = eligibility(scheme, {}, facts)
        day = None if first[FIRST_DAY] == "なし" else dt.date.fromisoformat(first[FIRST_DAY])
        assert (held.outcome.value, held.first_day) == (OUTCOMES[first[RESULT]], day)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.csv")), ids=lambda file: file.stem)
def test_every_heading_is_known(file: Path) -> None:
    scheme = get(file.stem)
    known = {NAME, DAY, RESULT, FIRST_DAY, YEN, ROW_YEN, *figures(scheme), *questions(scheme), *columns(scheme)}
    (header, *lines) = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert set(header) - known == set()
    assert {len(line) for line in lines} == {len(header)}


def facts_of(scheme: Scheme, lines: list[Line]) -> Facts:
    sample, first = import_module(SAMPLES[scheme.code]), lines[0]
    kept = {**sample.VERSION["figures"], **dict(figure_cells(scheme, first))}
    own = Figures({figure.key: typed(figure, kept[figure.key]) for figure in scheme.figures})
    day = dt.date.fromisoformat(first.get(DAY, "2026-11-24"))
    rows = [{column.key: cell(column, line[label]) for label, column in columns(scheme).items() if label in line}
            for line in lines]  # fmt: skip
    answers = {one.key: cell(one, first[label]) for label, one in questions(scheme).items() if label in first}
    tables = {table.code: rows for table in scheme.filing("application").tables}
    return Facts(answers, own, day, tables)


def figures(scheme: Scheme) -> dict[str, Any]:
    return {str(figure.label): figure for figure in scheme.figures}


def questions(scheme: Scheme) -> dict[str, Question]:
    return {str(question.label): question for question in scheme.check}


def columns(scheme: Scheme) -> dict[str, Question]:
    """Of every filing's table: a report has some of its own."""
    found = [column for kind in scheme.filings for table in kind.tables for column in table.columns]
    return {str(column.label): column for column in found}


def figure_cells(scheme: Scheme, line: Line) -> Iterator[tuple[str, Any]]:
    for label, figure in figures(scheme).items():
        if label in line:
            codes = {str(name): code for code, name in figure.choices}
            plain = {"fraction": str, "date": str, "yes_no": YES.get, "choice": codes.get}
            yield figure.key, plain.get(figure.kind, plain_number)(line[label])


def cell(question: Question, text: str) -> Any:
    if question.kind in ("yen", "count"):
        return plain_number(text)
    if question.kind == "yes_no":
        return YES[text]
    if question.kind == "choice":
        return {str(label): code for code, label in question.choices}[text]
    if question.kind == "date":
        return dt.date.fromisoformat(text).isoformat()
    return text
