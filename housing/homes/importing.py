"""Homes from a table: each row goes through the same forms as writing by hand, and all bad cells are told at once.

A row is known again by its 管理番号. An empty cell changes nothing; a second pass changes nothing.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.geo.models import Town
from portal.imports.report import Change, Problem, Report, bad_cells, columns_of, form_problems, written
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.tabular import Table, Unreadable
from portal.lib.text import plain
from portal.lib.verdict import Finding

from . import access, actions, answers, rules, stock
from .forms import StepForm, as_typed, form_of, initial, row_fields
from .models import Building, Dwelling, Listing
from .steps import STEPS, Step, label

KEY, SOURCE = "管理番号", "file"
YES = {"はい", "有", "あり", "○", "◯", "1", "true", "yes"}
NO = {"いいえ", "無", "なし", "×", "0", "false", "no"}
MAX_ROWS = 2000
HEADER_WITHIN = 10


@dataclass
class Row:
    number: int
    key: str
    listing: Listing | None
    town: Town | None
    parts: dict[str, Any]
    problems: list[Problem]
    changes: list[Change]


# The header


@cache
def columns() -> dict[str, tuple[Step, str]]:
    """Name in the header -> step and field, in the order of the forms."""
    return {
        str(bound.label): (step, name)
        for step in STEPS
        for name, bound in form_of(step).base_fields.items()
        if name != "saves"
    }


def header() -> tuple[str, ...]:
    return (KEY, *columns())


def hints() -> tuple[str, ...]:
    """What may stand in each column, for the second line of the template."""
    return (
        _("自分で決める番号。同じ番号は同じ部屋"),
        *(_hint(form_of(step).base_fields[name]) for step, name in columns().values()),
    )


def _hint(bound: forms.Field) -> str:
    if isinstance(bound, forms.BooleanField):
        return _("はい／いいえ")
    if isinstance(bound, forms.MultipleChoiceField):
        return "、".join(str(text) for _value, text in _flat(bound.choices))[:300]
    if isinstance(bound.widget, forms.RadioSelect) and isinstance(bound, forms.ChoiceField):
        return "／".join(str(text) for _value, text in _flat(bound.choices))
    return str(bound.help_text)


def _header_at(table: Table) -> int:
    known = {plain(name) for name in header()}
    for place, row in enumerate(table.rows[:HEADER_WITHIN]):
        names = {plain(cell) for cell in row}
        if len(names & known) >= 3 and plain(KEY) in names:
            return place
    raise Unreadable(_("見出しの行が見つかりません。ひな形の見出し（管理番号、町丁目など）をそのまま使ってください。"))


# A row through the forms


def read_rows(table: Table, organisation: Organisation) -> tuple[list[Row], list[Problem]]:
    """Every filled row, and what was not read. Raises `Unreadable` when this is no table of homes."""
    start = _header_at(table)
    names, unread = columns_of(table, start, header())
    records = _records(table, start, names)
    bad = bad_cells(table, names)
    numbers = sorted({number for number, _record in records} | {number for number in bad if number > start + 1})
    if len(numbers) > MAX_ROWS:
        raise Unreadable(_("一度に読めるのは%(limit)d行までです。分けてください。") % {"limit": MAX_ROWS})
    if not numbers:
        raise Unreadable(_("見出しの下に部屋の行がありません。"))
    by_number = dict(records)
    kept = _known(organisation)
    rows = [_row(number, by_number.get(number, {}), kept, bad.get(number, [])) for number in numbers]
    return _without_doubles(rows), unread


def _records(table: Table, start: int, names: list[str]) -> list[tuple[int, dict[str, str]]]:
    told = dict(zip(header(), hints(), strict=True))
    found = []
    for number, cells in enumerate(table.rows[start + 1 :], start=start + 2):
        record = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
        if record and any(value != told[name] for name, value in record.items()):
            found.append((number, record))
    return found


def _known(organisation: Organisation) -> dict[str, Listing]:
    return {row.source_key: row for row in _of(organisation)}


def _of(organisation: Organisation) -> QuerySet[Listing]:
    return stock.for_desk(access.listings_of(organisation).filter(source=SOURCE))


def _without_doubles(rows: list[Row]) -> list[Row]:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.key, row.number) if row.key else row.number
        if first != row.number:
            words = _("%(row)d行目と同じ管理番号です。別の部屋なら、違う番号を入れてください。") % {"row": first}
            row.problems.append(Problem(row.number, KEY, words))
    return rows


def _row(number: int, record: Mapping[str, str], kept: Mapping[str, Listing], problems: list[Problem]) -> Row:
    key = plain(record.get(KEY, ""))
    listing = kept.get(key)
    row = Row(number, key, listing, None, {"rows": {}}, list(problems), [])
    if not 1 <= len(key) <= 40:
        row.problems.append(Problem(number, KEY, _("管理番号を、40字までで入れてください。")))
    base = listing or Listing(dwelling=Dwelling(building=Building()))
    for step in STEPS:
        _read_step(step, row, record, base, is_new=listing is None)
    row.town = row.parts.get("building", {}).get("town")
    if listing is None and label("town") not in record:
        row.problems.append(Problem(number, label("town"), _("町丁目を入れてください。例：光が丘三丁目")))
    return row


def _read_step(step: Step, row: Row, record: Mapping[str, str], base: Listing, *, is_new: bool) -> None:
    """The step's form, filled with what is stored and then with what the cells say."""
    labels = {name: text for text, (of, name) in columns().items() if of is step and text in record}
    if not labels:
        return
    stored = as_typed(form_of(step)(initial=blank(step) if is_new else initial(step, base)))
    before = form_of(step)(data=stored)
    before.is_valid()
    typed = {name: _typed(form_of(step).base_fields[name], record[text]) for name, text in labels.items()}
    form = form_of(step)(data={**stored, **typed})
    row.problems += form_problems(row.number, form, labels)
    if not form.is_valid():
        return
    _merge(row.parts, form.parts(), step, set(labels))
    if not is_new:
        row.changes += _differences(row, form, before, labels)


