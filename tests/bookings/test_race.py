"""Many people reach for few places at the same moment: real threads, committed transactions, PostgreSQL.

Runs where the suite's database is PostgreSQL; beside SQLite it starts itself again on the database that
`PORTAL_TEST_POSTGRES` names.
"""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.bookings import actions
from portal.bookings.invariants import miscounted_slots
from portal.bookings.models import Booking, Slot

THREADS = 8
PLACES = 5
PEOPLE = 40
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the suite's database is not PostgreSQL (see PORTAL_DATABASE)"
)


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor == "postgresql", reason="the tests below run here themselves")
@pytest.mark.skipif(not os.environ.get("PORTAL_TEST_POSTGRES"), reason="PORTAL_TEST_POSTGRES names no database")
def test_the_races_on_postgresql():
    again = {**os.environ, "PORTAL_DATABASE": os.environ["PORTAL_TEST_POSTGRES"]}
    command = [sys.executable, "-m", "pytest", __file__, "-q", "-p", "no:randomly", "-p", "no:xdist"]
    run = subprocess.run(command, env=again, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.split()[0] == "...s"


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


def all_at_once(slot, people):
    """How many were told they have a place."""
    gate = threading.Barrier(THREADS)

    def work(mine):
        gate.wait()
        try:
            return sum(_try(slot, one) for one in mine)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(work, [people[number::THREADS] for number in range(THREADS)]))


def _try(slot, one):
    try:
        actions.book(slot=slot, person=one, actor=one, at=timezone.now())
    except actions.Refused:
        return 0
    return 1


@pytest.mark.postgresql
@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_never_oversold(slot, person):
    people = [person(f"p{number}") for number in range(PEOPLE)]
    assert all_at_once(slot, people) == PLACES
    assert Booking.objects.active().count() == PLACES
    assert list(miscounted_slots()) == []


@pytest.mark.postgresql
@on_postgresql
@pytest.mark.django_db(transaction=True)
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
    assert all_at_once(slot, people) > PLACES
    assert Booking.objects.active().count() > PLACES


@pytest.mark.postgresql
@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_eight_clicks_of_one_person_make_one_booking(slot, hanako):
    assert all_at_once(slot, [hanako] * THREADS) == 1
    assert Booking.objects.active().count() == 1
    assert list(miscounted_slots()) == []
