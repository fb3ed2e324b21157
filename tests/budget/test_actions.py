"""What moves a budget, and what it refuses."""

import pytest
from django.db import IntegrityError, transaction

from portal.audit.models import Entry as Audited
from portal.grants.budget import actions
from portal.grants.budget.invariants import cases_hold_what_they_may, columns_are_sums, transfers_balance
from portal.grants.budget.models import Budget, Entry, Kind
from portal.grants.budget.queries import gauge
from portal.lib.refusal import Refused
from tests.budget.conftest import OTHER, SCHEME, YEAR, columns, spend
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db


def problems() -> list[str]:
    return [*columns_are_sums(), *cases_hold_what_they_may(), *transfers_balance()]


def keep(case, yen: int) -> None:
    actions.reserve(scheme=SCHEME, fiscal_year=YEAR, yen=yen, case=case, actor=None, at=NOW)


def test_from_the_first_yen_to_the_last(put, case):
    put(1_000_000)
    one = case()
    keep(one, 90_000)
    assert columns() == (1_000_000, 90_000, 0, 0)
    spend(one, 80_000)
    assert columns() == (1_000_000, 0, 80_000, 0)
    actions.uncommit(case=one, yen=10_000, actor=None, at=NOW)
    actions.pay(case=one, yen=70_000, on=NOW.date(), actor=None, at=NOW)
    assert columns() == (1_000_000, 0, 70_000, 70_000)
    actions.returned(case=one, yen=20_000, on=NOW.date(), actor=None, at=NOW)
    assert columns() == (1_000_000, 0, 50_000, 50_000)
    found = gauge(SCHEME, YEAR)
    assert (found.left, found.percent, found.unpaid) == (950_000, 5, 0)
    assert problems() == []


def test_the_last_yen_can_be_spent_and_not_one_more(put, case):
    put(100_000)
    keep(case(1), 60_000)
    spend(case(2), 40_000)
    with pytest.raises(actions.Exhausted, match="予算ののこりが足りません（必要な額 1円）"):
        spend(case(3), 1)
    assert columns() == (100_000, 60_000, 40_000, 0)


def test_a_case_may_use_what_is_kept_for_it_when_nothing_else_is_left(put, case):
    put(100_000)
    one = case(1)
    keep(one, 60_000)
    spend(case(2), 40_000)
    with pytest.raises(actions.Exhausted):
        spend(one, 60_001)
    spend(one, 60_000)
    assert columns() == (100_000, 0, 100_000, 0)
    assert problems() == []


def test_what_is_kept_is_given_back_once(put, case):
    put()
    one, two = case(1), case(2)
    keep(one, 60_000)
    keep(two, 5_000)
    assert [actions.release(case=one, actor=None, at=NOW) for _time in range(2)] == [60_000, 0]
    assert columns() == (1_000_000, 5_000, 0, 0)


def test_without_a_budget_nothing_is_bound(case, db):
    with pytest.raises(actions.Exhausted, match="2026年度の予算が、まだ登録されていません。"):
        spend(case(), 1)


def test_a_budget_does_not_shrink_below_what_stands_on_it(put, case, clerk):
    put(100_000)
    spend(case(), 70_000)
    supplement = {"scheme": SCHEME, "fiscal_year": YEAR, "kind": Kind.SUPPLEMENT, "actor": clerk, "at": NOW}
    with pytest.raises(Refused, match="予算を小さくすることはできません"):
        actions.appropriate(yen=-30_001, **supplement)
    actions.appropriate(yen=-30_000, **supplement)
    assert columns() == (70_000, 0, 70_000, 0)


def test_more_than_was_decided_is_not_paid_nor_less_decided_than_was_paid(put, case):
    put()
    one, two = case(1), case(2)
    spend(one, 50_000)
    spend(two, 50_000)
    with pytest.raises(Refused, match="決定した額をこえる支払はできません。"):
        actions.pay(case=one, yen=50_001, on=NOW.date(), actor=None, at=NOW)
    actions.pay(case=one, yen=50_000, on=NOW.date(), actor=None, at=NOW)
    with pytest.raises(Refused, match="支払った額より小さくすることはできません。"):
        actions.uncommit(case=one, yen=1, actor=None, at=NOW)
    with pytest.raises(Refused, match="支払った額より多くを"):
        actions.returned(case=one, yen=50_001, on=NOW.date(), actor=None, at=NOW)
    with pytest.raises(Refused, match="この案件には、決定した予算がありません。"):
        actions.pay(case=case(3), yen=1, on=NOW.date(), actor=None, at=NOW)
    assert columns() == (1_000_000, 0, 100_000, 50_000)


