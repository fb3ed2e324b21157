"""Many people act on one case at the same moment."""

import time
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from jobs.applications import actions as applying
from jobs.applications.models import Application
from jobs.vacancies.models import Vacancy
from portal.audit.models import Entry
from portal.audit.verifier import broken_links
from portal.cases import actions
from portal.cases.models import Case, Event
from portal.cases.queries import impossible_states
from tests import people
from tests.factories import applications, vacancies
from tests.factories.applications import SHARES
from tests.factories.times import NOW
from tests.races import all_at_once, race

THREADS, ROUNDS = 8, 5


@pytest.fixture
def employer(transactional_db):
    call_command("load_codelists", stdout=StringIO())
    return people.employer()


@pytest.fixture
def staff(transactional_db):
    return people.staff()


@pytest.fixture
def home(employer):
    return vacancies.facility(employer.organisation)


def decide(case: Case, staff) -> Callable[[int], bool]:
    """Half the officers approve, half send back, all from the page of the same version."""

    def work(number: int) -> bool:
        word = {"text": f"理由{number}"}
        transition = "approve" if number % 2 else "send_back"
        actions.perform(
            case=case,
            transition=transition,
            actor=staff.user,
            at=NOW,
            version=case.version,
            values=word,
            key=f"k{number}",
        )
        return True

    return work


def decisions(case: Case) -> int:
    return Event.objects.filter(case=case, transition__in=["approve", "send_back"]).count()


@race
def test_one_case_gets_exactly_one_decision(home, employer, staff):
    for _round in range(ROUNDS):
        case = vacancies.in_review(home, employer.user).case
        entries = Entry.objects.count()
        assert (all_at_once(decide(case, staff), range(THREADS)), decisions(case)) == (1, 1)
        assert Entry.objects.count() == entries + 1
    assert [*broken_links(), *impossible_states()] == []


@race
def test_control_without_the_guard_there_are_several(home, employer, staff, monkeypatch):
    """No row lock and no version in the update: were there one decision still, the test above would prove nothing."""
    case = vacancies.in_review(home, employer.user).case
    monkeypatch.setattr(actions, "Case", Unguarded)
    monkeypatch.setattr(actions, "_next_sequence", lambda row: time.perf_counter_ns() % 2_000_000_000)
    assert all_at_once(decide(case, staff), range(THREADS)) > 1
    assert decisions(case) > 1
    assert list(impossible_states()) != []


class Unguarded:
    """Read, think, write: what the guards of `perform` replace."""

    class objects:  # noqa: N801
        @staticmethod
        def select_for_update(**_of) -> QuerySet[Case]:
            time.sleep(0.05)
            return Case.objects.all()

        @staticmethod
        def filter(pk: int, version: int) -> QuerySet[Case]:
            time.sleep(0.05)
            return Case.objects.filter(pk=pk)


def apply(vacancy: Vacancy, seeker, key: str = "") -> Callable[[int], bool]:
    def work(number: int) -> bool:
        applying.apply(
            vacancy=vacancy, seeker=seeker.user, shares=SHARES, text="お願いします。", at=NOW, key=key or f"k{number}"
        )
        return True

    return work


@race
def test_eight_clicks_are_one_application(home, employer, staff):
    seeker = people.seeker()
    for round_ in range(ROUNDS):
        vacancy = vacancies.published(home, employer.user, staff.user)
        all_at_once(apply(vacancy, seeker, "same" if round_ % 2 else ""), range(THREADS))
        assert Application.objects.filter(vacancy=vacancy, seeker=seeker.user).count() == 1
        assert Event.objects.filter(case__application__vacancy=vacancy).count() == 1
    assert [*broken_links(), *impossible_states()] == []


@race
def test_control_without_the_lock_the_database_has_to_refuse(home, employer, staff, monkeypatch):
    """Without the lock on the person several come as far as the unique constraint, which is the last guard."""
    monkeypatch.setattr(applying, "_lock", lambda seeker: time.sleep(0.02))
    reached: list[int] = []
    before = applying._may_open

    def noted(vacancy, seeker):
        live = before(vacancy, seeker)
        reached.append(1)
        time.sleep(0.1)
        return live

    monkeypatch.setattr(applying, "_may_open", noted)
    vacancy, seeker = vacancies.published(home, employer.user, staff.user), people.seeker()
    with pytest.raises(IntegrityError):
        all_at_once(apply(vacancy, seeker), range(THREADS))
    assert len(reached) > 1
    assert Application.objects.filter(vacancy=vacancy).count() == 1


@race
def test_a_double_click_in_the_browser(home, employer, staff):
    """The same form, sent eight times at once: everybody is led to the same receipt, nobody sees an error."""
    seeker, vacancy = people.seeker(), vacancies.published(home, employer.user, staff.user)
    sent = {"name": "on", "contact": "on", "text": "お願いします。", "send": "1", "key": "k"}
    receipts = []

    def work(_number: int) -> bool:
        client = Client()
        client.cookies = seeker.client.cookies
        answer = client.post(reverse("applications:apply", args=[vacancy.public_id]), sent)
        receipts.append((answer.status_code, answer.get("Location")))
        return True

    all_at_once(work, range(THREADS))
    receipt = reverse("applications:sent", args=[Application.objects.get().case.public_id])
    assert set(receipts) == {(302, receipt)}
    assert Event.objects.filter(case__application__vacancy=vacancy).count() == 1


def offers(home, employer, staff, seeker) -> list[Application]:
    made = [vacancies.published(home, employer.user, staff.user) for _number in range(THREADS)]
    return [
        applications.offered(applications.applied(vacancy, seeker.user), employer.user, seeker.user) for vacancy in made
    ]


def accept(offered: list[Application], seeker) -> Callable[[int], bool]:
    def work(number: int) -> bool:
        case = offered[number].case
        actions.perform(case=case, transition="accept", actor=seeker.user, at=NOW, version=case.version)
        return True

    return work


@race
def test_eight_offers_accepted_at_once(home, employer, staff):
    """One is accepted, the others end by it; whoever came second is told that the page is old, not that it broke."""
    seeker = people.seeker()
    offered = offers(home, employer, staff, seeker)
    assert all_at_once(accept(offered, seeker), range(THREADS)) == 1
    states = Case.objects.filter(application__in=offered).values_list("state", flat=True)
    assert sorted(states) == ["accepted", *["declined"] * (THREADS - 1)]
    assert [*broken_links(), *impossible_states()] == []


@race
def test_control_without_the_common_lock_they_stop_each_other(home, employer, staff, monkeypatch):
    seeker = people.seeker()
    offered = offers(home, employer, staff, seeker)
    hold = actions._hold
    monkeypatch.setattr(actions, "_hold", lambda case, step: hold(case, replace(step, moves_too=None)))
    with pytest.raises(OperationalError, match="deadlock"):
        all_at_once(accept(offered, seeker), range(THREADS))
