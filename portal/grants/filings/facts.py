"""A filing as conditions, calculators and rules see it."""

import datetime as dt

from django.utils import timezone

from portal.grants.schemes.calculation import Calculation, Line
from portal.grants.schemes.conditions import Held, held
from portal.grants.schemes.queries import figures_of
from portal.grants.schemes.structure import Facts
from portal.lib.dates import tokyo_date

from . import rules
from .models import Account, Document, Filing, Row

Rows = dict[str, list[tuple[str, dict]]]


def rows_of(filing: Filing) -> Rows:
    """By table, in order: the key of each row and its values."""
    found: Rows = {table.code: [] for table in filing.form.tables}
    for row in Row.objects.filter(filing=filing).order_by("position", "pk"):
        found.setdefault(row.table, []).append((row.key, row.values))
    return found


def documents_of(filing: Filing) -> list[Document]:
    """What lies in the slots now."""
    kept = Document.objects.filter(filing=filing, removed_at=None)
    return list(kept.select_related("file").order_by("pk"))


def sheet_of(filing: Filing, rows: Rows | None = None) -> rules.Sheet:
    return rules.Sheet(
        answers=filing.answers,
        rows=rows_of(filing) if rows is None else rows,
        slots={document.slot for document in documents_of(filing) if document.file.scan != "infected"},
        has_account=Account.objects.filter(grant=filing.grant_id).exists(),
    )


def gaps_of(filing: Filing) -> list[rules.Gap]:
    return rules.gaps(filing.form, sheet_of(filing), figures_of(filing.grant.version))


def day_of(filing: Filing) -> dt.date:
    """The day on which one asks: that of the arrival, today for what was not sent yet."""
    return tokyo_date(filing.arrived_at or timezone.now())


def facts_of(filing: Filing, rows: Rows | None = None) -> Facts:
    """Each row carries its own key as `key`. Rows that contradict themselves are left out of the sum."""
    form, figures = filing.form, figures_of(filing.grant.version)
    rows = rows_of(filing) if rows is None else rows
    good: dict[str, list[dict]] = {}
    for task in form.tasks:
        if task.table:
            wrong = {gap.at for gap in rules.table_gaps(task, rows.get(task.table.code, ()), figures)}
            kept = [(key, values) for key, values in rows.get(task.table.code, ()) if key not in wrong]
            asked = [{**rules.asked(task.table.columns, values), "key": key} for key, values in kept]
            good[task.table.code] = asked
    return Facts(rules.asked(form.questions, filing.answers), figures, day_of(filing), good)


def calculation_of(filing: Filing, facts: Facts | None = None) -> Calculation | None:
    """None where this kind works no amount out, or while an answer that it needs is missing."""
    amount = filing.form.amount
    if amount is None:
        return None
    facts = facts or facts_of(filing)
    try:
        return amount(facts)
    except KeyError:
        return None


def lines_by_row(found: Calculation | None) -> dict[str, list[Line]]:
    """The lines of a sum under the key of the row they belong to, those of the whole under ""."""
    lines: dict[str, list[Line]] = {}
    for line in found.lines if found else ():
        lines.setdefault(line.row, []).append(line)
    return lines


def conditions_of(filing: Filing, facts: Facts | None = None) -> tuple[Held, ...]:
    """The conditions of the scheme against what was filed, each with its clause. A later filing is held against the
    answers of the application too, where it does not ask again.
    """
    facts = facts or facts_of(filing)
    if filing.kind != rules.APPLICATION and (first := _application(filing)):
        answers = {**rules.asked(first.form.questions, first.answers), **facts.answers}
        facts = Facts(answers, facts.figures, facts.day, facts.rows)
    return held(filing.grant.scheme, filing.grant.version.clauses, facts)


def _application(filing: Filing) -> Filing | None:
    found = Filing.objects.filter(grant=filing.grant_id, kind=rules.APPLICATION, arrived_at__isnull=False)
    first = found.exclude(case__state__in=rules.FALLEN).order_by("pk").first()
    if first:
        first.grant = filing.grant
    return first
