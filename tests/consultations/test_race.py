"""Shops answer, and households reach for one home, at the same moment."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from housing.consultations.actions import asking, showing
from housing.consultations.models import Consultation, Inquiry, Lease, ReferredHome
from housing.homes.choices import PartnerKind
from portal.accounts.models import Organisation
from portal.audit.verifier import broken_links
from portal.cases import actions
from portal.cases.actions import perform
from portal.cases.models import Case, Event
from portal.cases.queries import impossible_states
from tests.factories import homes as stock
from tests.factories.times import NOW
from tests.races import all_at_once, race

from . import acts

SHOPS, HOUSEHOLDS = 8, 6


@pytest.fixture
def asked(transactional_db, street) -> Consultation:
    """A card that eight shops more have on their desks."""
    for _number in range(SHOPS):
        stock.partner(PartnerKind.SHOP)
    Organisation.objects.update(verified_at=NOW, verified_by=street.staff.user)
    return acts.at_state(street, "asking")


def nothing(street) -> Callable[[Inquiry], None]:
    return lambda inquiry: asking.answer(inquiry=inquiry, answer="no", reason="taken", actor=street.shop.user, at=NOW)


def settled(consultation: Consultation) -> int:
    return Event.objects.filter(case=consultation.case, transition="nothing_offered").count()


@race
def test_the_last_answer_settles_a_card_once(asked, street):
    assert all_at_once(nothing(street), list(Inquiry.objects.filter(card__consultation=asked))) == SHOPS + 2
    assert (settled(asked), Inquiry.objects.filter(answer="").count()) == (1, 0)
    assert [*broken_links(), *impossible_states()] == []


@race
def test_control_without_the_lock_on_the_case_nobody_is_the_last(asked, street, monkeypatch):
    """Each answer sees the others open: the card waits for ever, with every answer in."""
    monkeypatch.setattr(asking, "_open", lambda inquiry, at: Inquiry.objects.select_related("card").get(pk=inquiry.pk))
    settle = asking._settle
    monkeypatch.setattr(asking, "_settle", lambda card, at: settle(card, at) or time.sleep(0.5))
    monkeypatch.setattr(asking, "record", lambda *given, **more: None)
    all_at_once(nothing(street), list(Inquiry.objects.filter(card__consultation=asked)))
    assert (settled(asked), Inquiry.objects.filter(answer="").count()) == (0, 0)


@pytest.fixture
def waiting(transactional_db, street) -> list[Case]:
    """Six households whose papers for one home lie with the shop."""
    return [acts.at_state(street, "screening").case for _number in range(HOUSEHOLDS)]


def let(street) -> Callable[[Case], object]:
    return lambda case: perform(case=case, transition="pass", actor=street.shop.user, at=NOW, version=case.version)


@race
def test_one_home_is_kept_for_one_household(waiting, street):
    assert all_at_once(let(street), waiting) == 1
    assert ReferredHome.objects.filter(step="passed").count() == 1
    assert Case.objects.filter(pk__in=[case.pk for case in waiting], state="contract").count() == 1
    assert Case.objects.get(listing=street.home).state == "reserved"
    assert [*broken_links(), *impossible_states()] == []


@race
def test_control_without_the_lock_on_the_home_it_is_kept_for_several(waiting, street, monkeypatch):
    hold = actions._hold
    monkeypatch.setattr(actions, "_hold", lambda case, step: hold(case, replace(step, moves_too=None)))
    still_free = showing._still_free
    monkeypatch.setattr(showing, "_still_free", lambda home: still_free(home) or time.sleep(0.5))
    all_at_once(let(street), waiting)
    assert ReferredHome.objects.filter(step="passed").count() > 1


@race
def test_a_lease_recorded_eight_times_is_one_lease(transactional_db, street):
    case = acts.at_state(street, "contract").case
    work = lambda version: perform(  # noqa: E731
        case=case, transition="lease", actor=street.staff.user, at=NOW, version=version, values=acts.LEASE
    )
    assert all_at_once(work, [case.version] * SHOPS) == 1
    assert Lease.objects.filter(listing=street.home).count() == 1
    assert Case.objects.get(listing=street.home).state == "let"
