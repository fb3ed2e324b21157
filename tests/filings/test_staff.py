"""The ward's pages: the list, the split view, two at one case, messages, what came on paper."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.cases.actions import open_case
from portal.cases.models import Case
from portal.grants.filings.actions import paper, submitting
from portal.grants.filings.demo import ACCOUNT, SHEET
from portal.grants.filings.models import Filing, Grant
from portal.grants.schemes import structure
from portal.lib.refusal import Refused
from tests import people

from .conftest import (
    ANSWERS,
    COURSE,
    DAY,
    ROOM,
    ROOMS,
    act,
    again,
    asked,
    drafted,
    page_of,
    sent,
    to,
    where,
    words,
)

pytestmark = pytest.mark.django_db


def split(person, filing):
    return person.client.get(act("staff_filing", filing), follow=True)


def test_the_list_by_turn_and_day(course, rooms, hana, operator, clerk):
    second = sent(rooms, operator)
    first = sent(course, hana)
    waits = asked(sent(course, people.seeker("jiro")), clerk, ("question", "fee", "ちがいます。"))
    drafted(course, people.seeker("saburo"))
    page = words(clerk.client.get(reverse("filings:staff_list")))
    assert re.findall(r">(F-2027-\d+-\d)</a>", page) == [one.case.number for one in (first, second, waits)]
    assert "あと29日" in page
    one_scheme = words(clerk.client.get(reverse("filings:staff_list"), {"scheme": ROOMS}))
    assert re.findall(r">(F-2027-\d+-\d)</a>", one_scheme) == [second.case.number]
    by_name = words(clerk.client.get(reverse("filings:staff_list"), {"words": "架空会7000"}))
    assert re.findall(r">(F-2027-\d+-\d)</a>", by_name) == [second.case.number]
    by_state = words(clerk.client.get(reverse("filings:staff_list"), {"state": "correction"}))
    assert re.findall(r">(F-2027-\d+-\d)</a>", by_state) == [waits.case.number]


def test_the_split_view(course, hana, clerk):
    page = words(split(clerk, sent(course, hana)))
    for told in ("98,000円", "88,200円", "修了証明書の写し", "架空.pdf", "要綱 第3条", "続けて働いている", "*** 67"):
        assert told in page
    assert "1234567" not in page
    accounting = people.officer("accounting")
    seen = words(split(accounting, Filing.objects.get()))
    assert "1234567" in seen
    assert "内容を確かめた</button>" not in seen


def test_checked_line_by_line_then_taken_as_right(course, hana, clerk):
    filing = sent(course, hana)
    data = {"ok-certificate": "on", "remark-receipt": "宛名が旧姓", "version": filing.case.version}
    clerk.client.post(act("lines", filing), data)
    assert again(filing).checked == {"certificate": "ok", "receipt": "宛名が旧姓"}
    refused = clerk.client.post(act("lines", filing), data | {"verify": "1"}, follow=True)
    assert "まだ確かめていない項目があります：就労証明書の日付と日数が、条件を満たす" in words(refused)
    whole = {f"ok-{line.code}": "on" for line in filing.form.checklist}
    clerk.client.post(act("lines", filing), whole | {"verify": "1", "version": filing.case.version})
    filing = again(filing)
    assert where(filing) == ("verified", "deciding")
    assert (filing.calculation["total"], filing.verified_by) == (88_200, clerk.user)
    assert filing.case.turn == "staff"


def test_another_officer_has_it_open(course, hana, clerk, clock):
    filing, chief = sent(course, hana), people.officer("chief")
    assert "に開いています" not in words(split(clerk, filing))
    seen = words(split(chief, filing))
    assert "職員 kakariが1月14日（木） 10:00に開いています" in seen
    clock.go(DAY.replace(minute=14))
    assert "職員 chiefが" in words(split(clerk, filing))
    clock.go(DAY.replace(minute=40))
    assert "に開いています" not in words(split(people.officer("manager"), filing))


def test_messages_and_notes(course, hana, clerk):
    filing = sent(course, hana)
    address = reverse("filings:staff_message", args=[filing.grant.case.public_id])
    clerk.client.post(address, {"text": "電話で確かめました。", "internal": "on", "key": "a"})
    clerk.client.post(address, {"text": "受け取りました。", "key": "b"})
    mine = reverse("filings:message", args=["my", filing.grant.case.public_id])
    hana.client.post(mine, {"text": "いつ分かりますか。", "key": "c"})
    page = words(hana.client.get(page_of(filing.grant)))
    assert "受け取りました。" in page
    assert "電話で確かめました。" not in page
    assert "いつ分かりますか。" in words(split(clerk, filing))
    assert "電話で確かめました。" in words(split(clerk, filing))
    empty = hana.client.post(mine, {"text": " "})
    assert empty.status_code == 422


def test_a_draft_is_nobodys_business(course, hana, clerk):
    filing = drafted(course, hana)
    assert split(clerk, filing).status_code == 404
    address = reverse("filings:staff_grant", args=[filing.grant.case.public_id])
    assert clerk.client.get(address).status_code == 404


def test_a_restricted_scheme_is_not_there_without_a_duty_by_name(course, hana, clerk, monkeypatch):
    hidden = replace(structure.get(COURSE), is_restricted=True)
    monkeypatch.setitem(structure._schemes, COURSE, hidden)
    filing = sent(course, hana)
    assert filing.case.is_restricted
    assert Case.objects.get(pk=filing.grant.case_id).is_restricted
    named = people.officer("clerk", COURSE)
    assert (split(clerk, filing).status_code, split(named, filing).status_code) == (404, 200)
    assert clerk.client.post(act("take", filing)).status_code == 404
    assert filing.case.number not in words(clerk.client.get(reverse("front:staff")))


# Paper


def paper_form(**changes) -> dict:
    scan = SimpleUploadedFile("scan.pdf", SHEET, "application/pdf")
    return {"arrived_on": "2027年1月13日", "scan": scan, "name": "架空 紙子", **changes}


def test_paper_of_somebody_without_an_account(course, clerk):
    address = reverse("filings:paper", args=[COURSE])
    assert address in words(clerk.client.get(reverse("filings:staff_list")))
    answer = clerk.client.post(address, paper_form())
    filing = Filing.objects.get()
    assert answer.url == reverse("filings:tasks", args=["staff", filing.case.public_id])
    assert (filing.is_on_paper, filing.grant.applicant, filing.case.turn) == (True, "架空 紙子", "staff")
    for task in ("person", "course", "work"):
        url = reverse("filings:task", args=["staff", filing.case.public_id, task])
        page = words(clerk.client.get(url))
        data = {key: str(value) for key, value in ANSWERS.items() if f'name="{key}"' in page}
        clerk.client.post(url, data | {"saves": again(filing).saves})
    for slot in ("certificate", "receipt", "employment"):
        url = reverse("filings:add_document", args=["staff", filing.case.public_id, "documents", slot])
        clerk.client.post(url, {f"{slot}-file": SimpleUploadedFile("a.pdf", SHEET)})
    url = reverse("filings:task", args=["staff", filing.case.public_id, "account"])
    clerk.client.post(url, ACCOUNT)
    answer = clerk.client.post(reverse("filings:submit", args=["staff", filing.case.public_id]))
    assert answer.status_code == 302
    assert where(filing) == ("submitted", "review")
    filing = again(filing)
    assert (filing.arrived_at.date().isoformat(), filing.case.due_on.isoformat()) == ("2027-01-13", "2027-02-10")
    page = words(split(clerk, filing))
    assert "紙で届いたもの" in page
    assert "scan.pdf" in page


def test_paper_of_an_organisation_is_mended_by_either(rooms, operator, clerk):
    number = operator.organisation.corporate_number
    clerk.client.post(reverse("filings:paper", args=[ROOMS]), paper_form(corporate_number=number, name=""))
    filing = Filing.objects.get()
    assert filing.grant.case.organisation == operator.organisation
    assert operator.client.get(to("tasks", filing)).status_code == 200
    url = reverse("filings:new_row", args=["staff", filing.case.public_id, "leases"])
    clerk.client.post(url, {key: str(value) for key, value in ROOM.items()} | {"saves": again(filing).saves})
    assert filing.rows.count() == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "一つだけを入れてください"),
        ({"email": "hana@example.jp"}, "一つだけを入れてください"),
        ({"name": "", "email": "nobody@example.jp"}, "登録されていません"),
        ({"arrived_on": "2027年1月15日"}, "届いた日が、今日より後になっています。"),
        ({"arrived_on": "2025年1月15日"}, "届いた日に受け付けている版がありません。"),
    ],
)
def test_paper_that_cannot_be_entered(course, clerk, changes, told):
    answer = clerk.client.post(reverse("filings:paper", args=[COURSE]), paper_form(**changes))
    assert answer.status_code == 422
    assert told in words(answer)
    assert Grant.objects.count() == 0


def test_nobody_enters_their_own_paper(course, clerk):
    with pytest.raises(Refused, match="ほかの職員が入力します"):
        paper.enter_from_paper(
            version=course,
            scan=SimpleUploadedFile("a.pdf", SHEET),
            arrived_at=DAY,
            actor=clerk.user,
            at=DAY,
            person=clerk.user,
        )


def test_what_was_typed_by_its_applicant_is_not_the_wards(course, hana, clerk):
    filing = sent(course, hana)
    assert clerk.client.get(reverse("filings:tasks", args=["staff", filing.case.public_id])).status_code == 404
    assert clerk.client.post(reverse("filings:submit", args=["staff", filing.case.public_id])).status_code == 404
    with pytest.raises(Refused, match="申請した人だけが出せます"):
        submitting.withdraw(filing=filing, actor=clerk.user, at=DAY)


# How much a page costs


def reads(person, address: str) -> int:
    """Queries that read this room; those of the desk's other lines are not counted."""
    with CaptureQueriesContext(connection) as queries:
        assert person.client.get(address).status_code == 200
    return len([one for one in queries if ' FROM "filings_' in one["sql"]])


