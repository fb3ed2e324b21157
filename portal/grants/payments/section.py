"""Money on the page of a grant: when it comes, what went wrong, what is to come back."""

from typing import Any

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.cases.procedures import STAFF
from portal.grants.filings.models import STAFF_DESK, Grant
from portal.lib.dates import long_date

from . import access, queries
from .addresses import mend_path
from .models import Payment, Recovery, Remittance

RECOVERY_WORDS = {"open": "", "ordered": "warn", "part": "warn", "settled": "key", "written_off": "quiet"}


def of_grant(grant: Grant, party: str, user: User) -> tuple[str, dict[str, Any]] | None:
    payments, found = queries.of_grant(grant)
    if party == STAFF:
        rows = [(one, *_staff_words(one, grant, user)) for one in payments]
        context = {"payments": rows, "recoveries": [(one, state_of(one)) for one in found]}
        return ("payments/staff/section.html", context) if payments or found else None
    asked = [one for one in found if one.due_on]
    if not payments and not asked:
        return None
    context = {
        "payments": [(one, said_of(one)) for one in payments],
        "recoveries": [(one, state_of(one)) for one in asked],
        "mend": _mend(grant, payments, user),
    }
    return "payments/section.html", context


def said_of(payment: Payment) -> str:
    """For the applicant."""
    if payment.state == Payment.State.PAID:
        return _("%(day)sに支払いました。") % {"day": long_date(payment.paid_on)} if payment.paid_on else ""
    if payment.state == Payment.State.FAILED:
        return _("振り込めませんでした（%(reason)s）。") % {"reason": payment.failure}
    if payment.state == Payment.State.SENT:
        return _("会計の手続きに入りました。")
    return _("支払の準備をしています。")


def state_of(recovery: Recovery) -> tuple[str, str]:
    """(words, tone)"""
    words = {
        "open": _("期限を決めていません"),
        "ordered": _("待っています"),
        "part": _("一部が返りました"),
        "settled": _("終わりました"),
        "written_off": _("求めないことにしました"),
    }
    return words[recovery.state], RECOVERY_WORDS[recovery.state]


def _mend(grant: Grant, payments: list[Payment], user: User) -> str:
    failed = [one for one in payments if one.state == Payment.State.FAILED]
    if not failed or grant.desk == STAFF_DESK:
        return ""
    failed[0].grant = grant
    return mend_path(grant) if access.may_mend(user, failed[0]) else ""


def _staff_words(payment: Payment, grant: Grant, user: User) -> tuple[Remittance | None, access.Payee | None]:
    """The last batch it was in, and the account as this officer may see it."""
    last = next((one for one in payment.remittances.all() if one.state != Remittance.State.OUT), None)
    return last, access.payee_for(user, grant.version.scheme, last) if last else None