def test_a_transfer_moves_both_budgets_or_none(put, case, clerk):
    source, target = put(100_000), put(10_000, scheme=OTHER)
    spend(case(), 70_000)
    with pytest.raises(Refused):
        actions.transfer(source=source, target=target, yen=30_001, actor=clerk, at=NOW, note="不足")
    assert (columns(), columns(OTHER)) == ((100_000, 0, 70_000, 0), (10_000, 0, 0, 0))
    actions.transfer(source=source, target=target, yen=30_000, actor=clerk, at=NOW, note="不足")
    assert (columns(), columns(OTHER)) == ((70_000, 0, 70_000, 0), (40_000, 0, 0, 0))
    assert [(e.yen, e.note) for e in Entry.objects.filter(kind=Kind.TRANSFER).order_by("pk")] == [
        (-30_000, "不足"),
        (30_000, "不足"),
    ]
    assert problems() == []


@pytest.mark.parametrize("yen", [0, -1])
def test_a_transfer_of_nothing_or_backwards(put, clerk, yen):
    with pytest.raises(Refused, match="1円以上を動かしてください"):
        actions.transfer(source=put(), target=put(scheme=OTHER), yen=yen, actor=clerk, at=NOW, note="")


def test_a_transfer_stays_in_its_year_and_goes_elsewhere(put, clerk):
    one = put()
    for target in (one, put(year=2027)):
        with pytest.raises(Refused, match="同じ年度の、ちがう制度へ"):
            actions.transfer(source=one, target=target, yen=1, actor=clerk, at=NOW, note="")


def test_the_same_form_twice_is_one_movement(put, clerk):
    budget, other = put(), put(scheme=OTHER)
    for _time in range(2):
        actions.appropriate(
            scheme=SCHEME, fiscal_year=YEAR, kind=Kind.SUPPLEMENT, yen=5, actor=clerk, at=NOW, key="one"
        )
        actions.transfer(source=budget, target=other, yen=7, actor=clerk, at=NOW, note="", key="two")
    assert (columns()[0], columns(OTHER)[0]) == (999_998, 1_000_007)


def test_every_movement_of_money_is_in_the_audit_with_who_did_it(put, case, clerk):
    put()
    actions.commit(scheme=SCHEME, fiscal_year=YEAR, yen=9, case=case(), actor=clerk, at=NOW)
    found = Audited.objects.filter(action__startswith="budget.").values_list("action", "actor_id", "detail")
    put_in = {"kind": "initial", "yen": 1_000_000}
    assert list(found) == [("budget.put", clerk.pk, put_in), ("budget.commit", clerk.pk, {"yen": 9})]


def test_the_database_itself_refuses_to_be_over(put):
    budget = put(100)
    for columns_ in ({"committed": 101}, {"committed": 60, "reserved": 41}, {"committed": 50, "paid": 51}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Budget.objects.filter(pk=budget.pk).update(**columns_)


def test_verify_sees_a_column_that_was_touched_by_hand(put, case):
    budget = put()
    spend(case(), 5)
    Budget.objects.filter(pk=budget.pk).update(committed=6)
    assert problems() == [f"budget {SCHEME} 2026: committed differs from its entries"]


def test_verify_sees_a_case_that_gave_back_too_much(put, case):
    budget, one = put(), case()
    spend(one, 5)
    Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=-6, case=one, at=NOW)
    Entry.objects.create(budget=budget, kind=Kind.COMMIT, yen=6, case=case(2), at=NOW)
    Entry.objects.create(budget=budget, kind=Kind.TRANSFER, yen=3, at=NOW)
    Budget.objects.filter(pk=budget.pk).update(appropriated=1_000_003)
    assert problems() == [
        f"case {one.number} gave back more than it held",
        f"case {one.number} was paid more than was bound for it",
        "transfers of 2026 do not balance",
    ]
