"""Homes handed over, seen, applied for."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from housing.homes import actions as homes
from housing.homes.models import Listing
from portal.accounts.models import Organisation, User
from portal.bookings import actions as bookings
from portal.bookings.models import Booking, Slot
from portal.cases.actions import perform
from portal.cases.models import Case
from portal.cases.procedures import STAFF, Move
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import rules
from ..choices import HomeStep, How, Reason, Scope
from ..models import Consultation, Referral, ReferredHome
from .intake import agree, give_booking_back, locked

SUBJECT = "home_viewing"
VIEWING = dt.timedelta(minutes=30)


@dataclass(frozen=True)
class Handed:
    """A home to hand over: a listing with its frozen verdict, or words about a home of an organisation."""

    organisation: Organisation
    listing: Listing | None = None
    described: str = ""
    verdict: Mapping[str, Any] = field(default_factory=dict)
    rules_version: str = ""


def referred(move: Move) -> None:
    """`values`: `homes` (`Handed`), `how`, `note`."""
    row = locked(move)
    homes: Iterable[Handed] = move.values.get("homes") or []
    if not homes or move.actor is None:
        raise Refused(_("紹介する部屋を、一つ以上選んでください。"))
    referral = Referral.objects.create(
        consultation=row,
        how=move.values.get("how") or How.WEB,
        note=move.values.get("note", ""),
        handed_at=move.at,
        handed_by=move.actor,
    )
    for home in homes:
        ReferredHome.objects.create(
            referral=referral,
            listing=home.listing,
            organisation=home.organisation,
            described=home.described,
            verdict=dict(home.verdict),
            rules_version=home.rules_version,
        )
    move.detail["homes"] = referral.homes.count()


def chosen(move: Move) -> None:
    """One home to see; the shop learns of it, not of the person."""
    row = locked(move)
    homes = ReferredHome.objects.filter(referral__consultation=row).exclude(step__in=["refused", "leased"])
    home = homes.filter(pk=move.values.get("home") or 0).first()
    if home is None:
        raise Refused(_("見たい部屋を、一つ選んでください。"))
    _still_free(home)
    home.step = HomeStep.VIEWING
    home.with_company = bool(move.values.get("with_company"))
    home.interpreter = move.values.get("interpreter", "")
    home.save(update_fields=["step", "with_company", "interpreter"])
    row.current = home
    row.save(update_fields=["current"])


def viewing_set(move: Move) -> None:
    """An agreed time; where the person has an account it is in their calendar of bookings too."""
    row = locked(move)
    home = _current(row)
    when = move.values.get("when")
    if when is None or when <= move.at:
        raise Refused(_("見学の日時は、これからの日時を入れてください。"))
    if rules.is_far(tokyo_date(when), tokyo_date(move.at)):
        raise Refused(str(rules.FAR))
    give_booking_back(home, move.actor, move.at)
    home.viewing_at, home.viewing_place = when, move.values.get("place", "")
    home.step = HomeStep.VIEWING_SET
    home.booking = _booked(row, home, when, move)
    home.save(update_fields=["viewing_at", "viewing_place", "step", "booking"])
    Case.objects.filter(pk=move.case.pk).update(due_on=tokyo_date(when))
    move.detail["when"] = when.isoformat()


def other_day(move: Move) -> None:
    home = _current(locked(move))
    give_booking_back(home, move.actor, move.at)
    home.viewing_at, home.step = None, HomeStep.VIEWING
    home.save(update_fields=["viewing_at", "step", "booking"])


def booking_let_go(booking: Booking, actor: User | None, at: dt.datetime) -> None:
    """Given back on the bookings page: the day is looked for again."""
    case = Case.objects.filter(consultation__current__booking=booking, state="viewing_set").first()
    if case is not None:
        perform(case=case, transition="lost_day", actor=None, at=at)


def viewed(move: Move) -> None:
    home = _current(locked(move))
    home.step = HomeStep.VIEWED
    home.save(update_fields=["step"])


def applied(move: Move) -> None:
    """Only with her consent for this one shop, which now learns name and telephone."""
    row = locked(move)
    home = _current(row)
    _still_free(home)
    if not move.values.get("agrees"):
        raise Refused(_("申込みには、この店に名前と電話番号を伝えることへの同意が必要です。"))
    if not (row.name and row.phone):
        raise Refused(_("申込みには、名前と電話番号が必要です。先に「連絡先を伝える」から入れてください。"))
    agree(
        consultation=row,
        scope=Scope.SHOP,
        organisation=home.organisation,
        how=move.values.get("how") or How.WEB,
        actor=move.actor,
        at=move.at,
    )
    home.step, home.applied_on = HomeStep.APPLIED, tokyo_date(move.at)
    home.save(update_fields=["step", "applied_on"])
    _report(home, homes.application_came, move)


def agreed_anew(move: Move) -> None:
    """The shop at hand learns name and telephone again: the consent had been taken back, or ended by protection."""
    row = locked(move)
    home = _current(row)
    if not move.values.get("agrees"):
        raise Refused(_("この店に名前と電話番号を伝えるには、本人の同意が必要です。"))
    agree(
        consultation=row,
        scope=Scope.SHOP,
        organisation=home.organisation,
        how=How.CALL if move.party == STAFF else How.WEB,
        actor=move.actor,
        at=move.at,
    )


def passed(move: Move) -> None:
    home = _current(locked(move))
    _still_free(home)
    home.step = HomeStep.PASSED
    home.save(update_fields=["step"])
    _report(home, homes.application_passed, move)


def refused(move: Move) -> None:
    """A code that the person reads; the shop's own words are for the ward alone."""
    home = _current(locked(move))
    home.step, home.reason = HomeStep.REFUSED, move.values.get("reason", "")
    home.remark = move.values.get("remark", "")
    if not home.reason:
        raise Refused(_("理由を一つ選んでください。"))
    home.save(update_fields=["step", "reason", "remark"])
    _report_end(home, move, had_passed=False)
    move.detail["reason"] = str(Reason(home.reason).label)


