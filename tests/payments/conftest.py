"""From an application to a payment that is due, by the real acts of the rooms to the left."""

import datetime as dt

import pytest

from portal.audit.invariants import all_checks
from portal.grants.decisions import actions as deciding
from portal.grants.decisions.models import Decision
from portal.grants.filings.models import Grant
from portal.grants.payments import actions
from portal.grants.payments.models import Batch, Payment, Remittance
from portal.lib.tabular import Table
from tests import people
from tests.decisions.conftest import (  # noqa: F401
    DAY,
    DECLARED,
    ROOM,
    again,
    agreed,
    chief,
    circulating,
    clerk,
    course,
    director,
    grant_state,
    hana,
    issued,
    later,
    manager,
    operator,
    private,
    rooms,
    time_machine_at,
    today,
    verified,
)
from tests.people import Person

NUMBER = "1234567"  # of the account in the samples
WORKED = {"paid_months": 12, "paid": 12 * 75_000, "proof": "transfer"}
HEAD = ["支払番号", "結果", "支払日", "理由"]


@pytest.fixture
def cashier(db) -> Person:
    return people.officer("accounting", name="kaikei")


@pytest.fixture
def second(db) -> Person:
    """Another person of accounting."""
    return people.officer("accounting", name="kaikei2")


@pytest.fixture
def decided(clerk, chief, manager):  # noqa: F811
    """Through all hands, and out as a letter."""

    def make(filing, kind: str = "", at: dt.datetime = DAY, **terms) -> Decision:
        decision = circulating(filing, clerk, at=at, **({"kind": kind} if kind else {}), **terms)
        officers = {"chief": chief, "manager": manager}
        return issued(agreed(decision, *(officers[role] for role in decision.route), at=at), clerk, at=at)

    return make


@pytest.fixture
def revoked(clerk, chief, manager):  # noqa: F811
    """Approved; the letter is not out yet."""

    def make(grant: Grant, yen: int = 0) -> Decision:
        decision = deciding.draft_revocation(grant=again(grant), yen=yen, reason="要綱 第9条", actor=clerk.user, at=DAY)
        deciding.circulate(decision=decision, actor=clerk.user, at=DAY)
        officers = {"chief": chief, "manager": manager}
        return agreed(again(decision), *(officers[role] for role in again(decision).route))

    return make


@pytest.fixture
def payment(course, hana, clerk, decided) -> Payment:  # noqa: F811
    """A person's course fee, owed as soon as the letter is out: 88,200 yen."""
    decided(verified(course, hana, clerk))
    return Payment.objects.get()


@pytest.fixture
def payments(course, clerk, decided):  # noqa: F811
    """Of several people."""

    def make(count: int) -> list[Payment]:
        before = Payment.objects.count()
        for number in range(before, before + count):
            decided(verified(course, people.seeker(f"hito{number}"), clerk))
        return list(Payment.objects.order_by("pk"))

    return make


@pytest.fixture
def batch(payment, cashier) -> Batch:
    return actions.make_batch(payments=[payment], actor=cashier.user, at=DAY)


@pytest.fixture
def sent(batch, second) -> Payment:
    """With the accounting system."""
    actions.release_batch(batch=batch, actor=second.user, at=DAY)
    return Payment.objects.get()


@pytest.fixture
def paid(sent, cashier) -> Payment:
    load([[sent.number, "支払済", "2027/1/14", ""]], cashier)
    return Payment.objects.get()


def load(rows: list[list[str]], person: Person, at: dt.datetime = DAY, none_if_bad: bool = True):
    return actions.load_results(table=Table([HEAD, *rows]), actor=person.user, at=at, none_if_bad=none_if_bad)


def problems() -> list[str]:
    return [problem for check in all_checks().values() for problem in check()]


def states() -> list[str]:
    return list(Payment.objects.order_by("pk").values_list("state", flat=True))


def inside(batch: Batch) -> list[str]:
    rows = batch.remittances.filter(state=Remittance.State.INSIDE).order_by("pk")
    return list(rows.values_list("payment__number", flat=True))
