"""返還: opened by a decision, asked for by an officer with its day, noted as the money comes in."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Min
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.grants.budget.actions import returned
from portal.grants.decisions.models import Decision
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, notices, rules
from ..models import Recovery, Repayment
from .holding import hold


def open_recovery(decision: Decision, yen: int, at: dt.datetime) -> Recovery:
    """Inside the transaction of the decision. The day is set by an officer."""
    recovery = Recovery.objects.create(grant=decision.grant, decision=decision, yen=yen, opened_at=at)
    record("recovery.open", actor=None, at=at, subject=recovery, detail={"yen": yen})
    return recovery


def order(*, recovery: Recovery, due_on: dt.date, actor: User, at: dt.datetime) -> Recovery:
    """Ask for the money by a day, or by another day. The applicant is told. Raises `Refused`, `NotAllowed`."""
    with transaction.atomic():
        row = _held(recovery)
        access.must(actor, row.grant.version.scheme, rules.ORDERS)
        _must_be_open(row)
        if due_on <= tokyo_date(at):
            raise Refused(_("期限は、明日より後の日にしてください。"))
        row.due_on, row.ordered_by, row.ordered_at = due_on, actor, at
        row.save(update_fields=["due_on", "ordered_by", "ordered_at"])
        notices.please_look(row.grant, at, due_on)
        record("recovery.order", actor=actor, at=at, subject=row, detail={"due_on": due_on.isoformat()})
    recovery.refresh_from_db()
    return recovery


def repay(*, recovery: Recovery, yen: int, on: dt.date, actor: User, at: dt.datetime, key: str) -> Repayment:
    """Money that came in on a day. A repeated `key` gives the first entry. Raises `Refused`, `NotAllowed`."""
    with transaction.atomic():
        row = _held(recovery)
        access.must(actor, row.grant.version.scheme, rules.MAKES)
        if again := row.repayments.filter(key=key).first():
            return again
        _must_be_open(row)
        paid_on = row.grant.payments.aggregate(first=Min("paid_on"))["first"]
        if not paid_on or not paid_on <= on <= tokyo_date(at):
            raise Refused(_("入金日は、支払った日から今日までの間にしてください。"))
        rest = Recovery.objects.filter(pk=row.pk, paid_back__lte=F("yen") - yen)
        if yen < 1 or not rest.update(paid_back=F("paid_back") + yen):
            raise Refused(_("金額は、1円から残りの額までにしてください。"))
        noted = Repayment.objects.create(recovery=row, yen=yen, on=on, noted_by=actor, at=at, key=key)
        returned(case=row.grant.case, yen=yen, on=on, actor=actor, at=at)
        record("recovery.repay", actor=actor, at=at, subject=row, detail={"yen": yen})
    recovery.refresh_from_db()
    return noted


def write_off(*, recovery: Recovery, why: str, actor: User, at: dt.datetime) -> Recovery:
    """求めないことにする, with words. Raises `Refused`, `NotAllowed`."""
    with transaction.atomic():
        row = _held(recovery)
        access.must(actor, row.grant.version.scheme, rules.WRITES_OFF)
        _must_be_open(row)
        if not why.strip():
            raise Refused(_("求めないことにする理由を書いてください。"))
        row.written_off_by, row.written_off_at, row.why = actor, at, why.strip()[:300]
        row.save(update_fields=["written_off_by", "written_off_at", "why"])
        record("recovery.write_off", actor=actor, at=at, subject=row, detail={"yen": row.yen - row.paid_back})
    recovery.refresh_from_db()
    return recovery


def _held(recovery: Recovery) -> Recovery:
    hold([recovery.grant.case_id])
    return Recovery.objects.select_related("grant__case", "grant__version").get(pk=recovery.pk)


def _must_be_open(row: Recovery) -> None:
    if row.state in ("settled", "written_off"):
        raise Refused(_("この返還は、もう終わっています。"))
