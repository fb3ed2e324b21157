"""Rows of the tables of a filing."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.grants.schemes.structure import Table
from portal.imports.report import Report, written
from portal.lib.refusal import Refused
from portal.lib.tabular import Table as File

from .. import importing
from ..models import Filing, Row
from ..queries import scope_of
from .answering import closed, held, touch


def table_of(filing: Filing, code: str) -> Table:
    """Raises `KeyError`."""
    return {table.code: table for table in filing.form.tables}[code]


def save_row(
    *,
    filing: Filing,
    table: str,
    values: Mapping[str, Any],
    saves: int,
    actor: User,
    at: dt.datetime,
    key: str = "",
) -> Row:
    """Change the row of this key, or add one. Raises `Stale`, `Refused`, `NotAllowed`, `Row.DoesNotExist`."""
    asked = table_of(filing, table)
    with transaction.atomic():
        row = held(filing, actor)
        scope = scope_of(row)
        if not (scope.row(table, key) if key else scope.table(table)):
            raise closed()
        touch(row, at, saves)
        line = Row.objects.get(filing=row, table=table, key=key) if key else _new(row, asked)
        kept = {**line.values, **values}
        line.values = {name: value for name, value in kept.items() if value is not None}
        line.save()
        record("grant.row", actor=actor, at=at, subject=row, detail={"table": table, "row": line.key})
    return line


def _new(row: Filing, table: Table) -> Row:
    rows = Row.objects.filter(filing=row, table=table.code)
    if rows.count() >= table.most:
        raise Refused(_("一つの申請に書けるのは%(most)d行までです。") % {"most": table.most})
    last = rows.aggregate(last=Max("position"))["last"]
    return Row(filing=row, table=table.code, position=0 if last is None else last + 1)


def remove_row(*, filing: Filing, table: str, key: str, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        row = held(filing, actor)
        if not scope_of(row).row(table, key):
            raise closed()
        Row.objects.filter(filing=row, table=table, key=key).delete()
        touch(row, at)
        record("grant.row_removed", actor=actor, at=at, subject=row, detail={"table": table, "row": key})


def import_rows(
    *,
    filing: Filing,
    table: str,
    file: File,
    actor: User,
    at: dt.datetime,
    replace: bool = True,
    none_if_bad: bool = False,
    dry_run: bool = False,
) -> Report:
    """Write the good rows of a file. A row of the same title is the same row and keeps its key; `replace` takes away
    the rows that the file does not hold. Raises `Unreadable`, `Refused`, `NotAllowed`, having written nothing.
    """
    asked = table_of(filing, table)
    lines, unread = importing.read_rows(file, asked, filing)
    with transaction.atomic():
        row = held(filing, actor)
        if not scope_of(row).table(table):
            raise closed()
        known = _by_title(row, asked)
        kept: set[int] = set()
        report = written(
            lines,
            unread,
            lambda line, report: _write(row, asked, line, known, kept, report),
            none_if_bad=none_if_bad,
            dry_run=dry_run,
        )
        loaded = report.created + report.updated + report.unchanged
        if not dry_run and loaded:
            if replace:
                Row.objects.filter(filing=row, table=table).exclude(pk__in=kept).delete()
            touch(row, at)
            record("grant.rows", actor=actor, at=at, subject=row, detail={"table": table, "rows": loaded})
    return report


def _by_title(row: Filing, table: Table) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for line in Row.objects.filter(filing=row, table=table.code).order_by("position", "pk"):
        found.setdefault(table.title(line.values), []).append(line)
    return found


def _write(
    row: Filing, table: Table, line: importing.Line, known: dict[str, list[Row]], kept: set[int], report: Report
) -> None:
    same = known.get(table.title(line.values), [])
    old = next((one for one in same if one.pk not in kept), None)
    if old is None:
        try:
            stored = _new(row, table)
        except Refused as refused:
            report.refused.append(importing.too_many(line, table, str(refused)))
            return
        report.created += 1
    else:
        stored = old
        report.unchanged += old.values == line.values
        report.updated += old.values != line.values
    stored.values = line.values
    stored.save()
    kept.add(stored.pk)
