"""Many people reach for few places at the same moment."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.models import User
from portal.bookings import actions
from portal.bookings.invariants import miscounted_slots
from portal.bookings.models import Booking, Slot
from tests.races import all_at_once, race

CLICKS = 8
PLACES = 5
PEOPLE = 40


@pytest.fixture
def slot(organisation, owner):
    start = timezone.now() + timedelta(days=3)
    (slot,) = actions.offer_slots(
        owner=organisation,
        subject=("tests", "race"),
        title="見学",
        times=[(start, start + timedelta(hours=1))],
        capacity=PLACES,
        place="架空園",
        actor=owner,
        at=timezone.now(),
    )
    return slot


def book(slot) -> Callable[[User], Booking]:
    return lambda one: actions.book(slot=slot, person=one, actor=one, at=timezone.now())


@race
def test_never_oversold(slot, person):
    people = [person(f"p{number}") for number in range(PEOPLE)]
    assert all_at_once(book(slot), people) == PLACES
    assert Booking.objects.active().count() == PLACES
    assert list(miscounted_slots()) == []


@race
def test_control_without_the_guard_it_is_oversold(slot, person, monkeypatch):
    """Read, think, write: what the guard replaces. Were this run not oversold, the one above would prove nothing."""

    def read_then_write(slot, at):
        now = Slot.objects.get(pk=slot.pk)
        if now.taken >= now.capacity:
            raise actions.Full
        time.sleep(0.02)
        Slot.objects.filter(pk=slot.pk).update(taken=now.taken + 1)

    monkeypatch.setattr(actions, "_take_place", read_then_write)
    people = [person(f"p{number}") for number in range(PEOPLE)]
    assert all_at_once(book(slot), people) > PLACES
    assert Booking.objects.active().count() > PLACES


@race
def test_eight_clicks_of_one_person_make_one_booking(slot, hanako):
    assert all_at_once(book(slot), [hanako] * CLICKS) == 1
    assert Booking.objects.active().count() == 1
    assert list(miscounted_slots()) == []