@pytest.mark.parametrize("many", [1, 30])
def test_pages_cost_the_same(rooms, operator, clerk, many):
    filing = sent(rooms, operator, rows=[{**ROOM, "unit": f"架空{n}", "worker": f"架空{n}"} for n in range(many)])
    for _n in range(many - 1):
        _another(filing)
    whole = reverse("filings:staff_grant", args=[filing.grant.case.public_id])
    found = {
        "staff list": reads(clerk, reverse("filings:staff_list")),
        "ours": reads(operator, reverse("filings:ours")),
        "split view": reads(clerk, whole),
        "thread": reads(operator, page_of(filing.grant)),
        "receipt": reads(operator, to("receipt", filing)),
    }
    assert found == {"staff list": 3, "ours": 3, "split view": 11, "thread": 2, "receipt": 2}


@pytest.mark.parametrize("many", [1, 30])
def test_writing_costs_the_same(rooms, operator, many):
    filing = drafted(rooms, operator, rows=[{**ROOM, "unit": f"架空{n}", "worker": f"架空{n}"} for n in range(many)])
    found = [reads(operator, to(*page)) for page in (("tasks", filing), ("task", filing, "leases"), ("check", filing))]
    assert found == [8, 5, 10]


def _another(filing: Filing) -> None:
    """A twin of a grant that was sent, without walking the whole way."""
    cases = [
        open_case(
            procedure=code,
            state=state,
            title="架空",
            actor=None,
            at=DAY,
            organisation=filing.case.organisation,
        )
        for code, state in (("grant", "review"), ("grant_filing", "submitted"))
    ]
    grant = Grant.objects.create(case=cases[0], version=filing.grant.version)
    Filing.objects.create(grant=grant, case=cases[1], kind="application", saved_at=DAY, arrived_at=DAY)
