"""Everybody reaches for the same budget at the same moment."""

import time
from collections.abc import Callable, Iterator

from portal.cases.models import Case
from portal.grants.budget import actions
from portal.grants.budget.invariants import cases_hold_what_they_may, columns_are_sums, transfers_balance
from portal.grants.budget.models import Budget, Entry, Kind
from tests.budget.conftest import OTHER, SCHEME, YEAR, columns, spend
from tests.factories.times import NOW
from tests.races import all_at_once, race

THREADS, PEOPLE, EACH, COVERED = 16, 1_000, 90_000, 500


def problems() -> list[str]:
    return [*columns_are_sums(), *cases_hold_what_they_may(), *transfers_balance()]


def many(count: int) -> list[Case]:
    return Case.objects.bulk_create(
        Case(number=f"G-{n}", procedure="grant", title="架空", state="review", opened_at=NOW, changed_at=NOW)
        for n in range(count)
    )


def share(cases: list[Case]) -> list[Iterator[Case]]:
    return [iter(cases[start::THREADS]) for start in range(THREADS)]


def spending(granted: list[int]) -> Callable[[Iterator[Case]], None]:
    """One thread: each of its cases in turn; a refusal ends nothing."""

    def work(cases: Iterator[Case]) -> None:
        for case in cases:
            try:
                spend(case, EACH)
                granted.append(case.pk)
            except actions.Exhausted:
                continue

    return work


@race
def test_sixteen_threads_a_thousand_decisions_and_money_for_five_hundred(put):
    put(EACH * COVERED + EACH - 1)
    granted: list[int] = []
    assert all_at_once(spending(granted), share(many(PEOPLE))) == THREADS
    assert len(granted) == COVERED
    assert columns() == (EACH * COVERED + EACH - 1, 0, EACH * COVERED, 0)
    assert sorted(Entry.objects.filter(kind=Kind.COMMIT).values_list("case", flat=True)) == sorted(granted)
    assert problems() == []


@race
def test_control_without_the_guard_the_budget_is_over(put, monkeypatch):
    """Read, think, write: what the conditional update replaces. The column stays within what there is, for one write
    hides the other; what was granted does not.
    """
    put(EACH * 5)

    def read_then_write(budget, steps, left=0):
        row = Budget.objects.get(pk=budget.pk)
        if row.left < left:
            raise actions.Exhausted
        time.sleep(0.02)
        Budget.objects.filter(pk=row.pk).update(**{name: getattr(row, name) + by for name, by in steps.items()})

    monkeypatch.setattr(actions, "_move", read_then_write)
    granted: list[int] = []
    all_at_once(spending(granted), share(many(64)))
    assert len(granted) > 5
    assert problems() == [f"budget {SCHEME} 2026: committed differs from its entries"]


def kept(put, yen: int = 60_000) -> Case:
    put()
    case, other = many(2)
    for one in (case, other):
        actions.reserve(scheme=SCHEME, fiscal_year=YEAR, yen=yen, case=one, actor=None, at=NOW)
    return case


@race
def test_what_is_kept_is_given_back_once_by_eight(put):
    case = kept(put)
    given: list[int] = []
    all_at_once(lambda n: given.append(actions.release(case=case, actor=None, at=NOW)), range(8))
    assert sorted(given) == [0] * 7 + [60_000]
    assert (columns(), problems()) == ((1_000_000, 60_000, 0, 0), [])


@race
def test_control_without_the_lock_of_the_case_it_takes_what_is_anothers(put, monkeypatch):
    case = kept(put)
    held = actions._held

    def slowly(*args):
        found = held(*args)
        time.sleep(0.1)
        return found

    monkeypatch.setattr(actions, "_hold", lambda case: None)
    monkeypatch.setattr(actions, "_held", slowly)
    all_at_once(lambda n: actions.release(case=case, actor=None, at=NOW), range(2))
    assert columns() == (1_000_000, 0, 0, 0)
    assert problems() == ["case G-0 gave back more than it held"]


@race
def test_paid_by_eight_at_once_it_is_paid_once(put):
    put()
    (case,) = many(1)
    spend(case, 60_000)
    paid = all_at_once(lambda n: actions.pay(case=case, yen=60_000, on=NOW.date(), actor=None, at=NOW), range(8))
    assert (paid, columns(), problems()) == (1, (1_000_000, 0, 60_000, 60_000), [])


@race
def test_transfers_there_and_back_do_not_stop_each_other(put, clerk):
    one, two = put(), put(scheme=OTHER)

    def work(number: int) -> None:
        source, target = (one, two) if number % 2 else (two, one)
        for _time in range(10):
            actions.transfer(source=source, target=target, yen=1_000, actor=clerk, at=NOW, note="架空")

    assert all_at_once(work, range(8)) == 8
    assert (columns(), columns(OTHER), problems()) == ((1_000_000, 0, 0, 0), (1_000_000, 0, 0, 0), [])


@race
def test_eight_clicks_on_one_form_are_one_movement(put, clerk):
    put()

    def work(_number: int) -> None:
        actions.appropriate(
            scheme=SCHEME, fiscal_year=YEAR, kind=Kind.SUPPLEMENT, yen=7, actor=clerk, at=NOW, key="form"
        )

    assert all_at_once(work, range(8)) == 8
    assert columns() == (1_000_007, 0, 0, 0)


@race
def test_money_taken_out_and_spent_at_once(put, clerk):
    """Half take out what the other half spends: whoever comes second is refused, nobody is over."""
    put(100_000)
    cases = many(8)

    def work(number: int) -> None:
        if number % 2:
            spend(cases[number], 50_000)
        else:
            actions.appropriate(scheme=SCHEME, fiscal_year=YEAR, kind=Kind.SUPPLEMENT, yen=-50_000, actor=clerk, at=NOW)

    assert all_at_once(work, range(8)) == 2
    appropriated, _reserved, committed, _paid = columns()
    assert appropriated == committed
    assert problems() == []
