"""The account is read by the applicant and by accounting; it is in no log, no address, no audit, no mail."""

import json
import logging
import re

import pytest
from django.urls import reverse

from portal.audit.models import Entry as Audited
from portal.cases.models import Event
from portal.grants.payments import actions
from portal.grants.payments.models import Batch, Payment
from portal.grants.payments.rules import masked, reason_in_words
from portal.notices.models import Mail, Notice
from tests import people
from tests.decisions.conftest import DAY
from tests.payments.conftest import NUMBER, load

pytestmark = pytest.mark.django_db
ROLES = ["clerk", "chief", "manager", "director", "auditor", "accounting"]


def address(name: str, batch: Batch) -> str:
    return reverse(f"payments:{name}", args=[batch.public_id])


@pytest.mark.parametrize("role", ROLES)
def test_the_account_on_the_page_of_a_batch(sent, batch, role):
    page = people.officer(role, name="dareka").client.get(address("batch", batch)).content.decode()
    whole = role == "accounting"
    assert (NUMBER in page, "カクウ ミホン" in page, "架空銀行" in page) == (whole, whole, whole)
    assert ("***67" in page) == (not whole)


@pytest.mark.parametrize("role", ROLES)
def test_the_file_is_for_accounting_alone(sent, batch, role):
    answer = people.officer(role, name="dareka").client.get(address("file", batch))
    assert answer.status_code == (200 if role == "accounting" else 404)
    assert (NUMBER.encode() in answer.content) == (role == "accounting")


@pytest.mark.parametrize("role", ROLES)
def test_the_account_on_the_page_of_a_grant(sent, role):
    person = people.officer(role, name="dareka")
    page = person.client.get(reverse("filings:staff_grant", args=[sent.grant.case.public_id])).content.decode()
    assert "***67" in page or role == "accounting"
    assert (NUMBER in page) == (role == "accounting")


@pytest.mark.parametrize("role", ROLES)
def test_no_other_page_of_the_desk_shows_an_account(sent, cashier, role):
    load([[sent.number, "振込不能", "", f"口座{NUMBER}なし"]], cashier)
    person = people.officer(role, name="dareka")
    for name in ("index", "recoveries", "year_end"):
        page = person.client.get(reverse(f"payments:{name}")).content.decode()
        assert NUMBER not in page
    assert NUMBER not in people.officer("auditor", name="kansa").client.get(reverse("budget:index")).content.decode()


def test_nothing_that_is_kept_or_sent_holds_the_number(payment, hana, cashier, second, caplog):
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    batch = actions.make_batch(payments=[payment], actor=cashier.user, at=DAY)
    for person in (cashier, second):
        seen.append(address("batch", batch))
        person.client.get(seen[-1])
    actions.release_batch(batch=batch, actor=second.user, at=DAY)
    cashier.client.get(address("file", batch))
    load([[payment.number, "振込不能", "", f"{NUMBER} 該当なし"]], cashier)
    mend = reverse("payments:account", kwargs={"desk": "my", "public_id": payment.grant.case.public_id})
    seen.append(mend)
    new = {"bank": "0000", "bank_name": "架空銀行", "branch": "001", "branch_name": "見本支店", "kind": "ordinary"}
    answer = hana.client.post(mend, new | {"number": "7654321", "holder": "カクウ ミホン"})
    seen.append(answer["Location"])
    assert Payment.objects.get().state == "due"
    kept = [json.dumps(list(model.objects.values()), default=str) for model in (Audited, Event, Mail, Notice)]
    kept += [record.getMessage() for record in caplog.records] + seen
    for number in (NUMBER, "7654321"):
        assert [text for text in kept if number in text] == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("口座名義相違", "口座名義相違"),
        ("口座１２３４５６７なし", "口座****なし"),
        ("0001-002-1234567 該当なし", "**** 該当なし"),
        ("コード 12", "コード 12"),
        ("12 34 56 7", "****"),
        ("改行\nと\tタブ", "改行 と タブ"),
        ("あ" * 300, "あ" * 200),
    ],
)
def test_a_reason_is_made_unreadable_where_it_could_be_an_account(said, kept):
    assert reason_in_words(said) == kept


def test_masked():
    assert re.fullmatch(r"\*\*\*67", masked(NUMBER))
