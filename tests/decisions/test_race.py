"""Many officers at the same moment: one word a step, never more than the budget, one letter a decision."""

import time

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from portal.audit.invariants import all_checks
from portal.cases import actions as cases
from portal.cases.models import Case
from portal.grants.budget import actions as budgets
from portal.grants.budget.models import Budget, Entry
from portal.grants.decisions import actions
from portal.grants.decisions.models import Approval, Decision
from portal.letters.models import Letter
from tests import people
from tests.races import all_at_once, race

from .conftest import ANSWERS, COURSE, DAY, again, agreed, circulating, state, verified, version

THREADS = 8


@pytest.fixture
def officers(transactional_db):
    roles = (("clerk", "kakari"), ("chief", "kakaricho"), ("manager", "kacho"))
    return [people.officer(role, name=name) for role, name in roles]


def ready(officers, count: int, yen: int) -> list[Decision]:
    """Decisions that only the head of department has still to agree to."""
    clerk, chief, _manager = officers
    made = version(COURSE, yen=10_000_000, mode="deadline")
    filings = [verified(made, people.seeker(f"p{n}"), clerk, ANSWERS) for n in range(count)]
    found = [agreed(circulating(filing, clerk), chief) for filing in filings]
    Budget.objects.update(appropriated=yen)
    Entry.objects.filter(kind="initial").update(yen=yen)
    return found


def problems() -> list[str]:
    return [problem for name, check in all_checks().items() if "stored" not in name for problem in check()]


def agree(decision: Decision, person, **more):
    actions.agree(decision=Decision.objects.get(pk=decision.pk), actor=person.user, at=DAY, **more)


@race
def test_eight_clicks_are_one_approval(officers):
    (decision,) = ready(officers, 1, 1_000_000)
    seen = decision.case.version
    all_at_once(lambda _n: agree(decision, officers[2], version=seen, key="once"), range(THREADS))
    assert (state(decision), Approval.objects.count(), Budget.objects.get().committed) == ("approved", 2, 88_200)
    assert problems() == []


@race
def test_control_without_the_lock_the_database_has_to_refuse(officers, monkeypatch):
    (decision,) = ready(officers, 1, 1_000_000)
    monkeypatch.setattr(cases, "Case", Unguarded)
    with pytest.raises(IntegrityError, match=r"approval_once|event_"):
        all_at_once(lambda n: agree(decision, officers[2], key=f"k{n}"), range(THREADS))


class Unguarded:
    """Read, think, write: what the guards of `perform` replace."""

    class objects:  # noqa: N801
        @staticmethod
        def select_for_update(**_of) -> QuerySet[Case]:
            time.sleep(0.05)
            return Case.objects.all()

        @staticmethod
        def filter(**what) -> QuerySet[Case]:
            time.sleep(0.05)
            return Case.objects.filter(**{name: value for name, value in what.items() if name != "version"})


@race
def test_the_budget_covers_half_of_them(officers):
    """Eight are decided at once, where four are covered: four are, four stay as they were."""
    decisions = ready(officers, THREADS, 4 * 88_200)
    assert all_at_once(lambda decision: agree(decision, officers[2]), decisions) == 4
    assert sorted(state(one) for one in decisions) == ["approved"] * 4 + ["circulating"] * 4
    assert (Budget.objects.get().left, Approval.objects.filter(role="manager").count()) == (0, 4)
    assert problems() == []


@race
def test_control_without_the_condition_the_database_has_to_refuse(officers, monkeypatch):
    decisions = ready(officers, THREADS, 4 * 88_200)

    def unconditional(budget, steps, left=0):
        found = Budget.objects.filter(pk=budget.pk)
        row = found.get()
        time.sleep(0.05)
        found.update(**{name: getattr(row, name) + by for name, by in steps.items()})

    monkeypatch.setattr(budgets, "_move", unconditional)
    all_at_once(lambda decision: agree(decision, officers[2]), decisions)
    assert "decisions and budgets" in all_checks()
    assert problems() != []


@race
def test_eight_officers_issue_the_same_letter(officers):
    clerk, _chief, manager = officers
    (decision,) = ready(officers, 1, 1_000_000)
    agreed(decision, manager)
    others = [clerk, *(people.officer("clerk", name=f"kakari{n}") for n in range(THREADS - 1))]
    work = lambda person: actions.issue(decision=Decision.objects.get(pk=decision.pk), actor=person.user, at=DAY)  # noqa: E731
    assert all_at_once(work, others) == 1
    assert (state(decision), Letter.objects.count()) == ("issued", 1)
    assert problems() == []


@race
def test_letters_and_approvals_and_withdrawals_do_not_wait_for_each_other(officers):
    """Acts that take cases, budgets, numbers and the audit in one order: none ends in a deadlock."""
    from portal.grants.filings.actions import submitting

    clerk, _chief, manager = officers
    decisions = ready(officers, THREADS, 10_000_000)
    for decision in decisions[:4]:
        agreed(decision, manager)

    def work(number: int) -> None:
        decision = again(decisions[number])
        if number < 4:
            actions.issue(decision=decision, actor=clerk.user, at=DAY)
        elif number < 6:
            actions.agree(decision=decision, actor=manager.user, at=DAY)
        else:
            person = decision.grant.case.person
            submitting.withdraw(filing=decision.filing, actor=person, at=DAY)

    assert all_at_once(work, range(THREADS)) == THREADS
    assert sorted(state(one) for one in decisions) == ["approved"] * 2 + ["dropped"] * 2 + ["issued"] * 4
    assert problems() == []
