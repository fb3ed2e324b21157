"""The desk of payments, with every person at every door."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.models import Entry as Audited
from portal.grants.filings.models import Account
from portal.grants.payments import actions
from portal.grants.payments.models import Batch, Payment, Recovery
from tests import people
from tests.decisions.conftest import DAY, DECLARED, ROOM, again, issued, later, verified
from tests.payments.conftest import WORKED, load, states

pytestmark = pytest.mark.django_db
INDEX = reverse("payments:index")
MAKE = reverse("payments:make")
RESULTS = reverse("payments:results")
ACCOUNT = {
    "bank_name": "架空銀行",
    "bank": "0000",
    "branch_name": "見本支店",
    "branch": "001",
    "kind": "ordinary",
    "number": "7654321",
    "holder": "カクウ ハナ",
}


def text(answer) -> str:
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def at(name: str, *args: str) -> str:
    return reverse(f"payments:{name}", args=args)


def upload(text_: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("kekka.csv", text_.encode(), "text/csv")


def test_from_due_to_paid_through_the_pages(payment, hana, cashier, second):
    assert payment.number in text(cashier.client.get(INDEX))
    answer = cashier.client.post(MAKE, {"payment": payment.public_id}, follow=True)
    batch = Batch.objects.get()
    assert answer.redirect_chain[0][0] == at("batch", batch.public_id)
    assert "この束を認める" not in text(answer)
    assert "この束を認める" in text(second.client.get(at("batch", batch.public_id)))
    answer = second.client.post(at("release", batch.public_id), follow=True)
    assert "束を認めました" in text(answer)
    file = cashier.client.get(at("file", batch.public_id))
    assert hashlib.sha256(file.content).hexdigest() == again(batch).digest
    assert file["Content-Disposition"] == 'attachment; filename="payments-2026-1.csv"'
    assert Audited.objects.filter(action="batch.file", actor_id=cashier.user.pk).count() == 1
    own = reverse("filings:grant", args=["my", payment.grant.case.public_id])
    assert "会計の手続きに入りました。" in text(hana.client.get(own))
    table = upload(f"支払番号,結果,支払日,理由\n{payment.number},支払済,2027/1/14,\n")
    answer = cashier.client.post(RESULTS, {"file": table, "bad": "none"})
    assert "1件の結果を記録しました。" in text(answer)
    assert "2027年1月14日（木）に支払いました。" in text(hana.client.get(own))
    assert states() == ["paid"]


def test_bad_rows_are_listed_on_the_page(sent, cashier):
    table = upload("支払番号,結果,支払日,理由,備考\nP-0,支払済,2027/1/14,,\n")
    answer = cashier.client.post(RESULTS, {"file": table, "bad": "none"})
    assert answer.status_code == 422
    for words in ("この番号の支払はありません。", "何も取り込んでいません。", "読まない列：備考"):
        assert words in text(answer)


@pytest.mark.parametrize("content", ["", "氏名\nx\n", "支払番号,結果\n"])
def test_a_file_of_something_else_is_told_at_its_field(sent, cashier, content):
    answer = cashier.client.post(RESULTS, {"file": upload(content), "bad": "none"})
    assert answer.status_code == 422
    assert states() == ["sent"]


def test_the_template_has_the_columns(cashier):
    assert text(cashier.client.get(at("results_template"))).strip() == "\ufeff支払番号,結果,支払日,理由"


def test_failed_and_mended_through_the_pages(sent, hana, cashier):
    load([[sent.number, "振込不能", "", "口座名義相違"]], cashier)
    own = reverse("filings:grant", args=["my", sent.grant.case.public_id])
    mend = reverse("payments:account", kwargs={"desk": "my", "public_id": sent.grant.case.public_id})
    page = text(hana.client.get(own))
    assert "振り込めませんでした（口座名義相違）。" in page
    assert mend in page
    assert "口座名義相違" in text(hana.client.get(mend))
    answer = hana.client.post(mend, ACCOUNT | {"number": "12"})
    assert (answer.status_code, states()) == (422, ["failed"])
    answer = hana.client.post(mend, ACCOUNT, follow=True)
    assert "口座を直しました。" in text(answer)
    assert (states(), Account.objects.get().number) == (["due"], "7654321")
    assert hana.client.get(mend).status_code == 404


def test_the_door_to_mend_is_there_for_the_applicant_alone(sent, hana, cashier, clerk):
    load([[sent.number, "振込不能", "", "口座名義相違"]], cashier)
    key = sent.grant.case.public_id
    mend = reverse("payments:account", kwargs={"desk": "my", "public_id": key})
    cast = [people.seeker("yoso"), people.employer(), clerk, cashier]
    assert [one.client.get(mend).status_code for one in cast] == [404] * 4
    assert [one.client.post(mend, ACCOUNT).status_code for one in cast] == [404] * 4
    assert people.nobody().client.get(mend).status_code == 302
    wrong = reverse("payments:account", kwargs={"desk": "employer", "public_id": key})
    assert hana.client.get(wrong).status_code == 404


def test_an_organisation_mends_its_own_and_a_viewer_does_not(rooms, operator, clerk, decided, cashier, second):
    award = decided(verified(rooms, operator, clerk, DECLARED, [ROOM]))
    decided(later(award.grant, "report", operator, clerk, {}, WORKED), "fixed")
    later(again(award.grant), "claim", operator, clerk)
    batch = actions.make_batch(payments=Payment.objects.all(), actor=cashier.user, at=DAY)
    actions.release_batch(batch=batch, actor=second.user, at=DAY)
    load([[Payment.objects.get().number, "振込不能", "", "口座名義相違"]], cashier)
    mend = reverse("payments:account", kwargs={"desk": "employer", "public_id": award.grant.case.public_id})
    viewer = people.colleague(operator.organisation, "miru", "viewer")
    assert [one.client.get(mend).status_code for one in (operator, viewer)] == [200, 404]


def test_two_officers_choose_the_same_payment(payment, cashier, second):
    sent = {"payment": payment.public_id}
    assert cashier.client.post(MAKE, sent).status_code == 302
    answer = second.client.post(MAKE, sent)
    assert answer.status_code == 422
    assert f"今は支払えないものがあります：{payment.number}" in text(answer)


def test_who_made_it_is_told_that_another_must_release_it(batch, cashier):
    answer = cashier.client.post(at("release", batch.public_id), follow=True)
    assert "ほかの人に頼んでください" in text(answer)
    assert states() == ["batched"]


def test_taken_out_and_dropped(batch, cashier):
    payment = Payment.objects.get()
    cashier.client.post(at("take_out", batch.public_id, payment.public_id))
    assert states() == ["due"]
    answer = cashier.client.post(at("drop", batch.public_id), follow=True)
    assert "束をやめました。" in text(answer)
    assert again(batch).dropped_by == cashier.user


@pytest.fixture
def recovery(paid, clerk, revoked) -> Recovery:
    issued(revoked(paid.grant, 60_000), clerk)
    return Recovery.objects.get()


def test_a_recovery_through_the_pages(recovery, clerk, cashier, hana):
    page = at("recovery", recovery.public_id)
    assert "28,200" in text(clerk.client.get(at("recoveries")))
    answer = clerk.client.post(at("order", recovery.public_id), {"due_on": "2027/1/14"})
    assert answer.status_code == 422
    assert "明日より後" in text(answer)
    own = reverse("filings:grant", args=["my", recovery.grant.case.public_id])
    assert "返していただくお金" not in text(hana.client.get(own))
    clerk.client.post(at("order", recovery.public_id), {"due_on": "令和9年2月26日"})
    assert "2027年2月26日（金）" in text(hana.client.get(own))
    sent = {"yen": "28,201", "on": "2027/1/14", "key": "k"}
    answer = cashier.client.post(at("repay", recovery.public_id), sent)
    assert answer.status_code == 422
    assert "1円から残りの額まで" in text(answer)
    for _time in range(2):
        cashier.client.post(at("repay", recovery.public_id), sent | {"yen": "10,000"})
    assert again(recovery).paid_back == 10_000
    assert "記録する" not in text(clerk.client.get(page))
    boss = people.officer("manager", name="kacho9")
    boss.client.post(at("write_off", recovery.public_id), {"why": "要綱 第12条"})
    assert "残りを求めないことにしました。" in text(boss.client.get(page))


def doors(batch: Batch, payment: Payment, recovery: Recovery) -> list[tuple[str, str, set[str]]]:
    """(method, address, roles that get in)"""
    everybody = {"clerk", "chief", "manager", "director", "accounting", "auditor"}
    key, back = batch.public_id, recovery.public_id
    return [
        ("get", INDEX, everybody),
        ("get", at("recoveries"), everybody),
        ("get", at("year_end"), everybody),
        ("get", at("batch", key), everybody),
        ("get", at("recovery", back), everybody),
        ("get", RESULTS, {"accounting"}),
        ("get", at("results_template"), {"accounting"}),
        ("get", at("file", key), {"accounting"}),
        ("post", MAKE, {"accounting"}),
        ("post", RESULTS, {"accounting"}),
        ("post", at("again", payment.public_id), {"accounting"}),
        ("post", at("release", key), everybody),
        ("post", at("drop", key), everybody),
        ("post", at("take_out", key, payment.public_id), set()),
        ("post", at("order", back), everybody),
        ("post", at("repay", back), everybody),
        ("post", at("write_off", back), everybody),
    ]


PEOPLE = ["clerk", "chief", "manager", "director", "accounting", "auditor", "staff", "seeker", "employer"]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_person_at_every_door(recovery, batch, who):
    """Released, paid, revoked in part: nothing may change. Whoever gets in is told so; the others find nothing."""
    payment = Payment.objects.get()
    cast = {"staff": people.staff, "seeker": lambda: people.seeker("yoso"), "employer": people.employer}
    person = cast[who]() if who in cast else people.officer(who, name="dareka")
    before = list(Payment.objects.values()), list(Batch.objects.values()), list(Recovery.objects.values())
    for method, address, roles in doors(batch, payment, recovery):
        answer = getattr(person.client, method)(address)
        assert (answer.status_code == 404) == (who not in roles), (method, address, answer.status_code)
    assert before == (list(Payment.objects.values()), list(Batch.objects.values()), list(Recovery.objects.values()))


def test_nobody_is_asked_to_sign_in(recovery, batch):
    client = people.nobody().client
    for method, address, _roles in doors(batch, Payment.objects.get(), recovery):
        answer = getattr(client, method)(address)
        assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_a_duty_for_another_scheme_finds_nothing(recovery, batch):
    person = people.officer("accounting", "nursery_housing")
    payment = Payment.objects.get()
    for method, address, _roles in doors(batch, payment, recovery)[3:5]:
        assert getattr(person.client, method)(address).status_code == 404
    for address in (INDEX, at("recoveries"), at("year_end")):
        page = text(person.client.get(address))
        assert payment.number not in page
        assert payment.grant.case.number not in page


def test_as_many_queries_for_many_payments_as_for_one(payments, cashier):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert cashier.client.get(INDEX).status_code == 200
        return len(seen)

    payments(1)
    cashier.client.get(INDEX)
    one = queries()
    payments(6)
    assert queries() == one
