"""The pages: what is drafted, agreed, issued and read by the people who do it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from portal.audit.models import Entry
from portal.grants.budget.models import Budget
from portal.grants.decisions.models import Decision
from portal.grants.filings.demo import SHEET
from portal.grants.filings.models import Account
from portal.grants.schemes.models import Duty
from portal.letters.models import Letter
from tests import people

from .conftest import (
    ANSWERS,
    COURSE,
    DAY,
    DECLARED,
    ROOM,
    again,
    agreed,
    circulating,
    drafted,
    issued,
    state,
    verified,
    version,
)

pytestmark = pytest.mark.django_db


def at(name: str, decision: Decision) -> str:
    return reverse(f"decisions:{name}", args=[decision.case.public_id])


def read(person, address: str, status: int = 200) -> str:
    answer = person.client.get(address)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_the_whole_road_on_pages(asked, hana, clerk, chief, manager):
    grant = reverse("filings:staff_grant", args=[asked.grant.case.public_id])
    draft = reverse("decisions:draft", args=[asked.case.public_id, "award_fixed"])
    assert f'href="{draft}"' in read(clerk, grant)
    assert "88,200円" in read(clerk, draft)
    answer = clerk.client.post(draft, {"yen": "88200", "conditions": "領収書を5年間保管すること"})
    decision = Decision.objects.get()
    assert answer.url == at("detail", decision)
    page = read(clerk, at("detail", decision))
    assert "回議にかける" in page
    assert "承認する</button>" not in page
    clerk.client.post(at("circulate", decision), {"version": "1", "key": "c"})
    assert "あなたの番です：承認する、または差し戻す" in read(chief, at("detail", decision))
    chief.client.post(at("agree", decision), {"version": "2", "key": "a", "comment": "確かめました"})
    page = read(manager, at("detail", decision))
    assert "職員 kakaricho" in page
    assert "確かめました" in page
    manager.client.post(at("agree", decision), {"version": "3", "key": "b"})
    waiting = read(clerk, reverse("decisions:list"))
    assert "通知書を出すところ" in waiting
    clerk.client.post(reverse("decisions:issue_chosen"), {"decision": decision.case.public_id})
    assert state(decision) == "issued"
    mine = read(hana, asked.grant.get_absolute_url())
    assert "88,200円" in mine
    assert "8練福サ第1号" in mine
    assert "領収書を5年間保管すること" in mine
    assert "審査請求ができます" in mine
    assert "確かめました</p></div>" not in mine
    answer = hana.client.get(at("letter", decision), follow=True)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages)
    assert "88,200円" in text
    assert (state(decision), again(decision).reached_on) == ("reached", DAY.date())


def test_the_applicant_sees_nothing_before_the_letter(asked, hana, clerk, chief, manager):
    decision = agreed(circulating(asked, clerk), chief, manager)
    page = read(hana, asked.grant.get_absolute_url())
    assert "区の決定" not in page
    assert decision.case.number not in page


def test_an_exhausted_budget_is_said_clearly(clerk, chief, manager):
    made = version(COURSE, yen=100_000, mode="deadline")
    first, second = (verified(made, people.seeker(name), clerk, ANSWERS) for name in ("hana", "jiro"))
    one, other = circulating(first, clerk), circulating(second, clerk)
    agreed(one, chief, manager)
    agreed(other, chief)
    answer = manager.client.post(at("agree", other), {"version": "3", "key": "k"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "予算が足りないため、決定できませんでした。" in page
    assert "予算が足りません" in page
    assert (state(other), Budget.objects.get().committed) == ("circulating", 88_200)


def test_the_budget_before_and_after(asked, clerk, chief):
    """What was kept for the application counts for it."""
    page = read(chief, at("detail", circulating(asked, clerk)))
    for label, yen in (("予算現額", "10,000,000円"), ("この決定に使える額", "10,000,000円"), ("のこり", "9,911,800円")):
        assert f'<th scope="row">{label}</th><td>{yen}</td>' in page


def test_a_draft_that_is_refused_keeps_what_was_typed(asked, clerk):
    draft = reverse("decisions:draft", args=[asked.case.public_id, "award_fixed"])
    answer = clerk.client.post(draft, {"yen": "50000", "overridden": "短い", "conditions": "のこること"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "計算の額（88,200円）とちがう額にするときは" in page
    assert "のこること" in page
    assert not Decision.objects.exists()


def test_a_refusal_begins_with_the_clauses_that_are_not_met(course, hana, clerk):
    filing = verified(course, hana, clerk, {**ANSWERS, "other_money": "got"})
    page = read(clerk, reverse("decisions:draft", args=[filing.case.public_id, "refusal"]))
    assert "同じ費用に、ほかの助成を受けていない" in page
    assert "（要綱 第5条）" in page


def test_the_head_of_section_acts_for_the_absent(asked, clerk, chief, manager, director):
    decision = agreed(circulating(asked, clerk), chief)
    page = read(director, at("detail", decision))
    assert '<option value="職員 kacho">' in page
    director.client.post(at("agree", decision), {"instead_of": "職員 kacho", "version": "3", "key": "k"})
    assert "代決：職員 kachoの代わり" in read(clerk, at("detail", decision))


def test_a_record_with_its_sheet(clerk, hana):
    made = version(COURSE, approval="record", route=[])
    decision = drafted(verified(made, hana, clerk), clerk)
    page = read(clerk, at("detail", decision))
    assert "文書管理システムでの決裁" in page
    assert "回議にかける</button>" not in page
    answer = clerk.client.post(at("record", decision), {"decided_on": "", "document_number": "12"})
    assert answer.status_code == 422
    sheet = SimpleUploadedFile("決裁.pdf", SHEET, "application/pdf")
    sent = {"decided_on": "令和9年1月13日", "document_number": "8練福サ決第12号", "sheet": sheet, "key": "k"}
    clerk.client.post(at("record", decision), sent)
    assert "8練福サ決第12号" in read(clerk, at("detail", decision))
    address = reverse("files:download", args=[again(decision).sheet.public_id]) + "?open=1"
    assert clerk.client.get(address).status_code == 200
    assert hana.client.get(address).status_code == 404


def test_the_package_for_the_document_system(asked, clerk):
    decision = drafted(asked, clerk)
    answer = clerk.client.get(at("package", decision))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.namelist() == [
            "01_起案.pdf",
            "02_通知書の案.pdf",
            "03_支払.csv",
            "書類/01_修了証明書の写し_架空.pdf",
            "書類/02_領収書の写し_架空.pdf",
            "書類/03_就労証明書_架空.pdf",
        ]
        cover = PdfReader(io.BytesIO(archive.read("01_起案.pdf")))
        payment = archive.read("03_支払.csv").decode("utf-8-sig")
    text = "".join(page.extract_text() for page in cover.pages)
    for words in ("88,200円", "架空 hana", "修了証明書の名前と日付が、申請と同じ", "要綱 第3条"):
        assert words in text
    account = Account.objects.get()
    assert account.number not in payment
    assert str(account) in payment
    assert Entry.objects.latest("sequence").action == "grant_decision.package"


def test_the_preview_takes_no_number(asked, clerk):
    answer = clerk.client.get(at("preview", drafted(asked, clerk)))
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "見本" in text
    assert "88,200円" in text
    assert not Letter.objects.exists()


def test_taking_it_back_on_the_page(rooms, operator, clerk, chief, manager):
    filing = verified(rooms, operator, clerk, DECLARED, [ROOM])
    decision = issued(agreed(circulating(filing, clerk), chief, manager), clerk)
    page = read(operator, filing.grant.get_absolute_url())
    assert "通知書が届いてから14日のあいだ取り下げられます" in page
    operator.client.get(at("letter", decision))
    assert "2027年1月28日（木）まで取り下げられます" in read(operator, filing.grant.get_absolute_url())
    operator.client.post(at("give_up", decision), {"text": "使わなくなりました"})
    assert state(decision) == "given_up"
    assert "取り下げました" in read(operator, filing.grant.get_absolute_url())
    assert "使わなくなりました" in read(clerk, at("detail", decision))


def test_a_restricted_scheme_is_only_for_those_named(asked, clerk, chief, manager, monkeypatch):
    """Others of the ward, and their lists, know nothing of it."""
    from dataclasses import replace

    from portal.grants.schemes import structure

    decision = circulating(asked, clerk)
    hidden = replace(structure.get(COURSE), is_restricted=True)
    monkeypatch.setitem(structure._schemes, COURSE, hidden)
    assert read(chief, reverse("decisions:list")).count(decision.case.number) == 0
    for name in ("detail", "preview", "package"):
        assert chief.client.get(at(name, decision)).status_code == 404
    assert chief.client.post(at("agree", decision), {"key": "k"}).status_code == 404
    Duty.objects.create(user=chief.user, role="chief", scheme=COURSE)
    assert decision.case.number in read(chief, reverse("decisions:list"))
    chief.client.post(at("agree", decision), {"key": "k"})
    assert again(decision).role == "manager"


def test_the_case_of_a_restricted_scheme_is_restricted(asked, clerk, monkeypatch):
    asked.grant.case.is_restricted = True
    asked.grant.case.save()
    assert drafted(asked, clerk).case.is_restricted


def test_a_list_of_any_length_costs_the_same(course, clerk, chief, django_assert_num_queries):
    """Twelve lines ask the database no more often than one."""
    address = reverse("decisions:list")
    circulating(verified(course, people.seeker(), clerk), clerk)
    chief.client.get(address)
    with CaptureQueriesContext(connection) as one:
        chief.client.get(address)
    for number in range(11):
        circulating(verified(course, people.seeker(f"p{number}"), clerk), clerk)
    with django_assert_num_queries(len(one)):
        assert chief.client.get(address).content.decode().count("承認する、または差し戻す") == 12
