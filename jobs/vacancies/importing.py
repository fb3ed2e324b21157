"""Vacancies from a table: each row goes through the same forms as posting by hand, and all bad cells are told at once.

A row is known again by its 管理番号, else by facility, occupation and wage; a second pass changes nothing.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.codelists.queries import codes
from portal.facilities.models import Facility
from portal.imports.report import Problem, Report, bad_cells, columns_of, form_problems, written
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.tabular import Table, Unreadable
from portal.lib.text import plain

from . import access, actions, answers, choices, queries
from .forms import CODE_LISTS, ROW_FORMS, STEPS, TICKS, form_of, formset_of, rows_of
from .models import Terms, Vacancy

KEY, NUMBER, NAME = "管理番号", "事業所番号", "事業所名"
SHIFTS = PARTS = 5
SHIFT_COLUMNS = {
    "name": "名前",
    "days": "曜日",
    "start": "始業",
    "end": "終業",
    "break_minutes": "休憩（分）",
    "per_month": "月の回数",
}
PART_COLUMNS = {
    "kind": "種類",
    "name": "名前",
    "low": "金額",
    "high": "金額（上）",
    "counts_for_minimum": "最低賃金に入れる",
}
WISHES = {"必要な資格": "required", "働きながら取る予定でもよい資格": "planned", "あれば歓迎の資格": "preferred"}
FEATURES = "こだわり条件"
YES = {"はい", "有", "あり", "有り", "○", "◯", "1", "true", "yes", "する", "対象"}
NO = {"いいえ", "無", "なし", "無し", "×", "0", "false", "no", "しない", "対象外"}
WAGE_IDENTITY = ("occupation", "wage_type", "base_low", "base_high")
MAX_ROWS = 500
HEADER_WITHIN = 10
COLUMNS = tuple(name for step in STEPS for name in step.columns)


@dataclass
class Row:
    number: int
    key: str
    facility: Facility | None
    values: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    problems: list[Problem]

    @property
    def identity(self) -> tuple[Any, ...]:
        """By what a second pass knows the row again."""
        if self.key:
            return (self.key,)
        return (self.facility and self.facility.pk, *(self.values.get(name) for name in WAGE_IDENTITY))


# The header


@cache
def header() -> tuple[str, ...]:
    """The columns of the template, in the order of the sheet."""
    numbered = [f"勤務{n} {label}" for n in range(1, SHIFTS + 1) for label in SHIFT_COLUMNS.values()]
    parts = [f"手当{n} {label}" for n in range(1, PARTS + 1) for label in PART_COLUMNS.values()]
    return (KEY, NUMBER, NAME, *(answers.label(name) for name in COLUMNS), *numbered, *parts, *WISHES, FEATURES)


def hints() -> tuple[str, ...]:
    """What may stand in each column, for the second line of the template."""
    return tuple(_hint(name) for name in header())


def _hint(label: str) -> str:
    name = next((each for each in COLUMNS if answers.label(each) == label), "")
    if not name:
        return {
            KEY: _("自分で決める番号。同じ番号は同じ求人"),
            NUMBER: _("10桁。ない事業所は事業所名で"),
            FEATURES: _("条件：裏づけ（複数は ; で分ける）"),
        }.get(label, _("資格の名前（複数は 、で分ける）") if label in WISHES else "")
    column = answers.column(name)
    if name in CODE_LISTS:
        return "／".join(code.label for code in codes(CODE_LISTS[name]))[:300]
    if isinstance(column, models.BooleanField):
        return _("はい／いいえ")
    return "／".join(str(text) for _value, text in column.flatchoices)


def _header_at(table: Table) -> int:
    known = {plain(name) for name in header()}
    for place, row in enumerate(table.rows[:HEADER_WITHIN]):
        names = {plain(cell) for cell in row}
        if len(names & known) >= 3 and names & {plain(NUMBER), plain(NAME)}:
            return place
    raise Unreadable(_("見出しの行が見つかりません。ひな形の見出し（事業所番号、職種など）をそのまま使ってください。"))


# A row through the forms


def read_rows(table: Table, organisation: Organisation) -> tuple[list[Row], list[Problem]]:
    """Every filled row, and what was not read. Raises `Unreadable` when this is no table of vacancies."""
    start = _header_at(table)
    names, unread = columns_of(table, start, header())
    bad = bad_cells(table, names)
    facilities = list(Facility.objects.filter(organisation=organisation))
    told, records = hints(), {}
    for number, cells in enumerate(table.rows[start + 1 :], start=start + 2):
        record = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
        if (record or number in bad) and tuple(record.values()) != _written(told, record):
            records[number] = record
    if len(records) > MAX_ROWS:
        raise Unreadable(_("一度に読めるのは%(limit)d行までです。分けてください。") % {"limit": MAX_ROWS})
    if not records:
        raise Unreadable(_("見出しの下に求人の行がありません。"))
    rows = [_row(number, record, facilities, bad.get(number, [])) for number, record in records.items()]
    return _without_doubles(rows), unread


def _written(line: tuple[str, ...], record: Mapping[str, str]) -> tuple[str, ...]:
    """The template's own hints for the columns that a row fills, so that the hint line is not taken for a vacancy."""
    by_name = dict(zip(header(), line, strict=True))
    return tuple(by_name[name] for name in record)


