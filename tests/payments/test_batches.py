"""Made by one, released by another; the account as it was; the file."""

import csv
import hashlib
import io

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.models import Membership, Role
from portal.cases.actions import NotAllowed
from portal.grants.budget.models import Budget, Entry, Kind
from portal.grants.filings.models import Account
from portal.grants.payments import actions
from portal.grants.payments.file import file_of
from portal.grants.payments.models import Batch, Payment, Remittance
from portal.grants.schemes.models import Duty
from portal.lib.dates import TOKYO
from portal.lib.refusal import Refused
from tests import people
from tests.decisions.conftest import DAY, DECLARED, ROOM, again, grant_state, later, verified
from tests.payments.conftest import NUMBER, WORKED, inside, problems, states

pytestmark = pytest.mark.django_db


def make(payments, person, at=DAY) -> Batch:
    return actions.make_batch(payments=payments, actor=person.user, at=at)


def release(batch, person, at=DAY) -> Batch:
    return actions.release_batch(batch=again(batch), actor=person.user, at=at)


def test_made_by_one_and_released_by_another(payment, cashier, second):
    batch = make([payment], cashier)
    assert (inside(batch), states(), batch.is_open, batch.digest) == ([payment.number], ["batched"], True, "")
    release(batch, second)
    batch = again(batch)
    assert (batch.made_by, batch.released_by, batch.is_open) == (cashier.user, second.user, False)
    assert (states(), grant_state(payment)) == (["sent"], "paying")
    assert batch.digest == hashlib.sha256(file_of(batch)).hexdigest()
    assert problems() == []


def test_who_made_it_does_not_release_it(batch, cashier):
    Duty.objects.create(user=cashier.user, role="chief")
    with pytest.raises(Refused, match="束を作った人は、その束を認められません"):
        release(batch, cashier)
    assert (states(), again(batch).released_at) == (["batched"], None)


