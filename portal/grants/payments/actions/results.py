"""What the accounting system says of each payment: paid on a day, or not, and why."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.grants.budget import actions as budget
from portal.grants.filings.actions.following import follow
from portal.grants.schemes import access as duties
from portal.imports.report import Problem, Report, bad_cells, columns_of, written
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.tabular import Table, Unreadable
from portal.lib.text import plain
from portal.ui.forms import read_date

from .. import notices, rules
from ..models import Payment, Remittance
from .holding import hold, hold_budgets

State = Payment.State
NUMBER, RESULT, DAY, REASON = "支払番号", "結果", "支払日", "理由"
HEAD = (NUMBER, RESULT, DAY, REASON)
PAID, FAILED = "支払済", "振込不能"


@dataclass
class Row:
    """One line of the table; `payment` is None where it cannot be told which."""

    number: int
    payment: Payment | None
    paid_on: dt.date | None = None
    reason: str = ""
    problems: list[Problem] = field(default_factory=list)


def load_results(*, table: Table, actor: User, at: dt.datetime, none_if_bad: bool) -> Report:
    """Each good row is written, or none when one is bad. Raises `Unreadable` for a table of something else.

    Of the report `updated` counts what was written, `unchanged` what was known already.
    """
    columns, unread = _columns(table)
    with transaction.atomic():
        rows = _read(table, columns, actor, at)
        cases = [row.payment.grant.case_id for row in rows if row.payment]
        hold(cases)
        hold_budgets(cases)
        return written(
            rows, unread, lambda row, report: _write(row, report, actor, at), none_if_bad=none_if_bad, dry_run=False
        )


def _columns(table: Table) -> tuple[list[str], list[Problem]]:
    columns, unread = columns_of(table, 0, HEAD)
    if missing := [name for name in HEAD[:3] if name not in columns]:
        raise Unreadable(_("見出しに「%(names)s」がありません。") % {"names": "」「".join(missing)})
    return columns, unread


def _read(table: Table, columns: list[str], actor: User, at: dt.datetime) -> list[Row]:
    records = list(table.records())
    bad = bad_cells(table, columns)
    numbers = {number: plain(cells.get(NUMBER, "")).upper() for number, cells in records}
    seen = Counter(numbers.values())
    mine = Payment.objects.filter(grant__version__scheme__in=duties.schemes_with(actor, rules.MAKES))
    known = mine.filter(number__in=seen).select_related("grant__case", "grant__version", "decision__letter")
    payments = {payment.number: payment for payment in known}
    rows = [_row(number, cells, payments.get(numbers[number]), at) for number, cells in records]
    for row in rows:
        row.problems += bad.get(row.number, [])
        if row.payment is None:
            row.problems.append(Problem(row.number, NUMBER, _("この番号の支払はありません。")))
        elif seen[row.payment.number] > 1:
            row.problems.append(Problem(row.number, NUMBER, _("同じ番号の行が、ほかにもあります。")))
    return rows


def _row(number: int, cells: dict[str, str], payment: Payment | None, at: dt.datetime) -> Row:
    row, said = Row(number, payment), plain(cells.get(RESULT, ""))
    if said == PAID:
        row.paid_on = read_date(cells.get(DAY, ""))
        if row.paid_on is None:
            row.problems.append(Problem(number, DAY, _("日付が読み取れません。2027/3/31 のように入れてください。")))
        elif row.paid_on > tokyo_date(at):
            row.problems.append(Problem(number, DAY, _("支払日が、今日より後です。")))
    elif said == FAILED:
        row.reason = rules.reason_in_words(cells.get(REASON, ""))
        if not row.reason:
            row.problems.append(Problem(number, REASON, _("振り込めなかった理由を入れてください。")))
    else:
        few = f"{PAID}、{FAILED}"
        row.problems.append(Problem(number, RESULT, _("「%(few)s」のどれかを入れてください。") % {"few": few}))
    return row


def _write(row: Row, report: Report, actor: User, at: dt.datetime) -> None:
    try:
        with transaction.atomic():
            changed = _result(row, actor, at)
    except Refused as refused:
        report.refused.append(Problem(row.number, NUMBER, str(refused)))
        return
    report.updated += changed
    report.unchanged += not changed


def _result(row: Row, actor: User, at: dt.datetime) -> bool:
    """False where it was known already. Raises `Refused`."""
    payment = Payment.objects.select_related("grant__case", "grant__version").get(pk=row.payment.pk)  # type: ignore[union-attr]
    if row.paid_on and (payment.state, payment.paid_on) == (State.PAID, row.paid_on):
        return False
    if payment.state != State.SENT:
        raise Refused(_("この支払は「%(state)s」です。結果を待っていません。") % {"state": payment.get_state_display()})
    remittance = payment.remittances.select_related("batch").get(state=Remittance.State.INSIDE)
    if row.paid_on:
        _paid(payment, remittance, row.paid_on, actor, at)
    else:
        _failed(payment, remittance, row.reason, actor, at)
    return True


def _paid(payment: Payment, remittance: Remittance, on: dt.date, actor: User, at: dt.datetime) -> None:
    if remittance.batch.released_at and on < tokyo_date(remittance.batch.released_at):
        raise Refused(_("支払日が、会計に渡した日より前です。"))
    _move(payment, state=State.PAID, paid_on=on)
    remittance.state = Remittance.State.PAID
    remittance.save(update_fields=["state"])
    budget.pay(case=payment.grant.case, yen=payment.yen, on=on, actor=actor, at=at)
    if payment.grant.case.state == "paying":
        follow(grant=payment.grant, state="paid", at=at)
    notices.paid(payment.grant, at)
    record("payment.paid", actor=actor, at=at, subject=payment, detail={"on": on.isoformat()})


def _failed(payment: Payment, remittance: Remittance, reason: str, actor: User, at: dt.datetime) -> None:
    _move(payment, state=State.FAILED, failure=reason)
    remittance.state, remittance.reason = Remittance.State.FAILED, reason
    remittance.save(update_fields=["state", "reason"])
    notices.check_account(payment.grant, at)
    record("payment.failed", actor=actor, at=at, subject=payment)


def _move(payment: Payment, **columns: object) -> None:
    """From what was handed over, once."""
    if not Payment.objects.filter(pk=payment.pk, state=State.SENT).update(**columns):
        raise Refused(_("この支払の結果は、もう記録されています。"))


def template_rows() -> Iterable[tuple[str, ...]]:
    yield HEAD
