"""When money is owed, how much, and what becomes of it when the decision is taken back."""

import pytest

from portal.grants.budget.models import Budget
from portal.grants.filings.actions import starting, submitting
from portal.grants.payments.actions import owing
from portal.grants.payments.models import Payment, Recovery, Remittance
from portal.lib.refusal import Refused
from tests.decisions.conftest import DAY, DECLARED, ROOM, again, grant_state, issued, later, verified
from tests.payments.conftest import WORKED, load, problems, states

pytestmark = pytest.mark.django_db


def test_a_course_fee_is_owed_when_its_letter_is_out(payment):
    decision = payment.decision
    assert (payment.yen, payment.state, payment.due_since) == (88_200, "due", DAY)
    assert payment.number == f"P{decision.case.number[1:]}"
    assert grant_state(payment) == "paying"
    assert problems() == []


def test_a_refusal_owes_nothing(course, hana, clerk, decided):
    decided(verified(course, hana, clerk), "refusal", reason="要綱 第3条")
    assert Payment.objects.count() == 0


@pytest.fixture
def fixed(rooms, operator, clerk, decided):
    """The rent of a room, reported and fixed."""
    award = decided(verified(rooms, operator, clerk, DECLARED, [ROOM]))
    assert Payment.objects.count() == 0
    return decided(later(award.grant, "report", operator, clerk, {}, WORKED), "fixed")


def test_rent_is_owed_when_the_claim_on_the_fixed_amount_is_right(fixed, operator, clerk):
    assert (Payment.objects.count(), grant_state(fixed)) == (0, "fixed")
    later(again(fixed.grant), "claim", operator, clerk)
    payment = Payment.objects.get()
    assert (payment.yen, payment.decision, grant_state(fixed)) == (fixed.yen, fixed, "paying")
    assert problems() == []


def test_a_claim_taken_back_before_it_was_found_right_owes_nothing(fixed, operator, clerk):
    filing = starting.open_filing(grant=again(fixed.grant), kind="claim", actor=operator.user, at=DAY)
    submitting.withdraw(filing=filing, actor=operator.user, at=DAY)
    assert (Payment.objects.count(), grant_state(fixed)) == (0, "fixed")


def test_a_payment_in_a_batch_falls_with_its_decision(batch, clerk, revoked):
    payment = Payment.objects.get()
    issued(revoked(payment.grant), clerk)
    assert (states(), grant_state(payment)) == (["cancelled"], "revoked")
    assert list(Remittance.objects.values_list("state", flat=True)) == ["out"]
    assert (Recovery.objects.count(), Budget.objects.get().committed) == (0, 0)
    assert problems() == []


def test_a_part_that_is_taken_back_before_payment_leaves_the_rest(payment, clerk, revoked):
    issued(revoked(payment.grant, 50_000), clerk)
    assert list(Payment.objects.order_by("pk").values_list("state", "yen")) == [("cancelled", 88_200), ("due", 50_000)]
    assert (grant_state(payment), Budget.objects.get().committed) == ("paying", 50_000)
    assert problems() == []


def test_what_is_on_its_way_to_the_bank_is_not_taken_back(sent, clerk, revoked, cashier):
    decision = revoked(sent.grant)
    with pytest.raises(Refused, match="会計に渡した支払の結果が、まだ出ていません"):
        issued(decision, clerk)
    assert (states(), again(decision).letter) == (["sent"], None)
    assert [one for one in problems() if not one.startswith("bytes ")] == []  # the letter that never went out
    load([[sent.number, "振込不能", "", "口座なし"]], cashier)
    issued(again(decision), clerk)
    assert (states(), Recovery.objects.count(), grant_state(sent)) == (["cancelled"], 0, "revoked")


def test_what_was_paid_comes_back_when_it_is_taken_back(paid, clerk, revoked):
    decision = issued(revoked(paid.grant), clerk)
    recovery = Recovery.objects.get()
    assert (recovery.yen, recovery.decision, recovery.state) == (88_200, decision, "open")
    assert (states(), grant_state(paid)) == (["paid"], "revoked")
    assert problems() == []


def test_taken_back_in_two_parts_each_part_is_asked_for_once(paid, clerk, revoked):
    issued(revoked(paid.grant, 60_000), clerk)
    issued(revoked(paid.grant, 0), clerk)
    assert list(Recovery.objects.order_by("pk").values_list("yen", flat=True)) == [28_200, 60_000]
    assert problems() == []


def test_a_claim_without_a_fixed_amount_is_not_found_right(fixed, operator, clerk, monkeypatch):
    """The rules of filings keep such a claim out; were they to let it in, no money would flow."""
    later(again(fixed.grant), "claim", operator, clerk)
    filing = Payment.objects.get().grant.filings.get(kind="claim")
    monkeypatch.setattr(owing, "standing", lambda grant: None)
    with pytest.raises(Refused, match="額の確定の通知書が出てから"):
        owing.filing_verified(filing, DAY)