def test_the_database_does_not_let_who_made_it_release_it(batch, cashier):
    with pytest.raises(IntegrityError, match="batch_released_by_another"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(released_by=cashier.user, released_at=DAY, digest="x")


@pytest.mark.parametrize("role", ["clerk", "chief", "manager", "director", "auditor", ""])
def test_only_accounting_makes_a_batch(payment, role):
    person = people.officer(role, name="dareka") if role else people.staff()
    with pytest.raises(NotAllowed):
        make([payment], person)
    assert states() == ["due"]


@pytest.mark.parametrize(
    ("role", "may"),
    [("clerk", 0), ("chief", 1), ("manager", 1), ("director", 0), ("accounting", 1), ("auditor", 0), ("", 0)],
)
def test_who_releases(batch, role, may):
    person = people.officer(role, name="dareka") if role else people.staff()
    if may:
        release(batch, person)
    else:
        with pytest.raises(NotAllowed):
            release(batch, person)
    assert states() == (["sent"] if may else ["batched"])


def test_who_is_paid_has_no_hand_in_it(course, clerk, decided, cashier, second):
    Duty.objects.create(user=second.user, role="manager")
    decided(verified(course, second, clerk))
    payment = Payment.objects.get()
    with pytest.raises(NotAllowed):
        make([payment], second)
    batch = make([payment], cashier)
    with pytest.raises(NotAllowed):
        release(batch, second)
    assert states() == ["batched"]


def test_nor_who_is_of_the_organisation_that_is_paid(rooms, operator, clerk, decided, cashier):
    award = decided(verified(rooms, operator, clerk, DECLARED, [ROOM]))
    decided(later(award.grant, "report", operator, clerk, {}, WORKED), "fixed")
    later(again(award.grant), "claim", operator, clerk)
    Membership.objects.create(user=cashier.user, organisation=operator.organisation, role=Role.VIEWER, joined_at=DAY)
    with pytest.raises(NotAllowed):
        make(Payment.objects.all(), cashier)


def test_a_payment_is_in_one_batch(payment, batch, cashier, second):
    with pytest.raises(Refused, match=f"今は支払えないものがあります：{payment.number}"):
        make([payment], second)
    other = Batch.objects.create(scheme=batch.scheme, fiscal_year=2026, number=99, made_by=second.user, made_at=DAY)
    with pytest.raises(IntegrityError, match=r"payment_in_one_batch_only|UNIQUE"), transaction.atomic():
        Remittance.objects.create(batch=other, payment=payment, payee={})
    assert Batch.objects.exclude(pk=other.pk).count() == 1


def test_nothing_chosen_is_no_batch(payment, cashier):
    with pytest.raises(Refused, match="1件以上1000件まで"):
        make([], cashier)


def test_schemes_do_not_mix(payment, rooms, operator, clerk, decided, cashier):
    award = decided(verified(rooms, operator, clerk, DECLARED, [ROOM]))
    decided(later(award.grant, "report", operator, clerk, {}, WORKED), "fixed")
    later(again(award.grant), "claim", operator, clerk)
    assert Payment.objects.count() == 2
    with pytest.raises(Refused, match="同じ制度の、同じ年度の支払だけ"):
        make(Payment.objects.all(), cashier)
    assert (states(), Batch.objects.count()) == (["due", "due"], 0)


def test_without_an_account_it_waits(payment, cashier):
    Account.objects.all().delete()
    with pytest.raises(Refused, match=f"振込先の口座がない支払があります：{payment.number}"):
        make([payment], cashier)
    assert (states(), Batch.objects.count()) == (["due"], 0)


def test_more_than_was_decided_is_not_handed_over(payment, batch, second):
    case = payment.grant.case
    Entry.objects.create(budget=Budget.objects.get(), kind=Kind.COMMIT, yen=-1, case=case, at=DAY)
    with pytest.raises(Refused, match=f"決定した額をこえる支払があります。束から外してください：{payment.number}"):
        release(batch, second)


def test_an_account_that_changed_since_is_not_paid_to(payment, batch, second, cashier):
    Account.objects.update(number="7654321")
    with pytest.raises(Refused, match="束を作ったあとで口座が変わった"):
        release(batch, second)
    actions.take_out(remittance=batch.remittances.get(), actor=cashier.user, at=DAY)
    assert (states(), inside(batch)) == (["due"], [])
    with pytest.raises(Refused, match="この束は空です。"):
        release(batch, second)
    again_ = release(make([payment], cashier), second)
    assert again_.remittances.get().payee["number"] == "7654321"
    assert problems() == []


def test_a_dropped_batch_lets_all_go(batch, cashier, second):
    actions.drop_batch(batch=batch, actor=cashier.user, at=DAY)
    assert (states(), inside(batch)) == (["due"], [])
    for act in (lambda: release(batch, second), lambda: actions.drop_batch(batch=batch, actor=cashier.user, at=DAY)):
        with pytest.raises(Refused, match="もう認められたか、やめになっています"):
            act()
    assert problems() == []


def test_a_released_batch_stays_as_it_is(batch, cashier, second):
    release(batch, second)
    remittance = batch.remittances.get()
    for act in (
        lambda: release(batch, people.officer("manager", name="kacho2")),
        lambda: actions.drop_batch(batch=batch, actor=cashier.user, at=DAY),
        lambda: actions.take_out(remittance=remittance, actor=cashier.user, at=DAY),
    ):
        with pytest.raises(Refused, match="もう認められたか、やめになっています"):
            act()
    assert (states(), again(batch).released_by) == (["sent"], second.user)


def test_batches_are_numbered_one_by_one_in_a_year(payments, cashier):
    made = [make([payment], cashier) for payment in payments(3)]
    assert [str(batch) for batch in made] == ["2026-1", "2026-2", "2026-3"]


@pytest.mark.parametrize(("when", "may"), [((2027, 5, 31, 23, 59), True), ((2027, 6, 1, 0, 0), False)])
def test_until_the_books_close(batch, second, when, may):
    at = DAY.replace(**dict(zip(("year", "month", "day", "hour", "minute"), when, strict=True)), tzinfo=TOKYO)
    if may:
        release(batch, second, at)
    else:
        with pytest.raises(Refused, match="2026年度の支払は、翌年の5月31日までです。"):
            release(batch, second, at)
    assert states() == (["sent"] if may else ["batched"])


def test_the_file(payments, cashier, second):
    made = payments(2)
    batch = release(make(made, cashier), second)
    data = file_of(batch)
    assert data.startswith("\ufeff支払番号,".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    letter = made[0].decision.letter.number
    assert [row["支払番号"] for row in rows] == [one.number for one in made]
    assert rows[0] == {
        "支払番号": made[0].number,
        "年度": "2026",
        "制度": "practitioner_course",
        "受付番号": made[0].grant.case.number,
        "文書番号": letter,
        "金額": "88200",
        "金融機関番号": "0000",
        "金融機関名": "架空銀行",
        "支店番号": "001",
        "支店名": "見本支店",
        "預金種目": "1",
        "口座番号": NUMBER,
        "口座名義カナ": "カクウ ミホン",
    }


def test_verify_sees_a_file_that_is_no_longer_what_it_was(sent):
    Remittance.objects.update(payee=Remittance.objects.get().payee | {"number": "9999999"})
    assert problems() == ["batch 2026-1 is not what was handed over"]


def test_verify_sees_a_payment_that_its_batch_knows_nothing_of(payment):
    Payment.objects.update(state="sent")
    assert problems() == [f"payment {payment.number} is sent, its batch says otherwise"]