def let_go(move: Move) -> None:
    """The person does not go on with the home at hand, where there is one."""
    row = locked(move)
    home = row.current
    if home is None or home.step in (HomeStep.REFUSED, HomeStep.LEASED):
        return
    give_booking_back(home, move.actor, move.at)
    before = home.step
    home.step, home.reason = HomeStep.LET_GO, Reason.PERSON
    home.save(update_fields=["step", "reason", "booking"])
    if before in (HomeStep.APPLIED, HomeStep.PASSED):
        _report_end(home, move, had_passed=before == HomeStep.PASSED)
    row.current = None
    row.save(update_fields=["current"])


def also_moved(case: Case) -> Iterable[Case]:
    """The listing's own case, which hears of the application and of the lease."""
    current = Consultation.objects.select_related("current__listing__case").get(case=case).current
    return [current.listing.case] if current and current.listing else []


def _still_free(home: ReferredHome) -> None:
    """Raises `Refused` where the home is gone, or kept for somebody else."""
    case = Case.objects.filter(listing=home.listing_id or 0).first()
    if case and (case.closed_at or (case.state == "reserved" and home.step != HomeStep.PASSED)):
        raise Refused(str(rules.GONE))


def _report(home: ReferredHome, report: Callable[..., object], move: Move) -> None:
    """A home in no list has nobody to tell."""
    if home.listing:
        report(listing=home.listing, actor=move.actor, at=move.at)


def _report_end(home: ReferredHome, move: Move, *, had_passed: bool) -> None:
    """Whether the home is free again depends on the other households that want it."""
    others = ReferredHome.objects.filter(listing=home.listing_id, step__in=[HomeStep.APPLIED, HomeStep.PASSED])
    others = others.exclude(pk=home.pk)
    if home.listing:
        homes.application_ended(
            listing=home.listing, actor=move.actor, at=move.at, had_passed=had_passed, others=others.exists()
        )


def _current(row: Consultation) -> ReferredHome:
    if row.current is None:
        raise Refused(_("進めている部屋がありません。先に部屋を選んでください。"))
    return row.current


def _booked(row: Consultation, home: ReferredHome, when: dt.datetime, move: Move) -> Booking | None:
    """Nothing of a protected consultation stands in a calendar."""
    if row.is_protected or move.case.person is None or home.listing is None or move.actor is None:
        return None
    slots = Slot.objects.for_subject(SUBJECT, home.listing.public_id).open(move.at)
    slot = (
        slots.filter(starts_at=when).first()
        or bookings.offer_slots(
            owner=home.organisation,
            subject=(SUBJECT, home.listing.public_id),
            title=_("見学"),
            times=[(when, when + VIEWING)],
            capacity=1,
            place=home.viewing_place,
            actor=move.actor,
            at=move.at,
        )[0]
    )
    return bookings.book(slot=slot, person=move.case.person, actor=move.actor, at=move.at, quietly=True)
