"""補正: asked at a place, only that is open, the clock rests, the clerk sees what changed."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.cases.actions import NotAllowed
from portal.grants.budget.models import Budget
from portal.grants.filings.actions import answering, checking, documents, rows, submitting
from portal.grants.filings.content import diff
from portal.grants.filings.demo import ACCOUNT, SHEET
from portal.grants.filings.models import Correction, CorrectionItem, Document, Row
from portal.lib.refusal import Refused

from .conftest import ANSWERS, DAY, ROOM, act, again, asked, sent, to, where, words

pytestmark = pytest.mark.django_db
FEE = ("question", "fee", "領収書は 98,500円です。")


def save(filing, person, task="course", **values):
    saves = again(filing).saves
    return answering.save_answers(
        filing=again(filing), task=task, values=values, saves=saves, actor=person.user, at=DAY
    )


def test_asked_on_the_page_answered_and_sent_again(course, hana, clerk, clock):
    filing = sent(course, hana)
    page = words(clerk.client.get(act("staff_filing", filing), follow=True))
    assert 'name="ask-question-fee"' in page
    data = {
        "ask-question-fee": FEE[2],
        "ask-document-receipt": "宛名のある領収書を入れてください。",
        "due_on": "2027年1月28日",
        "version": filing.case.version,
    }
    answer = clerk.client.post(act("ask", filing), data)
    assert answer.status_code == 302
    assert where(filing) == ("correction", "correction")
    assert (again(filing).case.turn, again(filing).case.due_on) == ("person", dt.date(2027, 1, 28))
    page = words(hana.client.get(to("correction", filing)))
    assert FEE[2] in page
    assert to("task", filing, "course") in page
    assert "2か所、直してください" in page
    task = words(hana.client.get(to("task", filing, "course")))
    assert 'name="fee"' in task
    assert 'name="school"' not in task

    clock.go(DAY + dt.timedelta(days=7))
    saves = again(filing).saves
    hana.client.post(to("task", filing, "course"), {"fee": "98500", "saves": saves, "next": "1"})
    item = CorrectionItem.objects.get(what="document")
    hana.client.post(to("correction", filing), {f"reply-{item.pk}": "店に頼みました。", "next": "1"})
    check = words(hana.client.get(to("check", filing)))
    assert "直したものを出す" in check
    hana.client.post(to("submit", filing), {"version": again(filing).case.version, "key": "again"})
    assert where(filing) == ("resubmitted", "review")
    assert [one.number for one in filing.submissions.all()] == [1, 2]
    assert again(filing).requested_yen == 88_650
    assert Budget.objects.get().reserved == 88_650
    page = words(clerk.client.get(act("staff_filing", filing), follow=True))
    assert "前に届いたものとの、ちがい" in page
    assert "98,000円" in page
    assert "返事：店に頼みました。" in page
    clerk.client.post(act("seen", filing, item.pk))
    assert CorrectionItem.objects.get(pk=item.pk).seen_by == clerk.user


def test_the_day_of_the_answer_moves_by_the_business_days_it_lasted(course, hana, clerk):
    filing = sent(course, hana)
    assert again(filing).case.due_on == dt.date(2027, 2, 12)
    asked(filing, clerk, FEE)
    later = DAY + dt.timedelta(days=11)  # seven business days, and 23 February is a holiday
    save(filing, hana, fee=98_500)
    submitting.submit(filing=again(filing), actor=hana.user, at=later)
    assert again(filing).case.due_on == dt.date(2027, 2, 24)


def test_only_what_was_asked_is_open(course, hana, clerk):
    filing = asked(sent(course, hana), clerk, FEE)
    save(filing, hana, fee=98_500)
    with pytest.raises(Refused, match="ここは今、直せません"):
        save(filing, hana, school="別の学校")
    with pytest.raises(Refused, match="ここは今、直せません"):
        save(filing, hana, task="work", days_worked=200)
    upload = SimpleUploadedFile("a.pdf", SHEET)
    with pytest.raises(Refused, match="ここは今、直せません"):
        documents.add_document(filing=again(filing), slot="receipt", upload=upload, actor=hana.user, at=DAY)
    with pytest.raises(Refused, match="ここは今、直せません"):
        documents.remove_document(document=filing.documents.first(), actor=hana.user, at=DAY)
    with pytest.raises(Refused, match="ここは今、直せません"):
        answering.save_account(filing=again(filing), values=ACCOUNT, actor=hana.user, at=DAY)
    assert again(filing).answers == {**ANSWERS, "fee": 98_500}


def test_one_row_alone(rooms, operator, clerk):
    filing = sent(rooms, operator, rows=[ROOM, {**ROOM, "unit": "架空ハイツ102", "worker": "架空 次郎"}])
    first, second = Row.objects.order_by("position")
    asked(filing, clerk, ("row", first.key, "契約書では81,000円です。"))
    write = {"filing": again(filing), "table": "leases", "actor": operator.user, "at": DAY}
    rows.save_row(**write, key=first.key, values={"rent": 81_000}, saves=again(filing).saves)
    for refused in (
        lambda: rows.save_row(**write, key=second.key, values={"rent": 1}, saves=again(filing).saves),
        lambda: rows.save_row(**write, values=ROOM, saves=again(filing).saves),
        lambda: rows.remove_row(**write, key=second.key),
    ):
        with pytest.raises(Refused, match="ここは今、直せません"):
            refused()
    page = words(operator.client.get(to("task", filing, "leases")))
    assert to("row", filing, "leases", first.key) in page
    assert to("row", filing, "leases", second.key) not in page
    assert "Excel・CSVから取り込む" not in page
    submitting.submit(filing=again(filing), actor=operator.user, at=DAY)
    before, after = (one.content for one in filing.submissions.order_by("number"))
    found = diff(filing.form, before, after)
    assert [(one.place, one.label, one.before, one.after) for one in found] == [
        ("架空ハイツ101　架空 保育", "賃料", "80,000円", "81,000円")
    ]


def test_a_whole_table_may_grow(rooms, operator, clerk):
    filing = asked(sent(rooms, operator), clerk, ("row", "leases", "102号室がありません。"))
    other = {**ROOM, "unit": "架空ハイツ102", "worker": "架空 次郎"}
    rows.save_row(filing=filing, table="leases", values=other, saves=again(filing).saves, actor=operator.user, at=DAY)
    submitting.submit(filing=again(filing), actor=operator.user, at=DAY)
    before, after = (one.content for one in filing.submissions.order_by("number"))
    assert [(one.place, one.after) for one in diff(filing.form, before, after)] == [
        ("架空ハイツ102　架空 次郎", "足しました")
    ]


def test_what_was_sent_stays_when_its_document_is_replaced(course, hana, clerk):
    filing = asked(sent(course, hana), clerk, ("document", "receipt", "写りが悪いです。"))
    old = filing.documents.get(slot="receipt")
    upload = SimpleUploadedFile("b.pdf", SHEET + b"%2")
    new = documents.add_document(filing=filing, slot="receipt", upload=upload, actor=hana.user, at=DAY)
    documents.remove_document(document=old, actor=hana.user, at=DAY)
    assert Document.objects.get(pk=old.pk).removed_at == DAY
    submitting.submit(filing=again(filing), actor=hana.user, at=DAY)
    first, second = filing.submissions.order_by("number")
    assert old.file.public_id in str(first.content)
    assert old.file.public_id not in str(second.content)
    assert new.file.public_id in str(second.content)
    address = f"/files/{old.file.public_id}/"
    assert clerk.client.get(address).status_code == clerk.client.get(f"/files/{new.file.public_id}/").status_code == 200


def test_neither_mended_nor_answered_is_not_sent(course, hana, clerk):
    filing = asked(sent(course, hana), clerk, FEE)
    with pytest.raises(Refused, match="まだ直っていないところがあります：受講料"):
        submitting.submit(filing=filing, actor=hana.user, at=DAY)
    item = CorrectionItem.objects.get()
    checking.answer_correction(filing=filing, replies={item.pk: "領収書が正しいです。"}, actor=hana.user, at=DAY)
    submitting.submit(filing=filing, actor=hana.user, at=DAY)
    assert where(filing) == ("resubmitted", "review")


def test_words_are_kept_when_an_asking_is_refused(course, hana, clerk):
    filing = sent(course, hana)
    data = {"ask-question-fee": FEE[2], "due_on": "2027年1月14日", "version": filing.case.version}
    answer = clerk.client.post(act("ask", filing), data)
    assert answer.status_code == 422
    assert FEE[2] in words(answer)
    assert "期限は、明日より後の日にしてください。" in words(answer)
    unread = clerk.client.post(act("ask", filing), data | {"due_on": "あした"})
    assert FEE[2] in words(unread)
    nothing = clerk.client.post(act("ask", filing), {"due_on": "2027年1月28日", "version": filing.case.version})
    assert "一つ以上選び" in words(nothing)
    lost = clerk.client.post(act("ask", filing), {"ask-question-nowhere": "x", "due_on": "2027年1月28日"})
    assert lost.status_code == 422
    assert where(filing) == ("submitted", "review")


def test_two_officers_ask_at_once(course, hana, clerk):
    filing = sent(course, hana)
    data = {"ask-question-fee": FEE[2], "due_on": "2027年1月28日", "version": filing.case.version}
    assert clerk.client.post(act("ask", filing), data).status_code == 302
    late = clerk.client.post(act("ask", filing), data)
    assert late.status_code == 422
    assert "このページを開いたあとに、内容が変わりました" in words(late)
    assert Correction.objects.count() == 1


def test_what_is_not_mended_in_time_may_be_ended(course, hana, clerk, clock):
    filing = asked(sent(course, hana), clerk, FEE)
    with pytest.raises(Refused, match="期限の日が過ぎるまで"):
        checking.lapse(filing=filing, actor=clerk.user, at=DAY + dt.timedelta(days=14))
    clock.go(DAY + dt.timedelta(days=15))
    clerk.client.force_login(clerk.user)
    checking.lapse(filing=filing, actor=clerk.user, at=DAY + dt.timedelta(days=15), text="返事がありませんでした。")
    assert where(filing) == ("lapsed", "lapsed")
    assert Budget.objects.get().reserved == 0


def test_replies_of_somebody_else(course, hana, clerk):
    filing = asked(sent(course, hana), clerk, FEE)
    item = CorrectionItem.objects.get()
    with pytest.raises(NotAllowed):
        checking.answer_correction(filing=filing, replies={item.pk: "x"}, actor=clerk.user, at=DAY)
