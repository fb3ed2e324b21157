"""After a transfer that failed: the account is mended, and the payment waits again."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed
from portal.grants.filings.models import Account
from portal.lib.refusal import Refused

from .. import access, rules
from ..models import Payment
from .holding import held

State = Payment.State


def mend_account(*, payment: Payment, values: Mapping[str, str], actor: User, at: dt.datetime) -> Account:
    """The applicant gives the account anew. The audit keeps that it changed, not the number.

    Raises `NotAllowed`, `Refused`.
    """
    with transaction.atomic():
        (row,) = held([payment])
        if not access.may_mend(actor, row):
            raise NotAllowed
        _must_have_failed(row)
        kept = {name: values[name] for name in rules.ACCOUNT}
        account, _new = Account.objects.update_or_create(grant=row.grant, defaults={**kept, "changed_at": at})
        _waits_again(row)
        record("payment.mend_account", actor=actor, at=at, subject=row)
    return account


def again(*, payment: Payment, actor: User, at: dt.datetime) -> None:
    """Accounting has made sure that the account is right as it is. Raises `NotAllowed`, `Refused`."""
    with transaction.atomic():
        (row,) = held([payment])
        access.must(actor, row.grant.version.scheme, rules.MAKES)
        access.must_not_be_applicant(actor, [row.grant])
        _must_have_failed(row)
        _waits_again(row)
        record("payment.again", actor=actor, at=at, subject=row)


def _must_have_failed(row: Payment) -> None:
    if row.state != State.FAILED:
        raise Refused(_("この支払は、口座を直す番ではありません。"))


def _waits_again(row: Payment) -> None:
    Payment.objects.filter(pk=row.pk).update(state=State.DUE, failure="")
