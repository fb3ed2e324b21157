"""Several officers reach for the same money at the same moment."""

import time

import pytest
from django.db import IntegrityError

from portal.grants.budget.models import Budget
from portal.grants.payments import actions
from portal.grants.payments.actions import batching, holding, recovering, results
from portal.grants.payments.models import Batch, Payment, Recovery, Remittance, Repayment
from tests import people
from tests.decisions.conftest import DAY, issued
from tests.payments.conftest import load, problems, states
from tests.races import all_at_once, race

THREADS, DUE = 8, 4


@pytest.fixture
def accounting(db) -> list:
    return [people.officer("accounting", name=f"kaikei{number}x").user for number in range(THREADS)]


def make(due: list[Payment], accounting: list):
    return lambda number: actions.make_batch(payments=due, actor=accounting[number], at=DAY)


@race
def test_eight_make_a_batch_of_the_same_payments(payments, accounting):
    due = payments(DUE)
    assert all_at_once(make(due, accounting), range(THREADS)) == 1
    assert (Batch.objects.count(), Remittance.objects.count(), states()) == (1, DUE, ["batched"] * DUE)
    assert problems() == []


@race
def test_control_without_the_lock_and_the_constraint_a_payment_is_in_several(payments, accounting, monkeypatch):
    """Read, think, write: what the lock, the conditional update and the constraint replace."""
    due = payments(DUE)

    def read_then_write(batch, rows, accounts):
        time.sleep(0.1)
        Remittance.objects.bulk_create(
            Remittance(batch=batch, payment=row, payee=batching.payee_of(accounts[row.grant_id]), state="failed")
            for row in rows
        )
        Payment.objects.filter(pk__in=[row.pk for row in rows]).update(state="batched")

    unheld = {"next_value": lambda prefix, year: time.perf_counter_ns() % 2_000_000_000, "_put_in": read_then_write}
    for name, stand_in in unheld.items():
        monkeypatch.setattr(batching, name, stand_in)
    monkeypatch.setattr(holding, "hold", lambda keys: list(keys))
    assert all_at_once(make(due, accounting), range(THREADS)) > 1
    assert Remittance.objects.count() > DUE


@race
def test_control_without_the_lock_the_database_has_to_refuse(payments, accounting, monkeypatch):
    due = payments(1)
    put_in = batching._put_in

    def slowly(batch, rows, accounts):
        time.sleep(0.1)
        put_in(batch, rows, accounts)

    monkeypatch.setattr(batching, "next_value", lambda prefix, year: time.perf_counter_ns() % 2_000_000_000)
    monkeypatch.setattr(batching, "_put_in", slowly)
    monkeypatch.setattr(holding, "hold", lambda keys: list(keys))
    with pytest.raises(IntegrityError, match="payment_in_one_batch_only"):
        all_at_once(make(due, accounting), range(THREADS))
    assert Remittance.objects.count() == 1


@race
def test_overlapping_choices_do_not_stop_each_other(payments, accounting):
    """Each takes two neighbours: no deadlock, and no payment twice."""
    due = payments(DUE)

    def work(number: int) -> None:
        chosen = [due[number % DUE], due[(number + 1) % DUE]]
        actions.make_batch(payments=chosen[:: 1 if number % 2 else -1], actor=accounting[number], at=DAY)

    made = all_at_once(work, range(THREADS))
    assert made == Batch.objects.count() in (1, 2)
    assert Remittance.objects.count() == 2 * made
    assert problems() == []


@race
def test_released_by_one_while_another_drops_it(batch, second, cashier):
    def work(number: int) -> None:
        if number % 2:
            actions.release_batch(batch=batch, actor=second.user, at=DAY)
        else:
            actions.drop_batch(batch=batch, actor=cashier.user, at=DAY)

    assert all_at_once(work, range(THREADS)) == 1
    found = Batch.objects.get()
    assert states() == (["sent"] if found.released_at else ["due"])
    assert problems() == []


@race
def test_taken_back_while_it_is_released(batch, second, clerk, revoked):
    """Either the money goes and the decision waits, or the decision goes and the money stays."""
    payment = Payment.objects.get()
    decision = revoked(payment.grant)

    def work(number: int) -> None:
        if number:
            issued(decision, clerk)
        else:
            actions.release_batch(batch=batch, actor=second.user, at=DAY)

    assert all_at_once(work, range(2)) == 1
    assert states() in (["sent"], ["cancelled"])
    assert [one for one in problems() if not one.startswith("bytes ")] == []


@race
def test_the_same_result_by_eight_is_paid_once(sent, cashier):
    reports = []

    def work(_number: int) -> None:
        reports.append(load([[sent.number, "支払済", "2027/1/14", ""]], cashier))

    assert all_at_once(work, range(THREADS)) == THREADS
    assert sorted((one.updated, one.unchanged, len(one.refused)) for one in reports) == [(0, 1, 0)] * 7 + [(1, 0, 0)]
    assert Budget.objects.get().paid == 88_200
    assert problems() == []


@race
def test_control_without_the_lock_and_the_state_it_is_paid_again(sent, cashier, monkeypatch):
    """The budget is the last guard: what was decided is not paid twice."""
    monkeypatch.setattr(results, "hold", lambda keys: None)
    monkeypatch.setattr(results, "hold_budgets", lambda keys: None)

    def unguarded(payment, **columns):
        time.sleep(0.1)
        Payment.objects.filter(pk=payment.pk).update(**columns)

    monkeypatch.setattr(results, "_move", unguarded)
    reports = []

    def work(_number: int) -> None:
        reports.append(load([[sent.number, "支払済", "2027/1/14", ""]], cashier, none_if_bad=False))

    all_at_once(work, range(THREADS))
    refused = [one.reason for report in reports for one in report.refused]
    assert refused
    assert set(refused) == {"決定した額をこえる支払はできません。"}


@race
def test_money_that_comes_back_is_noted_once_for_one_form_and_never_beyond(paid, clerk, revoked, cashier):
    issued(revoked(paid.grant, 60_000), clerk)
    recovery = Recovery.objects.get()

    def work(number: int) -> None:
        key = "same" if number < 4 else f"k{number}"
        actions.repay(recovery=recovery, yen=10_000, on=DAY.date(), actor=cashier.user, at=DAY, key=key)

    all_at_once(work, range(THREADS))
    assert (Repayment.objects.count(), Recovery.objects.get().paid_back) == (2, 20_000)
    assert problems() == []


@race
def test_control_without_the_lock_of_the_case_the_constraint_has_to_refuse(paid, clerk, revoked, cashier, monkeypatch):
    issued(revoked(paid.grant, 60_000), clerk)
    recovery = Recovery.objects.get()
    monkeypatch.setattr(recovering, "hold", lambda keys: time.sleep(0.05))

    def work(number: int) -> None:
        actions.repay(recovery=recovery, yen=1_000, on=DAY.date(), actor=cashier.user, at=DAY, key="same")

    with pytest.raises(IntegrityError, match="repayment_key_once"):
        all_at_once(work, range(THREADS))
