"""Many press at the same moment, on PostgreSQL with real threads."""

import time

import pytest

from portal.audit.invariants import all_checks
from portal.grants.budget.models import Budget
from portal.grants.filings.actions import answering, starting, submitting
from portal.grants.filings.models import Filing, Grant, Submission
from tests import people
from tests.races import all_at_once, race

from .conftest import ANSWERS, COURSE, DAY, again, drafted, version, where

THREADS = 8


def problems() -> list[str]:
    return [problem for check in all_checks().values() for problem in check()]


@race
def test_one_filing_is_sent_once():
    hana = people.seeker()
    filing = drafted(version(COURSE), hana)

    def send(number: int) -> None:
        submitting.submit(filing=again(filing), actor=hana.user, at=DAY, key=f"press {number}")

    assert all_at_once(send, range(THREADS)) == 1
    assert (where(filing), Submission.objects.count(), Budget.objects.get().reserved) == (
        ("submitted", "review"), 1, 88_200,
    )  # fmt: skip
    assert problems() == []


@race
def test_the_last_yen_go_to_whoever_came_first():
    course = version(COURSE, yen=5 * 88_200 + 1)
    filings = [drafted(course, people.seeker(f"hito{n}")) for n in range(12)]

    def send(filing: Filing) -> None:
        submitting.submit(filing=filing, actor=filing.case.person, at=DAY)

    assert all_at_once(send, filings) == 5
    states = [where(filing) for filing in filings]
    assert sorted(set(states)) == [("draft", "preparing"), ("submitted", "review")]
    assert states.count(("submitted", "review")) == Submission.objects.count() == 5
    assert Budget.objects.get().reserved == 5 * 88_200
    assert all(again(filing).answers == ANSWERS for filing in filings)
    assert problems() == []


@race
def test_what_is_saved_while_it_is_sent_is_in_it_or_refused():
    hana = people.seeker()
    filing = drafted(version(COURSE), hana)
    saves = again(filing).saves

    def act(number: int) -> None:
        if number:
            answering.save_answers(
                filing=filing, task="course", values={"fee": 50_000 + number}, saves=saves, actor=hana.user, at=DAY
            )
        else:
            submitting.submit(filing=filing, actor=hana.user, at=DAY)

    all_at_once(act, range(4))
    if where(filing) == ("draft", "preparing"):
        pytest.fail("nobody else may stop it")
    assert Submission.objects.get().content["answers"] == again(filing).answers
    assert problems() == []


def begun_by_many() -> int:
    course, hana = version(COURSE), people.seeker()
    all_at_once(lambda _n: starting.start(version=course, actor=hana.user, at=DAY), range(THREADS))
    return Grant.objects.count()


@race
def test_begun_together_is_begun_once():
    assert begun_by_many() == 1


@race
def test_control_without_the_lock_many_begin(monkeypatch):
    monkeypatch.setattr(starting, "_one_at_a_time", lambda *args: time.sleep(0.05))
    assert begun_by_many() > 1
