"""The first word: no account, no name; the answer is read by a code."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from housing.consultations.models import Consent, Consultation
from tests import people
from tests.factories.times import NOW

from . import acts

pytestmark = pytest.mark.django_db


def ask(client: Client, **data) -> str:
    """The code, as the page shows it."""
    sent = client.post(
        reverse("consultations:start"), {"text": "段差の少ない部屋はありますか。", "reach": "no", **data}
    )
    assert sent.status_code == 302
    page = client.get(sent["Location"]).content.decode()
    return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page).group()


def test_a_question_without_a_name_is_answered_on_a_page_by_its_code(street):
    code = ask(Client())
    consultation = Consultation.objects.get()
    assert (consultation.name, consultation.case.person, consultation.case.state) == ("", None, "received")
    street.staff.client.post(
        reverse("consultations:staff_act", args=[consultation.case.public_id, "answer"]),
        {"text": "光が丘に1件あります。", "version": consultation.case.version},
    )
    elsewhere = Client()
    assert elsewhere.get(reverse("consultations:page"))["Location"] == reverse("consultations:code")
    opened = elsewhere.post(reverse("consultations:code"), {"code": f" {code.lower().replace('-', ' ')} "})
    assert opened["Location"] == reverse("consultations:page")
    page = elsewhere.get(reverse("consultations:page")).content.decode()
    assert "光が丘に1件あります。" in page
    assert code not in page


def test_whoever_reads_the_answer_by_code_can_go_on_and_leave_a_telephone(street):
    client = Client()
    ask(client)
    consultation = Consultation.objects.get()
    acts.move(consultation, "answer", street.staff.user, text="あります。")
    client.post(reverse("consultations:page_message"), {"text": "見てみたいです。", "case": case_of(consultation)})
    assert acts.fresh(consultation).case.state == "received"
    done = client.post(
        reverse("consultations:page_act", args=["leave_contact"]),
        {
            "name": "架空 ふみ",
            "phone": "03-0000-0000",
            "call_word": "図書館",
            "agrees": "on",
            "case": case_of(consultation),
        },
    )
    assert done.status_code == 302
    row = acts.fresh(consultation)
    assert (row.name, row.phone, row.call_word) == ("架空 ふみ", "0300000000", "図書館")
    assert [consent.scope for consent in row.consents.all()] == ["contact"]
    assert "相談した人" in street.staff.client.get(staff_page(row)).content.decode()


def case_of(consultation) -> str:
    return consultation.case.public_id


def test_a_form_left_from_another_consultation_lands_in_none(db):
    client = Client()
    ask(client)
    first = Consultation.objects.get()
    page = client.get(reverse("consultations:page")).content.decode()
    assert page.count('name="case"') == page.count('action="/housing/advice/page/') >= 3
    ask(client, text="ほかの人の相談です。")
    for path, data in (
        (reverse("consultations:page_message"), {"text": "まちがい"}),
        (reverse("consultations:page_act", args=["withdraw"]), {}),
    ):
        for case in ({"case": case_of(first)}, {}):
            assert client.post(path, {**data, **case})["Location"] == reverse("consultations:code")
    assert [row.case.events.count() for row in Consultation.objects.all()] == [1, 1]


def test_the_same_page_sent_twice_is_one_consultation_with_one_code(db):
    client = Client()
    page = client.get(reverse("consultations:start")).content.decode()
    key = re.search(r'name="key" value="(\w{32})"', page).group(1)
    assert ask(client, key=key) == ask(Client(), key=key)
    assert Consultation.objects.count() == 1
    assert ask(client, key=key, text="書きなおしました。")
    assert Consultation.objects.count() == 2


def test_codes_are_not_guessed_without_end(db):
    client = Client()
    code = ask(client)
    for guess in range(10):
        assert client.post(reverse("consultations:code"), {"code": f"AAAA-BBBB-CC{guess}"}).status_code == 422
    stopped = client.post(reverse("consultations:code"), {"code": code})
    assert stopped.status_code == 429
    assert "少し待ってから、もう一度入れてください" in stopped.content.decode()
    cache.clear()
    assert client.post(reverse("consultations:code"), {"code": code}).status_code == 302


def staff_page(consultation) -> str:
    return reverse("consultations:staff_thread", args=[consultation.case.public_id])


def test_nothing_is_kept_without_the_word_that_one_may_be_contacted(db):
    client = Client()
    refused = client.post(
        reverse("consultations:start"),
        {"text": "相談です", "reach": "yes", "name": "架空 ふみ", "phone": "0300000000"},
    )
    assert refused.status_code == 422
    assert "連絡してよいときは、印をつけてください" in refused.content.decode()
    assert Consultation.objects.count() == Consent.objects.count() == 0


def test_the_quick_exit_closes_the_page_and_opens_something_harmless(db):
    client = Client()
    ask(client)
    left = client.get(reverse("consultations:leave"))
    assert left["Location"] == "https://www.jma.go.jp/bosai/forecast/"
    assert left["Referrer-Policy"] == "no-referrer"
    assert client.get(reverse("consultations:page"))["Location"] == reverse("consultations:code")


def test_a_page_left_open_closes_by_itself(db):
    client = Client()
    ask(client)
    with time_machine.travel(NOW + dt.timedelta(minutes=29), tick=False):
        assert client.get(reverse("consultations:page")).status_code == 200
    with time_machine.travel(NOW + dt.timedelta(minutes=60), tick=False):
        assert client.get(reverse("consultations:page")).status_code == 302


def test_a_wrong_code_opens_nothing_and_says_how_to_go_on(db):
    client = Client()
    ask(client)
    other = Client()
    refused = other.post(reverse("consultations:code"), {"code": "AAAA-BBBB-CCCC"})
    assert refused.status_code == 422
    assert "番号が見つかりません" in refused.content.decode()
    assert other.get(reverse("consultations:page")).status_code == 302


def test_nothing_personal_stands_in_an_address_or_a_title(street):
    client = Client()
    ask(client, text="夫から逃げています")
    page = client.get(reverse("consultations:page"))
    title = re.search(r"<title>(.*?)</title>", page.content.decode()).group(1)
    assert title.split(" | ")[0] == "相談"
    assert page.request["PATH_INFO"] == "/housing/advice/page/"
    assert page["Cache-Control"].count("no-store") == 1


def test_staff_write_for_somebody_on_paper_and_it_is_marked(street):
    done = street.staff.client.post(
        reverse("consultations:staff_new"),
        {"channel": "paper", "text": "引っ越したい", "proxy_name": "架空 ケアマネ", "proxy_relation": "ケアマネジャー"},
    )
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", done.content.decode())
    row = Consultation.objects.get()
    assert (row.channel, row.is_by_proxy) == ("paper", True)
    assert "代筆" in street.staff.client.get(reverse("consultations:staff_list")).content.decode()


def test_what_staff_took_down_and_sent_twice_is_one_consultation_with_one_code(street):
    there = reverse("consultations:staff_new")
    key = re.search(r'name="key" value="(\w{32})"', street.staff.client.get(there).content.decode()).group(1)
    data = {"channel": "phone", "text": "引っ越したい", "protected": "on", "key": key}
    first, second = (street.staff.client.post(there, data) for _tab in range(2))
    row = Consultation.objects.get()
    assert first.context["code"] == second.context["code"]
    assert [page.context["consultation"] for page in (first, second)] == [row, row]
    assert row.named.count() == 1
    people.staff("betsu").client.post(there, data)
    street.staff.client.post(there, {**data, "text": "書きなおしました。"})
    assert Consultation.objects.count() == 3


def test_an_answer_nobody_came_back_for_ends_by_itself(street):
    from portal.cases.actions import run_clocks

    consultation = acts.opened(street, contact=False)
    acts.move(consultation, "answer", street.staff.user, text="はい。")
    run_clocks(at=NOW + dt.timedelta(days=13))
    assert acts.fresh(consultation).case.state == "answered"
    run_clocks(at=NOW + dt.timedelta(days=14))
    row = acts.fresh(consultation)
    assert (row.case.state, row.outcome) == ("closed", "answered")
