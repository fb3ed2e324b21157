"""Paid ahead (L4): the award is paid at once; the fixed amount settles it."""

from dataclasses import replace

import pytest

from portal.grants.budget.models import Budget
from portal.grants.filings.demo import ACCOUNT
from portal.grants.filings.models import Account
from portal.grants.payments import actions
from portal.grants.payments.models import Payment, Recovery
from portal.grants.schemes import structure
from portal.grants.schemes.structure import Profile
from portal.lib.refusal import Refused
from tests.decisions.conftest import DAY, DECLARED, ROOM, again, grant_state, later, verified
from tests.payments.conftest import WORKED, load, problems, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(rooms, operator, clerk, decided, monkeypatch):
    """The rooms of the nursery, as if paid ahead: 787,000 yen."""
    ahead = replace(structure.get("nursery_housing"), profile=Profile.ADVANCE)
    monkeypatch.setitem(structure._schemes, "nursery_housing", ahead)
    return decided(verified(rooms, operator, clerk, DECLARED, [ROOM]))


@pytest.fixture
def transferred(award, cashier, second):
    Account.objects.create(grant=award.grant, changed_at=DAY, **ACCOUNT)  # a scheme paid ahead asks for it at once
    batch = actions.make_batch(payments=Payment.objects.all(), actor=cashier.user, at=DAY)
    actions.release_batch(batch=batch, actor=second.user, at=DAY)
    return award


@pytest.fixture
def advanced(transferred, cashier):
    load([[Payment.objects.get().number, "支払済", "2027/1/14", ""]], cashier)
    return transferred


def test_the_award_is_paid_at_once(award):
    payment = Payment.objects.get()
    assert (payment.yen, payment.decision, grant_state(award)) == (787_000, award, "paying")
    assert problems() == []


def test_what_was_too_much_comes_back(advanced, operator, clerk, decided, cashier):
    fixed = decided(later(again(advanced.grant), "report", operator, clerk, {}, WORKED | {"paid": 600_000}), "fixed")
    assert fixed.yen < 787_000
    recovery = Recovery.objects.get()
    assert (recovery.yen, states(), grant_state(advanced)) == (787_000 - fixed.yen, ["paid"], "paid")
    actions.repay(recovery=recovery, yen=recovery.yen, on=DAY.date(), actor=cashier.user, at=DAY, key="k")
    budget = Budget.objects.get()
    assert (budget.committed, budget.paid) == (fixed.yen, fixed.yen)
    assert problems() == []


def test_what_was_right_is_over(advanced, operator, clerk, decided):
    fixed = decided(later(again(advanced.grant), "report", operator, clerk, {}, WORKED), "fixed")
    assert (fixed.yen, Recovery.objects.count(), grant_state(advanced)) == (787_000, 0, "paid")
    assert problems() == []


def test_what_was_not_handed_over_yet_waits_for_the_claim(award, operator, clerk, decided):
    fixed = decided(later(again(award.grant), "report", operator, clerk, {}, WORKED | {"paid": 600_000}), "fixed")
    assert (states(), grant_state(award)) == (["cancelled"], "fixed")
    later(again(award.grant), "claim", operator, clerk)
    assert list(Payment.objects.filter(state="due").values_list("yen", flat=True)) == [fixed.yen]
    assert (grant_state(award), problems()) == ("paying", [])


def test_nothing_is_settled_while_the_advance_is_at_the_bank(transferred, operator, clerk, decided):
    report = later(again(transferred.grant), "report", operator, clerk, {}, WORKED)
    with pytest.raises(Refused, match="会計に渡した支払の結果が、まだ出ていません"):
        decided(report, "fixed")
    assert states() == ["sent"]


def test_a_result_that_comes_during_the_report_leaves_the_grant_where_it_is(transferred, operator, clerk, cashier):
    later(again(transferred.grant), "report", operator, clerk, {}, WORKED)
    before = grant_state(transferred)
    load([[Payment.objects.get().number, "支払済", "2027/1/14", ""]], cashier)
    assert (states(), grant_state(transferred)) == (["paid"], before)