def blank(step: Step) -> dict[str, Any]:
    """What a new home holds by itself, as the form of a step wants it."""
    return {"saves": 0} | {column.name: column.get_default() for _part, column in step.columns()}


def _merge(parts: dict[str, Any], of_step: dict[str, Any], step: Step, named: set[str]) -> None:
    """Only what the file has a cell for; whole lists where it has one of theirs."""
    for part in ("building", "dwelling", "values"):
        told = {name: value for name, value in of_step[part].items() if name in named}
        parts.setdefault(part, {}).update(told)
    for rows, items in of_step["rows"].items():
        if named & _fields_of(rows):
            parts["rows"][rows] = items
    if "accesses" in of_step and named & _fields_of("accesses"):
        parts["accesses"] = of_step["accesses"]


@cache
def _fields_of(rows: str) -> frozenset[str]:
    return frozenset(row_fields(rows))


def _differences(row: Row, form: StepForm, before: StepForm, labels: Mapping[str, str]) -> Iterator[Change]:
    for name, text in labels.items():
        old, new = before.cleaned_data.get(name), form.cleaned_data.get(name)
        if _comparable(old) != _comparable(new):
            bound = form.fields[name]
            yield Change(row.number, row.key, text, answers.shown(bound, old), answers.shown(bound, new))


def _comparable(value: Any) -> Any:
    """The order of what is ticked does not count."""
    return sorted(value) if isinstance(value, list) else value


def _typed(bound: forms.Field, text: str) -> Any:
    """What the form expects for what a person writes in a cell."""
    word = plain(text)
    if isinstance(bound, forms.BooleanField):
        low = word.lower()
        return "True" if low in YES else "False" if low in NO else text
    if isinstance(bound, forms.MultipleChoiceField):
        return [_choice(bound, each) for each in word.replace(",", "、").replace("/", "、").split("、") if each.strip()]
    if isinstance(bound, forms.ChoiceField):
        return _choice(bound, word.removesuffix("駅") if "駅" in str(bound.label) else word)
    return text


def _choice(bound: forms.ChoiceField, text: str) -> str:
    for value, words in _flat(bound.choices):
        if plain(text) in (plain(str(words)), str(value)):
            return str(value)
    return text


def _flat(options: Any) -> Iterator[tuple[Any, Any]]:
    for value, words in options:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield value, words


# Writing


def load(
    table: Table,
    *,
    organisation: Organisation,
    actor: User,
    at: dt.datetime,
    submit: bool = False,
    none_if_bad: bool = False,
    dry_run: bool = False,
) -> Report:
    """Write the good rows in one transaction: as drafts, or handed in. Raises `Unreadable`, having written nothing."""
    rows, unread = read_rows(table, organisation)
    return written(
        rows,
        unread,
        lambda row, report: _write(row, report, organisation, actor, at, submit),
        none_if_bad=none_if_bad,
        dry_run=dry_run,
    )


def _write(row: Row, report: Report, organisation: Organisation, actor: User, at: dt.datetime, submit: bool) -> None:
    if row.listing is not None and not row.changes:
        report.unchanged += 1
        return
    try:
        with transaction.atomic():
            listing = row.listing or _created(row, organisation, actor, at)
            kept = actions.save(listing=listing, saves=listing.saves, actor=actor, at=at, **row.parts)
    except actions.Blocked as blocked:
        report.refused += [_told(row, finding) for finding in blocked.findings]
        return
    except Refused as refused:
        report.refused.append(Problem(row.number, KEY, str(refused)))
        return
    if row.listing is None:
        report.created += 1
    else:
        report.updated += 1
        report.changes += row.changes
    if submit and kept.case.state in ("draft", "returned"):
        _hand_in(row, kept, report, actor, at)
    elif not kept.is_public:
        found = rules.blocks(stock.publication(kept, tokyo_date(at)))
        report.doubtful += [_told(row, finding) for finding in found if finding.field != "confirmed_on"]


def _created(row: Row, organisation: Organisation, actor: User, at: dt.datetime) -> Listing:
    told = row.parts.get("building", {})
    place = Building.objects.filter(keeper=organisation, town=row.town, block=told.get("block", ""))
    known = place.filter(name=told.get("name", "")).first() if told.get("block") else None
    return actions.create_home(
        organisation=organisation, building=known, town=row.town, actor=actor, at=at, source=SOURCE, source_key=row.key
    )


def _hand_in(row: Row, listing: Listing, report: Report, actor: User, at: dt.datetime) -> None:
    try:
        actions.submit(listing=listing, actor=actor, at=at)
        report.submitted += 1
    except actions.Blocked as blocked:
        report.doubtful += [_told(row, finding) for finding in blocked.findings]
    except Refused as refused:
        report.doubtful.append(Problem(row.number, KEY, str(refused)))


def _told(row: Row, finding: Finding) -> Problem:
    return Problem(row.number, label(finding.field), finding.message + finding.mend)
