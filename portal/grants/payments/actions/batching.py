"""A batch: made by accounting, released by another, then a file for the accounting system."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.cases.actions import next_value
from portal.grants.budget.rules import too_late_to_pay
from portal.grants.filings.models import Account
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, rules
from ..file import digest_of, file_of
from ..models import Batch, Payment, Remittance
from ..queries import accounts_of, not_covered
from .holding import held

State = Payment.State
SERIES = "PAYB"
MOST = 1_000


def make_batch(*, payments: Iterable[Payment], actor: User, at: dt.datetime) -> Batch:
    """Due payments of one scheme and year, each with its account as it is now. Raises `Refused`, `NotAllowed`."""
    with transaction.atomic():
        rows = held(payments)
        if not 0 < len(rows) <= MOST:
            raise Refused(_("束に入れる支払を、1件以上%(most)d件まで選んでください。") % {"most": MOST})
        version = rows[0].grant.version
        if any(_book(row) != (version.scheme, version.fiscal_year) for row in rows):
            raise Refused(_("一つの束には、同じ制度の、同じ年度の支払だけを入れられます。"))
        access.must(actor, version.scheme, rules.MAKES)
        access.must_not_be_applicant(actor, [row.grant for row in rows])
        _must_be_in_time(version.fiscal_year, at)
        _must(State.DUE, rows)
        accounts = accounts_of(rows)
        _none(_("振込先の口座がない支払があります"), [row for row in rows if row.grant_id not in accounts])
        _none(_("決定した額をこえる支払があります"), not_covered(rows))
        batch = Batch.objects.create(
            scheme=version.scheme,
            fiscal_year=version.fiscal_year,
            number=next_value(SERIES, version.fiscal_year),
            made_by=actor,
            made_at=at,
        )
        _put_in(batch, rows, accounts)
        record("batch.make", actor=actor, at=at, subject=batch, detail={"payments": [row.number for row in rows]})
    return batch


def _put_in(batch: Batch, rows: list[Payment], accounts: dict[int, Account]) -> None:
    Remittance.objects.bulk_create(
        Remittance(batch=batch, payment=row, payee=payee_of(accounts[row.grant_id])) for row in rows
    )
    taken = Payment.objects.filter(pk__in=[row.pk for row in rows], state=State.DUE).update(state=State.BATCHED)
    if taken != len(rows):
        raise Refused(_("ほかの人が先に、同じ支払を束に入れました。一覧を見なおしてください。"))


def payee_of(account: Account) -> dict[str, str]:
    return {name: getattr(account, name) for name in rules.ACCOUNT}


def take_out(*, remittance: Remittance, actor: User, at: dt.datetime) -> None:
    """One payment waits again; the batch goes on without it. Raises `Refused`, `NotAllowed`."""
    with transaction.atomic():
        batch = _open_batch(remittance.batch)
        access.must(actor, batch.scheme, rules.MAKES)
        _let_go(batch.remittances.filter(pk=remittance.pk))
        detail = {"payment": remittance.payment.number}
        record("batch.take_out", actor=actor, at=at, subject=batch, detail=detail)


def drop_batch(*, batch: Batch, actor: User, at: dt.datetime) -> None:
    """Every payment of it waits again. Raises `Refused`, `NotAllowed`."""
    with transaction.atomic():
        row = _open_batch(batch)
        access.must(actor, row.scheme, rules.MAKES)
        _let_go(row.remittances.all())
        Batch.objects.filter(pk=row.pk).update(dropped_by=actor, dropped_at=at)
        record("batch.drop", actor=actor, at=at, subject=row)
    batch.refresh_from_db()


def _let_go(remittances) -> None:
    inside = remittances.filter(state=Remittance.State.INSIDE)
    payments = list(inside.values_list("payment", flat=True))
    inside.update(state=Remittance.State.OUT)
    Payment.objects.filter(pk__in=payments, state=State.BATCHED).update(state=State.DUE)


def release_batch(*, batch: Batch, actor: User, at: dt.datetime) -> Batch:
    """Another person than who made it lets it go; from then on the file stays what it is.

    Raises `Refused`, `NotAllowed`.
    """
    with transaction.atomic():
        row = _open_batch(batch)
        access.must(actor, row.scheme, rules.RELEASES)
        if actor == row.made_by:
            raise Refused(_("束を作った人は、その束を認められません。ほかの人に頼んでください。"))
        _must_be_in_time(row.fiscal_year, at)
        inside = list(row.remittances.filter(state=Remittance.State.INSIDE).select_related("payment"))
        payments = held([one.payment for one in inside])
        access.must_not_be_applicant(actor, [one.grant for one in payments])
        if not inside:
            raise Refused(_("この束は空です。"))
        _must(State.BATCHED, payments)
        _none(_("束を作ったあとで口座が変わった支払があります。束から外してください"), _moved(inside, payments))
        _none(_("決定した額をこえる支払があります。束から外してください"), not_covered(payments))
        Payment.objects.filter(pk__in=[one.pk for one in payments]).update(state=State.SENT)
        row.released_by, row.released_at, row.digest = actor, at, digest_of(file_of(row))
        row.save(update_fields=["released_by", "released_at", "digest"])
        record("batch.release", actor=actor, at=at, subject=row, detail={"sha256": row.digest, "count": len(inside)})
    batch.refresh_from_db()
    return batch


def _open_batch(batch: Batch) -> Batch:
    """As it stands now: the cases of its payments are locked first, then the batch."""
    held(Payment.objects.filter(remittances__batch=batch, remittances__state=Remittance.State.INSIDE))
    row = Batch.objects.select_for_update(of=("self",)).select_related("made_by").get(pk=batch.pk)
    if not row.is_open:
        raise Refused(_("この束は、もう認められたか、やめになっています。"))
    return row


def _book(payment: Payment) -> tuple[str, int]:
    return payment.grant.version.scheme, payment.grant.version.fiscal_year


def _must_be_in_time(fiscal_year: int, at: dt.datetime) -> None:
    if problem := too_late_to_pay(fiscal_year, tokyo_date(at)):
        raise Refused(problem)


def _must(state: str, payments: list[Payment]) -> None:
    _none(_("今は支払えないものがあります"), [payment for payment in payments if payment.state != state])


def _none(problem: str, payments: list[Payment]) -> None:
    if payments:
        numbers = "、".join(payment.number for payment in payments[:10])
        raise Refused(_("%(problem)s：%(numbers)s") % {"problem": problem, "numbers": numbers})


def _moved(inside: list[Remittance], payments: list[Payment]) -> list[Payment]:
    now = accounts_of(payments)
    kept = {one.payment_id: one.payee for one in inside}
    return [one for one in payments if one.grant_id not in now or payee_of(now[one.grant_id]) != kept[one.pk]]
