import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, Role, User
from portal.accounts.queries import people_of
from portal.audit.actions import record
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from . import notices, subjects
from .models import Booking, Slot


class Full(Refused):
    pass


class AlreadyBooked(Refused):
    pass


def offer_slots(
    *,
    owner: Organisation,
    subject: tuple[str, str],
    title: str,
    times: Sequence[tuple[dt.datetime, dt.datetime]],
    capacity: int,
    place: str,
    actor: User,
    at: dt.datetime,
    note: str = "",
) -> list[Slot]:
    """`subject` is (kind, key). All or none: a time in the past or offered before refuses the whole list."""
    if any(start <= at for start, _end in times):
        raise Refused(_("過ぎた日時は選べません。"))
    kind, key = subject
    slots = [
        Slot(
            owner=owner,
            subject_kind=kind,
            subject_key=key,
            title=title,
            starts_at=start,
            ends_at=end,
            capacity=capacity,
            place=place,
            note=note,
            created_at=at,
        )
        for start, end in times
    ]
    try:
        with transaction.atomic():
            for slot in slots:
                slot.save(force_insert=True)
                record("bookings.offered", actor=actor, at=at, subject=slot)
    except IntegrityError:
        raise Refused(_("同じ日時の枠がすでにあるか、終わりの時刻が始まりより前です。")) from None
    return slots


def book(
    *,
    slot: Slot,
    person: User,
    actor: User,
    at: dt.datetime,
    held_until: dt.datetime | None = None,
    quietly: bool = False,
) -> Booking:
    """Take one place, or hold it until `held_until`. `quietly` is for callers that tell both sides themselves.

    Raises `AlreadyBooked`, `Full`, or `Refused` when the slot is over or withdrawn.
    """
    if Booking.objects.active().filter(slot=slot, person=person).exists():
        raise AlreadyBooked(_("この枠は、すでに予約しています。"))
    try:
        with transaction.atomic():
            _take_place(slot, at)
            booking = Booking.objects.create(
                slot=slot,
                person=person,
                state=Booking.State.HELD if held_until else Booking.State.BOOKED,
                booked_at=at,
                held_until=held_until,
            )
            record("bookings.held" if held_until else "bookings.booked", actor=actor, at=at, subject=booking)
            if not quietly:
                _tell(notices.BOOKED, booking, [person], at)
                _tell(notices.TAKEN, booking, _hosts(slot), at)
    except IntegrityError:
        raise AlreadyBooked(_("この枠は、すでに予約しています。")) from None
    return booking


def confirm(*, booking: Booking, actor: User, at: dt.datetime) -> None:
    """Turn a hold that has not lapsed into a booking."""
    with transaction.atomic():
        held = Booking.objects.filter(pk=booking.pk, state=Booking.State.HELD, held_until__gt=at)
        if not held.update(state=Booking.State.BOOKED, held_until=None, sequence=F("sequence") + 1):
            raise Refused(_("仮押さえの期限が過ぎました。もう一度、枠を選んでください。"))
        record("bookings.booked", actor=actor, at=at, subject=booking)


def cancel(*, booking: Booking, actor: User | None, at: dt.datetime, quietly: bool = False) -> bool:
    """Give the place back; False when it had been given back before. The side that did not act is told."""
    with transaction.atomic():
        if not _give_back(booking, at):
            return False
        record("bookings.cancelled", actor=actor, at=at, subject=booking)
        if not quietly:
            sides = [booking.person, *_hosts(booking.slot)]
            _tell(notices.CANCELLED, booking, [one for one in sides if one != actor], at)
            _let_go(booking, actor, at)
    return True


def withdraw_slot(*, slot: Slot, actor: User, at: dt.datetime) -> bool:
    """Take a slot away; everybody who had booked it is told."""
    with transaction.atomic():
        if not Slot.objects.filter(pk=slot.pk, withdrawn_at=None).update(withdrawn_at=at):
            return False
        record("bookings.withdrawn", actor=actor, at=at, subject=slot)
        for booking in slot.bookings.active().select_related("person", "slot"):
            _give_back(booking, at)
            record("bookings.cancelled", actor=actor, at=at, subject=booking)
            _tell(notices.CANCELLED, booking, [booking.person], at)
            _let_go(booking, actor, at)
    return True


def release_lapsed(*, at: dt.datetime) -> int:
    """Give back every hold whose time is over."""
    lapsed = Booking.objects.filter(state=Booking.State.HELD, held_until__lte=at).select_related("slot", "person")
    return sum(_release(booking, at) for booking in lapsed)


def cancel_all(person: User, at: dt.datetime) -> None:
    """Somebody closes their account: what is still to come is given back."""
    for booking in Booking.objects.of(person).active().filter(slot__starts_at__gt=at):
        cancel(booking=booking, actor=person, at=at)


def _release(booking: Booking, at: dt.datetime) -> bool:
    with transaction.atomic():
        if not _give_back(booking, at, state=Booking.State.HELD):
            return False
        record("bookings.lapsed", actor=None, at=at, subject=booking)
        _tell(notices.LAPSED, booking, [booking.person], at)
    return True


def _let_go(booking: Booking, actor: User | None, at: dt.datetime) -> None:
    """The room of the subject hears of it."""
    if let_go := subjects.get(booking.slot.subject_kind).let_go:
        let_go(booking, actor, at)


def _take_place(slot: Slot, at: dt.datetime) -> None:
    """The guard against overselling: the database counts, not a value read before."""
    open_slot = Slot.objects.open(at).filter(pk=slot.pk)
    if open_slot.update(taken=F("taken") + 1):
        return
    if Slot.objects.filter(pk=slot.pk, withdrawn_at=None, starts_at__gt=at).exists():
        raise Full(_("この枠は、ほかの方の予約でいっぱいになりました。別の枠をお選びください。"))
    raise Refused(_("この枠は、受付が終わっています。"))


def _give_back(booking: Booking, at: dt.datetime, state: str | None = None) -> bool:
    active = Booking.objects.active().filter(pk=booking.pk)
    if state:
        active = active.filter(state=state)
    changed = active.update(state=Booking.State.CANCELLED, cancelled_at=at, held_until=None, sequence=F("sequence") + 1)
    if changed:
        Slot.objects.filter(pk=booking.slot_id).update(taken=F("taken") - 1)
    return bool(changed)


def _hosts(slot: Slot) -> list[User]:
    return [member.user for member in people_of(slot.owner).filter(role__in=[Role.OWNER, Role.EDITOR])]


def _tell(kind, booking: Booking, recipients: Iterable[User], at: dt.datetime) -> None:
    path = reverse("bookings:detail", args=[booking.public_id])
    announce(kind.code, recipients=recipients, context={"slot": booking.slot, "booking": booking}, path=path, at=at)
