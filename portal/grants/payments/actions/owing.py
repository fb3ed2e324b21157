"""What a decision makes owed, and what becomes of it when that is taken back. Called by the rooms to the left."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.audit.actions import record
from portal.grants.decisions.choices import Kind
from portal.grants.decisions.models import Decision
from portal.grants.decisions.queries import standing
from portal.grants.filings import rules as filing_rules
from portal.grants.filings.actions.following import follow
from portal.grants.filings.models import Filing, Grant
from portal.grants.schemes.structure import Profile
from portal.lib.refusal import Refused

from .. import rules
from ..models import Payment, Remittance
from ..queries import paid_yen
from .recovering import open_recovery

State = Payment.State
# What is paid as soon as the letter is out: with no report to come, or ahead of it.
PAID_AT_ONCE = {Profile.AFTERWARDS: Kind.AWARD_FIXED, Profile.ADVANCE: Kind.AWARD}


def decision_issued(decision: Decision, at: dt.datetime) -> None:
    """Raises `Refused` when what is taken back is on its way to the bank."""
    profile = decision.grant.scheme.profile
    if PAID_AT_ONCE.get(profile) == decision.kind:
        owe(decision, decision.yen, at)
    elif decision.kind == Kind.REVOCATION:
        _taken_back(decision, at)
    elif decision.kind == Kind.FIXED and profile is Profile.ADVANCE:
        _settled(decision, at)


def filing_verified(filing: Filing, at: dt.datetime) -> None:
    """A claim that is right is paid: what was fixed, less what was paid ahead."""
    if filing.kind != filing_rules.CLAIM:
        return
    decision = standing(filing.grant)
    if decision is None or decision.kind not in (Kind.FIXED, Kind.REVOCATION):
        raise Refused(_("額の確定の通知書が出てから、請求を確かめてください。"))
    decision.grant = filing.grant
    owe(decision, decision.yen - paid_yen(filing.grant), at)


def owe(decision: Decision, yen: int, at: dt.datetime) -> Payment | None:
    """None where nothing is left to pay."""
    if yen <= 0:
        return None
    payment = Payment.objects.create(
        number=rules.number_of(decision.case.number), grant=decision.grant, decision=decision, yen=yen, due_since=at
    )
    follow(grant=decision.grant, state="paying", at=at)
    record("payment.owe", actor=None, at=at, subject=payment, detail={"yen": yen})
    return payment


def _taken_back(decision: Decision, at: dt.datetime) -> None:
    """What was not handed over is cancelled, and owed anew as far as it still stands; what was paid comes back."""
    grant = decision.grant
    cancelled = _cancel(grant, at)
    rest = decision.yen - paid_yen(grant)
    if rest < 0:
        open_recovery(decision, -rest, at)
    elif cancelled:
        owe(decision, rest, at)
    _rest_where_nothing_waits(decision, bool(cancelled) and rest <= 0, at)


def _rest_where_nothing_waits(decision: Decision, was_waiting: bool, at: dt.datetime) -> None:
    """A part was taken back and nothing is left to pay: what was to be paid is paid."""
    if was_waiting and decision.yen and decision.grant.case.state == "paying":
        follow(grant=decision.grant, state="paid", at=at)


def _settled(decision: Decision, at: dt.datetime) -> None:
    """精算 of what was paid ahead: the rest waits for its claim, what was too much comes back."""
    _cancel(decision.grant, at)
    rest = decision.yen - paid_yen(decision.grant)
    if rest < 0:
        open_recovery(decision, -rest, at)
    if rest <= 0:
        follow(grant=decision.grant, state="paid", at=at)


def _cancel(grant: Grant, at: dt.datetime) -> list[Payment]:
    """Out of open batches too. Raises `Refused` for what was handed over and has no result yet."""
    waiting = list(grant.payments.filter(state__in=rules.UNPAID))
    if any(payment.state == State.SENT for payment in waiting):
        raise Refused(_("会計に渡した支払の結果が、まだ出ていません。結果を取り込んでから、もう一度施行してください。"))
    Remittance.objects.filter(payment__in=waiting, state="inside").update(state="out")
    Payment.objects.filter(pk__in=[payment.pk for payment in waiting]).update(state=State.CANCELLED)
    for payment in waiting:
        record("payment.cancel", actor=None, at=at, subject=payment)
    return waiting
