"""A care worker applies for the fee of a course, page by page."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.audit.invariants import all_checks
from portal.grants.budget.models import Budget
from portal.grants.filings.demo import ACCOUNT, SHEET
from portal.grants.filings.models import Account, Filing, Grant, Submission
from portal.lib.dates import TOKYO
from portal.notices.models import Mail

from .conftest import ANSWERS, COURSE, act, again, page_of, to, where, words

pytestmark = pytest.mark.django_db
TYPED = {
    "person": {"name": "架空 はな", "address": "練馬区架空町1番地", "phone": "0300000000"},
    "course": {
        "school": "架空福祉カレッジ",
        "completed_on": "令和8年6月30日",
        "fee": "９８，０００円",
        "other_money": "none",
    },
    "work": {"office": "架空の里", "listed_office": "True", "hired_on": "2026/7/14", "days_worked": "120"},
}


def begun(person) -> Filing:
    answer = person.client.post(reverse("filings:start"), {"scheme": COURSE})
    filing = Filing.objects.get()
    assert answer.url == to("tasks", filing)
    return filing


def typed(person, filing, task, **changes):
    data = {**TYPED[task], **changes, "saves": again(filing).saves, "next": "1"}
    return person.client.post(to("task", filing, task), data)


def with_documents(person, filing) -> None:
    for slot in ("certificate", "receipt", "employment"):
        upload = SimpleUploadedFile("修了証 佐藤.pdf", SHEET, "application/pdf")
        answer = person.client.post(to("add_document", filing, "documents", slot), {f"{slot}-file": upload})
        assert answer.status_code == 302


def written(person) -> Filing:
    filing = begun(person)
    for task in TYPED:
        assert typed(person, filing, task).status_code == 302
    with_documents(person, filing)
    assert person.client.post(to("task", filing, "account"), {**ACCOUNT, "next": "1"}).url == to("check", filing)
    return again(filing)


def button(page: str) -> dict[str, str]:
    """The hidden fields of the form that sends."""
    return dict(re.findall(r'type="hidden" name="(key|version|saves)" value="([^"]+)"', page))


def test_from_the_catalogue_to_the_receipt(course, hana):
    filing = written(hana)
    assert again(filing).answers == ANSWERS
    check = words(hana.client.get(to("check", filing)))
    assert "88,200円" in check
    assert "直すところがあります" not in check
    answer = hana.client.post(to("submit", filing), button(check))
    assert answer.url == to("receipt", filing)
    assert where(filing) == ("submitted", "review")
    filing, submission = again(filing), Submission.objects.get()
    assert (filing.requested_yen, filing.case.turn, str(filing.case.due_on)) == (88_200, "staff", "2027-02-12")
    receipt = words(hana.client.get(answer.url))
    assert filing.case.number in receipt
    assert submission.digest in receipt
    assert [one["pages"] for one in submission.content["documents"]] == [1, 1, 1]
    assert all(one["sha256"] in receipt for one in submission.content["documents"])
    assert submission.content["account"] == "*** 67"
    assert [problem for check in all_checks().values() for problem in check()] == []


def test_money_is_kept_by_arrival(course, hana):
    filing = written(hana)
    hana.client.post(to("submit", filing), button(words(hana.client.get(to("check", filing)))))
    assert Budget.objects.get().reserved == 88_200
    hana.client.post(to("withdraw", filing), {"version": again(filing).case.version, "text": "やめます"})
    assert where(filing) == ("withdrawn", "withdrawn")
    assert Budget.objects.get().reserved == 0


def test_a_used_up_budget_refuses_and_loses_nothing(course, hana):
    Budget.objects.update(appropriated=88_199)
    filing = written(hana)
    answer = hana.client.post(to("submit", filing), button(words(hana.client.get(to("check", filing)))))
    assert answer.status_code == 422
    assert "予算ののこりが足りません" in words(answer)
    assert where(filing) == ("draft", "preparing")
    assert (again(filing).answers, again(filing).arrived_at, Submission.objects.count()) == (ANSWERS, None, 0)
    assert filing.documents.count() == 3


def test_sent_twice_is_once(course, hana):
    filing = written(hana)
    data = button(words(hana.client.get(to("check", filing))))
    first, second = (hana.client.post(to("submit", filing), data) for _time in range(2))
    assert (first.url, second.url) == (to("receipt", filing), to("receipt", filing))
    assert Submission.objects.count() == 1


def test_what_is_missing_is_told_with_its_place(course, hana):
    filing = begun(hana)
    tasks = words(hana.client.get(to("tasks", filing)))
    assert tasks.count("まだ") == 5
    typed(hana, filing, "course", fee="")
    answer = typed(hana, filing, "course", fee="")
    assert answer.url == to("task", filing, "course") + "?checked=1"
    page = words(hana.client.get(answer.url))
    assert "「受講料」を入れてください。" in page
    check = words(hana.client.get(to("check", filing)))
    assert f"{to('task', filing, 'course')}?checked=1#id_fee" in check
    assert "この内容で出す" not in check
    assert "途中" in words(hana.client.get(to("tasks", filing)))
    refused = hana.client.post(to("submit", filing), {"version": filing.case.version, "key": "k"})
    assert refused.status_code == 422
    assert where(filing) == ("draft", "preparing")


def test_what_cannot_be_read_stays_on_the_page(course, hana):
    filing = begun(hana)
    answer = typed(hana, filing, "course", completed_on="令和8年13月1日", school="見本カレッジ")
    page = words(answer)
    assert answer.status_code == 422
    assert "日付が読み取れません" in page
    assert 'value="見本カレッジ"' in page
    assert 'value="令和8年13月1日"' in page
    assert again(filing).answers == {}


def test_two_windows_the_second_is_shown_both(course, hana):
    filing = begun(hana)
    data = {**TYPED["person"], "saves": again(filing).saves}
    hana.client.post(to("task", filing, "person"), data | {"phone": "0311111111"})
    answer = hana.client.post(to("task", filing, "person"), data | {"phone": "0322222222"})
    assert answer.status_code == 409
    assert "0311111111" in words(answer)
    assert 'value="0322222222"' in words(answer)
    assert again(filing).answers["phone"] == "0311111111"
    saves = re.search(r'name="saves" value="(\d+)"', words(answer))
    hana.client.post(to("task", filing, "person"), data | {"phone": "0322222222", "saves": saves[1]})
    assert again(filing).answers["phone"] == "0322222222"


def test_saved_while_typing(course, hana):
    filing = begun(hana)
    address = to("task", filing, "course")
    data = {**TYPED["course"], "saves": again(filing).saves}
    answer = hana.client.post(address, data, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer["X-Saves"]) == (200, str(again(filing).saves))
    assert "88,200円" in words(answer)
    late = hana.client.post(address, data | {"fee": "1"}, headers={"X-Autosave": "1"})
    wrong = hana.client.post(address, data | {"fee": "abc"}, headers={"X-Autosave": "1"})
    assert (late.status_code, wrong.status_code, again(filing).answers["fee"]) == (409, 422, 98_000)


def test_what_changed_after_reading_is_not_sent(course, hana):
    filing = written(hana)
    data = button(words(hana.client.get(to("check", filing))))
    typed(hana, filing, "course", fee="50000")
    answer = hana.client.post(to("submit", filing), data)
    assert answer.status_code == 422
    assert "ほかの画面で書き直されました" in words(answer)
    assert where(filing) == ("draft", "preparing")


def test_after_sending_nothing_is_rewritten(course, hana):
    filing = written(hana)
    hana.client.post(to("submit", filing), button(words(hana.client.get(to("check", filing)))))
    answer = typed(hana, filing, "course", fee="1")
    assert answer.url == page_of(filing.grant)
    document = filing.documents.first()
    hana.client.post(to("remove_document", filing, "documents", document.public_id))
    assert hana.client.post(to("task", filing, "account"), ACCOUNT | {"number": "7654321"}).status_code == 302
    assert again(filing).answers == ANSWERS
    assert filing.documents.count() == 3
    assert Account.objects.get().number == "1234567"


def test_a_file_of_the_wrong_kind_is_refused_in_words(course, hana):
    filing = begun(hana)
    upload = SimpleUploadedFile("a.exe", b"MZ" + b"0" * 100)
    answer = hana.client.post(to("add_document", filing, "documents", "receipt"), {"receipt-file": upload})
    assert answer.status_code == 422
    assert "この種類のファイルは受け取れません" in words(answer)
    assert filing.documents.count() == 0


def test_a_document_that_was_not_sent_is_gone_when_taken_out(course, hana, tmp_path):
    filing = begun(hana)
    with_documents(hana, filing)
    document = filing.documents.get(slot="receipt")
    hana.client.post(to("remove_document", filing, "documents", document.public_id))
    assert filing.documents.filter(slot="receipt").count() == 0


def test_the_window(course, hana, clock):
    filing = written(hana)
    clock.go(dt.datetime(2027, 4, 1, 0, 0, tzinfo=TOKYO))
    hana.client.force_login(hana.user)
    page = words(hana.client.get(to("check", filing)))
    assert "受付は2027年3月31日で終わりました。書いたものは残っています。" in page
    answer = hana.client.post(to("submit", filing), {"version": filing.case.version})
    assert (answer.status_code, where(filing)) == (422, ("draft", "preparing"))


def test_a_draft_goes_on_instead_of_a_second(course, hana):
    first = begun(hana)
    answer = hana.client.post(reverse("filings:start"), {"scheme": COURSE})
    assert (answer.url, Grant.objects.count()) == (to("tasks", first), 1)
    assert "書きかけの申請があります" in words(hana.client.get(reverse("filings:start"), {"scheme": COURSE}))


def test_who_is_not_signed_in_comes_back_to_the_start(course, client):
    answer = client.post(reverse("filings:start"), {"scheme": COURSE})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert "scheme%3Dpractitioner_course" in answer.url


def test_nothing_personal_in_addresses_and_mails(course, hana, clerk):
    filing = written(hana)
    hana.client.post(to("submit", filing), button(words(hana.client.get(to("check", filing)))))
    mails = [(mail.subject, mail.body) for mail in Mail.objects.all()]
    assert len(mails) == 3  # two clerks and hana
    assert {subject for subject, _body in mails} == {"練馬区からのお知らせ"}
    told = " ".join(body for _subject, body in mails)
    assert again(filing).case.number in told
    for secret in ("架空 はな", "佐藤", "1234567", "98,000", "88,200", "実務者研修", "hana"):
        assert secret not in told
    address = to("receipt", filing) + act("staff_filing", filing)
    assert str(filing.pk) not in address.replace(filing.case.public_id, "")


def test_my_list_shows_what_waits_first(course, hana, clerk):
    filing = written(hana)
    page = words(hana.client.get(reverse("filings:mine")))
    assert "あなたの番：書いて、出す" in page
    hana.client.post(to("submit", filing), button(words(hana.client.get(to("check", filing)))))
    page = words(hana.client.get(reverse("filings:mine")))
    assert "区の担当の番：内容を確かめる　2027年2月12日（金）まで" in page


def test_who_is_too_early_is_told_and_may_send_all_the_same(course, hana, clock):
    clock.go(dt.datetime(2026, 11, 24, 10, tzinfo=TOKYO))
    filing = written(hana)
    page = words(hana.client.get(to("check", filing)))
    assert "条件に合わないところがあります。出すことはできますが" in page
    assert "1月13日" in page
    hana.client.post(to("submit", filing), button(page))
    assert where(filing) == ("submitted", "review")
