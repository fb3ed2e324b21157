"""Every transition × everybody: who may not gets the answer of a case that is not there."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse

from portal.accounts.models import Membership, Role
from portal.audit.models import Entry
from portal.cases.actions import NotAllowed, Stale, perform
from portal.cases.procedures import get
from portal.grants.filings.actions import checking, following, submitting
from portal.grants.filings.models import Filing
from portal.lib.refusal import Refused
from portal.notices.models import Notice
from tests import people
from tests.people import Person

from .conftest import DAY, act, again, asked, drafted, page_of, sent, to, where

pytestmark = pytest.mark.django_db
LATER = DAY + dt.timedelta(days=20)
CAST = [
    "applicant", "colleague", "viewer", "other organisation", "stranger", "no duty", "other duty", "auditor",
    "accounting", "clerk", "chief",
]  # fmt: skip
APPLICANTS, OFFICERS = {"applicant", "colleague"}, {"clerk", "chief"}


@pytest.fixture
def cast(operator, viewer) -> dict[str, Person]:
    body = operator.organisation
    return {
        "applicant": operator,
        "colleague": people.colleague(body, "doryo", Role.EDITOR),
        "viewer": viewer,
        "other organisation": people.employer("8000012050001"),
        "stranger": people.seeker("yoso"),
        "no duty": people.staff("muken"),
        "other duty": people.officer("clerk", "practitioner_course"),
        "auditor": people.officer("auditor"),
        "accounting": people.officer("accounting"),
        "clerk": people.officer("clerk"),
        "chief": people.officer("chief"),
    }


def mended(rooms, operator, clerk) -> Filing:
    """Asked to be mended, and answered in words."""
    filing = asked(sent(rooms, operator), clerk, ("question", "phone", "電話がつながりません。"))
    item = filing.corrections.get().items.get()
    checking.answer_correction(filing=filing, replies={item.pk: "昼だけです。"}, actor=operator.user, at=DAY)
    return filing


def checked(rooms, operator, clerk) -> Filing:
    filing = sent(rooms, operator)
    lines = {line.code: "ok" for line in filing.form.checklist}
    return checking.check_lines(filing=filing, values=lines, actor=clerk.user, at=DAY)


def verified(rooms, operator, clerk) -> Filing:
    checking.verify(filing=checked(rooms, operator, clerk), actor=clerk.user, at=DAY)
    return again(Filing.objects.get())


# transition: how the filing comes there, who may, what happens then
TABLE = {
    "submit": (lambda rooms, operator, clerk: drafted(rooms, operator), APPLICANTS, "submitted"),
    "resubmit": (mended, APPLICANTS, "resubmitted"),
    "ask_correction": (lambda rooms, operator, clerk: sent(rooms, operator), OFFICERS, "correction"),
    "verify": (checked, OFFICERS, "verified"),
    "reopen": (verified, OFFICERS, "resubmitted"),
    "decide": (verified, set(), "decided"),
    "withdraw": (lambda rooms, operator, clerk: sent(rooms, operator), APPLICANTS, "withdrawn"),
    "lapse": (mended, OFFICERS, "lapsed"),
}
VALUES = {"items": [("question", "phone", "電話がつながりません。")], "due_on": LATER.date()}


def test_the_table_names_every_transition():
    assert set(TABLE) == {step.code for step in get("grant_filing").transitions}


@pytest.mark.parametrize("transition", TABLE)
def test_who_may(rooms, operator, cast, transition):
    ready, may, state = TABLE[transition]
    filing = ready(rooms, operator, cast["clerk"])
    entries, done = Entry.objects.count(), {}
    for name in CAST:
        values = VALUES if transition == "ask_correction" else {}
        at = LATER if transition == "lapse" else DAY
        try:
            with transaction.atomic():
                perform(case=again(filing).case, transition=transition, actor=cast[name].user, at=at, values=values)
                done[name] = where(filing)[0]
                transaction.set_rollback(True)
        except NotAllowed:
            done[name] = "not there"
        except Refused as refused:
            done[name] = str(refused)
    of_applicants = dict.fromkeys(OFFICERS, "申請した人だけが出せます。") if may == APPLICANTS else {}
    assert done == {name: state if name in may else "not there" for name in CAST} | of_applicants
    assert Entry.objects.count() == entries


def test_nobody_moves_a_grant(rooms, operator, cast):
    filing = sent(rooms, operator)
    for step in get("grant").transitions:
        for name in CAST:
            with pytest.raises(NotAllowed):
                perform(case=filing.grant.case, transition=step.code, actor=cast[name].user, at=DAY)
    assert where(filing) == ("submitted", "review")


def test_a_grant_goes_no_way_that_is_not_there(rooms, operator, clerk):
    filing = sent(rooms, operator)
    with pytest.raises(Stale):
        following.follow(grant=filing.grant, state="paid", at=DAY)
    assert following.follow(grant=filing.grant, state="review", at=DAY) is None


PAGES = {  # page: who may open it
    "grant": {*APPLICANTS, "viewer"},
    "tasks": {*APPLICANTS, "viewer"},
    "receipt": {*APPLICANTS, "viewer"},
    "check": APPLICANTS,
    "staff": {*OFFICERS, "auditor", "accounting"},
}


@pytest.mark.parametrize("name", CAST)
def test_who_sees(rooms, operator, cast, name):
    draft, client = drafted(rooms, operator), cast[name].client
    seen = set()
    for page, address in {
        "grant": page_of(draft.grant),
        "tasks": to("tasks", draft),
        "check": to("check", draft),
        "staff": act("staff_filing", draft),
    }.items():
        seen |= {page} if client.get(address).status_code == 200 else set()
    assert seen == {page for page, who in PAGES.items() if name in who and page not in ("staff", "receipt")}
    submitting.submit(filing=draft, actor=operator.user, at=DAY)
    for page, address in {"receipt": to("receipt", draft), "staff": act("staff_filing", draft)}.items():
        status = client.get(address, follow=True).status_code
        assert status == (200 if name in PAGES[page] else 404), page
    file = draft.documents.first().file.public_id
    assert client.get(reverse("files:download", args=[file])).status_code == (
        200 if name in PAGES["staff"] | PAGES["grant"] else 404
    )
    status = client.get(reverse("filings:staff_list")).status_code
    assert status == (200 if name in {*PAGES["staff"], "other duty"} else 404)


POSTS = ["ask", "lines", "verify", "reopen", "lapse", "take"]


@pytest.mark.parametrize("name", [name for name in CAST if name not in OFFICERS])
def test_acts_of_officers_are_not_there_for_others(rooms, operator, cast, name):
    filing = sent(rooms, operator)
    before, client = Entry.objects.count(), cast[name].client
    assert [client.post(act(post, filing)).status_code for post in POSTS] == [404] * len(POSTS)
    address = reverse("filings:staff_message", args=[filing.grant.case.public_id])
    assert client.post(address, {"text": "x"}).status_code == 404
    assert (Entry.objects.count(), where(filing)) == (before, ("submitted", "review"))


def test_who_is_signed_out_is_led_to_sign_in(rooms, operator, client):
    filing = sent(rooms, operator)
    addresses = [page_of(filing.grant), to("tasks", filing), to("check", filing), act("verify", filing)]
    for address in [*addresses, act("staff_filing", filing), reverse("filings:mine"), reverse("filings:staff_list")]:
        for method in (client.get, client.post):
            answer = method(address)
            assert answer.status_code in (302, 405)
            if answer.status_code == 302:
                assert answer.url.startswith(reverse("account_login"))
    assert where(filing) == ("submitted", "review")


def test_an_officer_of_the_organisation_is_no_officer_of_its_case(rooms, operator, cast):
    filing = sent(rooms, operator)
    Membership.objects.create(
        user=cast["clerk"].user, organisation=operator.organisation, role=Role.VIEWER, joined_at=DAY
    )
    with pytest.raises(NotAllowed):
        checking.check_line(filing=filing, code="leases", value="ok", actor=cast["clerk"].user, at=DAY)


def test_whoever_is_told_of_a_filing(rooms, operator, cast):
    sent(rooms, operator)
    told = {notice.user.email for notice in Notice.objects.filter(kind="grant_moved")}
    assert told == {cast["clerk"].user.email, "grants.editor@example.jp"}
    receipts = {notice.user.email for notice in Notice.objects.filter(kind="grant_receipt")}
    assert receipts == {cast[name].user.email for name in APPLICANTS}