def _without_doubles(rows: list[Row]) -> list[Row]:
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        first = seen.setdefault(row.identity, row.number)
        if first != row.number:
            words = _("%(row)d行目と同じ求人です。別の求人なら、違う管理番号を入れてください。") % {"row": first}
            row.problems.append(Problem(row.number, KEY, words))
    return rows


def _row(number: int, record: Mapping[str, str], facilities: list[Facility], problems: list[Problem]) -> Row:
    found, told = _facility(number, record, facilities)
    row = Row(number, record.get(KEY, ""), found, {}, {}, [*problems, *told])
    if len(row.key) > 40:
        row.problems.append(Problem(number, KEY, _("管理番号は40字までです。")))
    for step in STEPS:
        labels = {name: answers.label(name) for name in step.columns}
        data = {name: _typed(name, record[label]) for name, label in labels.items() if label in record}
        for name in TICKS.keys() & data.keys():
            if data[name] not in ("True", "False"):
                row.problems.append(Problem(number, labels[name], _("「はい」か「いいえ」を入れてください。")))
        form = form_of(step)(data={**data, "saves": "0"}, instance=Terms())
        row.problems += form_problems(number, form, labels)
        row.values |= {name: form.cleaned_data.get(name) for name in step.columns}
        if step.rows:
            row.rows[step.rows] = _child_rows(step.rows, number, record, row.problems)
    return row


def _facility(
    number: int, record: Mapping[str, str], facilities: list[Facility]
) -> tuple[Facility | None, list[Problem]]:
    wanted, name = plain(record.get(NUMBER, "")).upper(), plain(record.get(NAME, ""))
    column, value = (NUMBER, wanted) if wanted else (NAME, name)
    found = [each for each in facilities if value and value == (each.number if wanted else plain(each.name))]
    if len(found) > 1 and name:
        found = [each for each in found if plain(each.name) == name]
    if len(found) == 1:
        return found[0], []
    if not value:
        return None, [Problem(number, NUMBER, _("事業所番号か事業所名を入れてください。"))]
    reason = (
        _("「%(value)s」は、この団体の事業所にありません。")
        if not found
        else _("「%(value)s」に当たる事業所が二つ以上あります。")
    )
    return None, [Problem(number, column, reason % {"value": value})]


def _typed(name: str, text: str) -> Any:
    """What the form expects for what a person writes in a cell."""
    column = answers.column(name)
    if name in CODE_LISTS:
        return _code(CODE_LISTS[name], text)
    if isinstance(column, models.BooleanField):
        return _yes_no(text)
    if column.choices:
        return _choice(column.flatchoices, text)
    return text


def _yes_no(text: str) -> str:
    word = plain(text).lower()
    return (
        "True" if word in {plain(each) for each in YES} else "False" if word in {plain(each) for each in NO} else text
    )


def _choice(options: Iterable[tuple[Any, Any]], text: str) -> Any:
    return next((value for value, label in options if plain(text) in (plain(str(label)), value)), text)


def _code(name: str, text: str) -> str:
    word = plain(text)
    return next(
        (code.value for code in codes(name) if word in (code.value, plain(code.label), plain(code.short or "-"))), text
    )


def _child_rows(kind: str, number: int, record: Mapping[str, str], problems: list[Problem]) -> list[dict[str, Any]]:
    lines = list(CHILDREN[kind](record))
    data = {f"{kind}-TOTAL_FORMS": str(len(lines)), f"{kind}-INITIAL_FORMS": "0"}
    for place, (_labels, line) in enumerate(lines):
        data |= {f"{kind}-{place}-{name}": value for name, value in line.items()}
    formset = formset_of(kind)(data=data, prefix=kind)
    for (labels, _line), form in zip(lines, formset.forms, strict=False):
        problems += form_problems(number, form, labels)
    for message in formset.non_form_errors():
        problems.append(Problem(number, str(answers.ROW_LABELS[kind]), str(message)))
    return formset.values


Line = tuple[dict[str, str], dict[str, Any]]


def _numbered(record: Mapping[str, str], prefix: str, count: int, columns: Mapping[str, str]) -> Iterator[Line]:
    for place in range(1, count + 1):
        labels = {name: f"{prefix}{place} {label}" for name, label in columns.items()}
        line = {name: record[label] for name, label in labels.items() if label in record}
        if line:
            yield labels, line


def _shifts(record: Mapping[str, str]) -> Iterator[Line]:
    for labels, line in _numbered(record, "勤務", SHIFTS, SHIFT_COLUMNS):
        if "days" in line:
            line["days"] = _days(line["days"])
        yield labels, line


def _days(text: str) -> list[str]:
    word = plain(text)
    for whole, days in (("毎日", "月火水木金土日"), ("平日", "月火水木金"), ("土日", "土日")):
        word = word.replace(whole, days)
    bits = {day: str(bit) for bit, day in choices.DAYS}
    return list(dict.fromkeys(bits.get(letter, letter) for letter in word if letter not in " 、,・曜/"))


