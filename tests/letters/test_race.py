"""Many letters are issued in one series at the same moment."""

import time

import pytest
from django.db import IntegrityError

from portal.audit.verifier import broken_links
from portal.letters import actions
from portal.letters.invariants import bytes_and_digests, numbers_and_letters
from portal.letters.models import Letter, Series
from tests import people
from tests.letters.conftest import VALUES, issued
from tests.races import all_at_once, race

THREADS, ROUNDS = 16, 3


@pytest.fixture
def hana(transactional_db):
    return people.seeker()


@pytest.fixture
def clerk(transactional_db):
    return people.staff()


def numbers() -> list[int]:
    return list(Letter.objects.order_by("sequence").values_list("sequence", flat=True))


@race
def test_numbers_have_no_gap_and_no_double(hana, clerk):
    for round_ in range(1, ROUNDS + 1):
        assert all_at_once(lambda _number: issued(hana, clerk), range(THREADS)) == THREADS
        assert numbers() == list(range(1, THREADS * round_ + 1))
    assert [*broken_links(), *numbers_and_letters(), *bytes_and_digests()] == []


@race
def test_letters_that_are_refused_leave_no_gap(hana, clerk):
    def work(number: int) -> None:
        issued(hana, clerk, values=VALUES | {"氏名": "山\ue000" if number % 4 == 0 else "山"})

    assert all_at_once(work, range(THREADS)) == THREADS * 3 // 4
    assert numbers() == list(range(1, THREADS * 3 // 4 + 1))
    assert list(numbers_and_letters()) == []


class Unlocked:
    """Read, think, write: what the lock of the series replaces."""

    class objects:  # noqa: N801
        get_or_create = Series.objects.get_or_create

        @staticmethod
        def select_for_update():
            time.sleep(0.05)
            return Series.objects.all()


@race
def test_control_without_the_lock_the_database_has_to_refuse(hana, clerk, monkeypatch):
    """Without the lock several take the same number, which only the unique constraint stops."""
    monkeypatch.setattr(actions, "Series", Unlocked)
    with pytest.raises(IntegrityError, match="letter_number_once"):
        all_at_once(lambda _number: issued(hana, clerk), range(THREADS))
    assert len(numbers()) < THREADS
