"""The lease, what a claim of the landlords' grant needs, and whether somebody stays."""

import datetime as dt

from django.utils.translation import gettext as _

from housing.homes.actions import mark_let
from portal.cases.actions import perform
from portal.cases.models import Case
from portal.cases.procedures import STAFF, Move
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from .. import listeners, notices, queries, rules
from ..choices import HomeStep, Outcome
from ..models import Consultation, Lease, StayCheck
from . import showing
from .intake import locked


def leased(move: Move) -> None:
    row = locked(move)
    home = row.current
    if home is None:
        raise Refused(_("進めている部屋がありません。先に部屋を選んでください。"))
    leased_on, moved_in_on = move.values["leased_on"], move.values["moved_in_on"]
    if any(rules.is_far(day, tokyo_date(move.at)) for day in (leased_on, moved_in_on)):
        raise Refused(str(rules.FAR))
    if moved_in_on < leased_on:
        raise Refused(_("入居の日が、契約の日より前です。日付を確かめてください。"))
    if home.listing and mark_let(listing=home.listing, actor=move.actor, at=move.at) is None:
        raise Refused(str(rules.GONE))
    if home.listing and Lease.objects.filter(listing=home.listing, left_on=None).exists():
        raise Refused(str(rules.GONE))
    Lease.objects.create(
        consultation=row,
        home=home,
        listing=home.listing,
        landlord=move.values["landlord"],
        leased_on=leased_on,
        moved_in_on=moved_in_on,
        rent=move.values["rent"],
        fee=move.values.get("fee") or 0,
        instruments=move.values.get("instruments") or [],
        recorded_at=move.at,
    )
    home.step = HomeStep.LEASED
    home.save(update_fields=["step"])
    listeners.leased(row, move.at)


def granted(move: Move) -> None:
    """What the landlord may claim for this lease; 0 where the rule does not reach it."""
    lease = _lease(locked(move))
    lease.grant_yen, lease.grant_source = move.values.get("grant_yen") or 0, move.values.get("grant_source", "")
    if lease.grant_yen and not lease.grant_source:
        raise Refused(_("どの決まりによる額か、書いてください。"))
    lease.save(update_fields=["grant_yen", "grant_source"])


def moved_in(move: Move) -> None:
    _next_check(move, 30)


def stay_checked(days: int):
    """The effect of saying that somebody still lives there after so many days."""

    def effect(move: Move) -> None:
        lease = _lease(locked(move))
        if tokyo_date(move.at) < lease.moved_in_on + dt.timedelta(days=days):
            raise Refused(_("入居の日から%(days)s日が、まだたっていません。") % {"days": days})
        StayCheck.objects.create(lease=lease, days=days, stays=True, checked_at=move.at, checked_by=move.actor)
        following = {30: 90, 90: 180}.get(days)
        if following:
            _next_check(move, following)
        else:
            Consultation.objects.filter(case=move.case).update(outcome=Outcome.SETTLED)

    return effect


def left(move: Move) -> None:
    """Moved out: a new home is looked for in the same consultation."""
    lease = _lease(locked(move))
    lease.left_on = move.values.get("day") or tokyo_date(move.at)
    if lease.left_on < lease.moved_in_on:
        raise Refused(_("退去の日が、入居の日より前です。日付を確かめてください。"))
    lease.save(update_fields=["left_on"])
    done = set(lease.checks.values_list("days", flat=True))
    days = next(days for days in (30, 90, 180) if days not in done)
    StayCheck.objects.create(lease=lease, days=days, stays=False, checked_at=move.at, checked_by=move.actor)
    Consultation.objects.filter(case=move.case).update(current=None)


def ended(move: Move) -> None:
    """`values`: `outcome`, and `failure` where no lease was made."""
    showing.let_go(move)
    row = locked(move)
    row.outcome, row.failure = move.values["outcome"], move.values.get("failure", "")
    if row.outcome == Outcome.NOT_MADE and not row.failure:
        raise Refused(_("不成立の理由を一つ選んでください。"))
    row.save(update_fields=["outcome", "failure"])
    move.detail["reason"] = str(Outcome(row.outcome).label)


def ended_as(outcome: Outcome):
    def effect(move: Move) -> None:
        Consultation.objects.filter(case=move.case).update(outcome=outcome)

    return effect


def withdrawn(move: Move) -> None:
    showing.let_go(move)
    Consultation.objects.filter(case=move.case).update(outcome=Outcome.WITHDRAWN)


def reopened(move: Move) -> None:
    Consultation.objects.filter(case=move.case).update(outcome="", failure="")


def close_silent(case: Case, at: dt.datetime) -> None:
    perform(case=case, transition="close_silent", actor=None, at=at)


def follow_up(case: Case, at: dt.datetime) -> None:
    """Seven days without a word: somebody of the ward rings up."""
    announce(
        notices.FOLLOW_UP.code,
        recipients=queries.staff_of(case.consultation),
        context={},
        path=f"/staff/consultations/{case.public_id}/",
        at=at,
    )


def _lease(row: Consultation) -> Lease:
    lease = queries.lease_of(row)
    if lease is None:
        raise Refused(_("契約の記録がありません。"))
    return lease


def _next_check(move: Move, days: int) -> None:
    """The day counts from moving in; without a support corporation the ward looks itself."""
    row = locked(move)
    due = _lease(row).moved_in_on + dt.timedelta(days=days)
    holder = {} if row.supporter_id else {"turn": STAFF}
    Case.objects.filter(pk=move.case.pk).update(due_on=due, **holder)
