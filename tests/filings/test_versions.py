"""A version published while drafts are open: no answer is lost, what changed is told; what was sent stays."""

import datetime as dt

import pytest
from django.urls import reverse

from portal.grants.filings.models import Grant
from portal.grants.schemes import actions as schemes
from portal.grants.schemes.models import Version
from portal.lib.dates import TOKYO
from tests.factories import grants

from .conftest import ANSWERS, COURSE, DAY, drafted, page_of, sent, to, words

pytestmark = pytest.mark.django_db
NEXT = DAY + dt.timedelta(hours=1)


def newer(**changes) -> Version:
    made = grants.draft(COURSE, at=NEXT, golden=False, **changes)
    grants._agreeing(made, COURSE)
    return schemes.publish(version=made, actor=grants.editor(), at=NEXT)


def test_drafts_move_and_tell_what_changed(course, hana):
    filing = drafted(course, hana)
    new = newer(figures={"cap": 80_000}, closes_on=dt.date(2027, 2, 26))
    grant = Grant.objects.get()
    assert (grant.version, grant.moved_from) == (new, course)
    page = words(hana.client.get(to("tasks", filing)))
    assert "制度の内容が新しくなりました。書いたものは、そのまま残っています。" in page
    assert "上限：100,000円 → 80,000円" in page
    assert "80,000円" in words(hana.client.get(to("check", filing)))
    filing.refresh_from_db()
    assert (filing.answers, filing.documents.count()) == (ANSWERS, 3)
    assert filing.case.__class__.objects.get(pk=filing.case_id).due_on == dt.date(2027, 2, 26)
    hana.client.post(reverse("filings:changes_seen", args=["my", grant.case.public_id]))
    assert Grant.objects.get().moved_from is None
    assert "制度の内容が新しくなりました" not in words(hana.client.get(to("tasks", filing)))


def test_changes_are_told_against_the_version_one_began_with(course, hana):
    drafted(course, hana)
    newer(figures={"cap": 80_000})
    last = newer(figures={"cap": 70_000})
    grant = Grant.objects.get()
    assert (grant.version, grant.moved_from) == (last, course)


def test_what_was_sent_stays_on_its_version(course, hana):
    filing = sent(course, hana)
    newer(figures={"cap": 80_000})
    grant = Grant.objects.get()
    assert (grant.version, grant.moved_from) == (course, None)
    assert "制度の内容が新しくなりました" not in words(hana.client.get(page_of(filing.grant)))


def test_another_year_moves_nothing(course, hana):
    drafted(course, hana)
    at = dt.datetime(2027, 4, 2, 10, tzinfo=TOKYO)
    made = grants.draft(COURSE, fiscal_year=2027, at=at, golden=False)
    grants._agreeing(made, COURSE)
    schemes.publish(version=made, actor=grants.editor(), at=at)
    assert Grant.objects.get().version == course
