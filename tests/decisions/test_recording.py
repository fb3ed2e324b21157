"""Decided in the ward's document system, recorded here."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.cases.actions import NotAllowed
from portal.grants.budget.models import Budget, Entry
from portal.grants.decisions import actions
from portal.grants.filings.demo import SHEET
from portal.lib.dates import TOKYO
from portal.lib.refusal import Refused
from tests import people

from .conftest import COURSE, DAY, again, circulating, drafted, issued, state, verified, version

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db):
    return version(COURSE, approval="record", route=[])


def record(decision, person, at=DAY, **changes):
    given = {"decided_on": DAY.date(), "document_number": "8練福サ決第12号"}
    return actions.record(decision=decision, actor=person.user, at=at, **given | changes)


def test_a_record_decides(asked, clerk):
    decision = drafted(asked, clerk)
    sheet = SimpleUploadedFile("決裁.pdf", SHEET, "application/pdf")
    record(decision, clerk, decided_on=dt.date(2027, 1, 13), sheet=sheet)
    decision = again(decision)
    assert (state(decision), decision.decided_on, decision.document_number) == (
        "approved",
        dt.date(2027, 1, 13),
        "8練福サ決第12号",
    )
    assert (decision.sheet.name, Budget.objects.get().committed) == ("決裁.pdf", 88_200)
    assert issued(decision, clerk).letter.number == "8練福サ第1号"


def test_what_is_decided_elsewhere_does_not_go_round_here(asked, clerk):
    decision = drafted(asked, clerk)
    with pytest.raises(Refused, match="文書管理システムで行います"):
        actions.circulate(decision=decision, actor=clerk.user, at=DAY)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"document_number": " "}, "番号を入れてください"),
        ({"decided_on": dt.date(2027, 1, 15)}, "今日までの日"),
        ({"sheet": SimpleUploadedFile("a.exe", b"MZ", "application/pdf")}, "受け取れません"),
    ],
)
def test_a_record_that_cannot_be(asked, clerk, changes, words):
    decision = drafted(asked, clerk)
    with pytest.raises(Refused, match=words):
        record(decision, clerk, **changes)
    assert (state(decision), Budget.objects.get().committed) == ("drafted", 0)


def test_only_those_who_draft_record(asked, clerk, manager):
    decision = drafted(asked, clerk)
    for other in (manager, people.officer("accounting"), people.staff("muyaku")):
        with pytest.raises(NotAllowed):
            record(decision, other)


def test_decided_in_march_recorded_in_april_is_of_the_old_year(asked, clerk):
    decision = drafted(asked, clerk)
    april = dt.datetime(2027, 4, 2, 10, tzinfo=TOKYO)
    with pytest.raises(Refused, match="2026年度"):
        record(decision, clerk, april, decided_on=dt.date(2027, 4, 1))
    record(decision, clerk, april, decided_on=dt.date(2027, 3, 31))
    assert state(decision) == "approved"
    assert Entry.objects.get(kind="commit").at.astimezone(TOKYO).date() == dt.date(2027, 3, 31)
    assert issued(decision, clerk, april).letter.number == "9練福サ第1号"


def test_a_scheme_of_the_portal_is_not_recorded(clerk, hana):
    made = version(COURSE)
    decision = circulating(verified(made, hana, clerk), clerk)
    actions.send_back(decision=decision, actor=people.officer("chief").user, at=DAY, comment="直してください")
    with pytest.raises(Refused, match="このポータルで行います"):
        record(decision, clerk)