def _parts(record: Mapping[str, str]) -> Iterator[Line]:
    for labels, line in _numbered(record, "手当", PARTS, PART_COLUMNS):
        line["kind"] = _choice(choices.PartKind.choices, line.get("kind", choices.PartKind.FIXED))
        line["counts_for_minimum"] = _yes_no(line.get("counts_for_minimum", "はい")) == "True"
        yield labels, line


def _wishes(record: Mapping[str, str]) -> Iterator[Line]:
    for label, need in WISHES.items():
        for name in record.get(label, "").replace(",", "、").split("、"):
            if name.strip():
                yield {"code": label, "need": label}, {"code": _code("qualification", name), "need": need}


def _facts(record: Mapping[str, str]) -> Iterator[Line]:
    for item in record.get(FEATURES, "").replace("；", ";").replace("\n", ";").split(";"):
        name, _colon, fact = item.replace("：", ":").partition(":")
        if item.strip():
            yield {"code": FEATURES, "fact": FEATURES}, {"code": _code("feature", name), "fact": fact.strip()}


CHILDREN = {"shifts": _shifts, "parts": _parts, "qualifications": _wishes, "features": _facts}


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
    try:
        with transaction.atomic():
            outcome, vacancy = _keep(row, organisation, actor, at)
    except Refused as refused:
        report.refused.append(Problem(row.number, KEY, str(refused)))
        return
    setattr(report, outcome, getattr(report, outcome) + 1)
    draft = vacancy.draft
    if submit and draft is not None and draft.frozen_at is None:
        _hand_in(row, vacancy, report, actor, at)
    elif draft is not None and outcome != "unchanged":
        _doubt(row, report, queries.findings(draft, tokyo_date(at)))


def _keep(row: Row, organisation: Organisation, actor: User, at: dt.datetime) -> tuple[str, Vacancy]:
    vacancy, outcome, facility = _known(row, organisation), "updated", cast(Facility, row.facility)
    if vacancy is None:
        vacancy = actions.start(organisation=organisation, facility=facility, actor=actor, at=at, source_key=row.key)
        outcome = "created"
    elif vacancy.facility_id != facility.pk:
        raise Refused(_("この管理番号の求人は、ほかの事業所のものです。別の管理番号を入れてください。"))
    elif not _differs(row, cast(Terms, vacancy.draft or vacancy.live)):
        return "unchanged", vacancy
    terms = actions.open_draft(vacancy=vacancy, actor=actor, at=at)
    actions.save_terms(terms=terms, values=row.values, rows=row.rows, saves=terms.saves, actor=actor, at=at)
    return outcome, _vacancies(organisation).get(pk=vacancy.pk)


def _vacancies(organisation: Organisation) -> models.QuerySet[Vacancy]:
    related = ("case", "organisation", "facility", "live", "draft", "draft__occupation", "draft__employment")
    return access.vacancies_of(organisation).select_related(*related)


def _known(row: Row, organisation: Organisation) -> Vacancy | None:
    found = _vacancies(organisation)
    if row.key:
        return found.filter(source_key=row.key).first()
    same = models.Q()
    for name in WAGE_IDENTITY:
        value = row.values[name]
        same &= models.Q(**{f"{name}__isnull": True} if value is None else {name: value})
    terms = Terms.objects.filter(same)
    open_ones = found.filter(facility=row.facility, case__closed_at=None, source_key="")
    return open_ones.filter(models.Q(draft__in=terms) | models.Q(draft=None, live__in=terms)).order_by("pk").first()


def _differs(row: Row, terms: Terms) -> bool:
    if any(getattr(terms, name) != value for name, value in row.values.items()):
        return True
    return any(_comparable(kind, rows_of(terms, kind)) != _comparable(kind, rows) for kind, rows in row.rows.items())


def _comparable(kind: str, rows: list[dict[str, Any]]) -> list[str]:
    """Order counts for shifts and parts only."""
    lines = []
    for values in rows:
        days = values.get("days")
        plainly = values | ({"days": sum(days)} if isinstance(days, list) else {})
        lines.append(repr([plainly[name] for name in ROW_FORMS[kind].base_fields]))
    return lines if kind in actions.ORDERED else sorted(lines)


def _hand_in(row: Row, vacancy: Vacancy, report: Report, actor: User, at: dt.datetime) -> None:
    try:
        actions.submit(vacancy=vacancy, actor=actor, at=at)
        report.submitted += 1
    except actions.Blocked as blocked:
        _doubt(row, report, blocked.findings)
    except Refused as refused:
        report.doubtful.append(Problem(row.number, KEY, str(refused)))


def _doubt(row: Row, report: Report, findings: Iterable[Any]) -> None:
    """What keeps a row from being published; it stays a draft."""
    for finding in findings:
        if finding.severity.value == "block":
            column = answers.label(finding.field) if finding.field in (*COLUMNS, *answers.ROW_LABELS) else KEY
            report.doubtful.append(Problem(row.number, column, finding.message + finding.mend))
