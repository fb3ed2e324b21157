"""Whose desk this is: what is not theirs answers as if it were not there."""

from dataclasses import replace

import pytest

from portal.grants.schemes import structure
from portal.grants.schemes.models import Duty
from tests import people
from tests.catalogue.conftest import text
from tests.factories import grants

from .conftest import COURSE, HOUSING, page

pytestmark = pytest.mark.django_db
READ = ("", "differences/")
WRITE = ("edit/figures/", "edit/route/", "letters/refusal/", "examples/new/", "examples/1/")


@pytest.fixture
def _restricted(monkeypatch):
    monkeypatch.setitem(structure._schemes, HOUSING, replace(structure.get(HOUSING), is_restricted=True))


@pytest.mark.parametrize("role", ["clerk", "chief"])
def test_who_writes(draft, role):
    person = people.officer(role)
    assert [person.client.get(page(draft, rest)).status_code for rest in READ + WRITE] == [200] * 7


@pytest.mark.parametrize("role", ["manager", "director", "accounting", "auditor"])
def test_who_reads_only(draft, role):
    person = people.officer(role)
    assert [person.client.get(page(draft, rest)).status_code for rest in READ] == [200] * 2
    assert "公開する" not in text(person.client.get(page(draft)))
    assert [person.client.get(page(draft, rest)).status_code for rest in WRITE] == [404] * 5
    assert person.client.post(page(draft, "publish/"), {"saves": draft.saves}).status_code == 404
    assert person.client.get(f"/staff/schemes/new/{COURSE}/").status_code == 404


@pytest.mark.parametrize("somebody", [people.seeker, people.employer, people.staff])
def test_all_others_find_nothing(draft, somebody):
    client = somebody().client
    for rest in READ + WRITE:
        assert client.get(page(draft, rest)).status_code == 404
    assert client.post(page(draft, "publish/"), {"saves": draft.saves}).status_code == 404
    assert client.get("/staff/duties/").status_code == 404


def test_nobody_signs_in_first(client, draft):
    for rest in READ + WRITE:
        assert client.get(page(draft, rest))["Location"].startswith("/accounts/login/")


def test_a_duty_for_one_scheme_shows_that_one(db):
    other = grants.draft(COURSE)
    person = people.officer("clerk", HOUSING)
    shown = text(person.client.get("/staff/schemes/"))
    assert "宿舎借り上げ支援" in shown
    assert "実務者研修" not in shown
    assert person.client.get(page(other)).status_code == 404


@pytest.mark.usefixtures("_restricted")
def test_a_restricted_scheme_is_not_there_for_those_of_all_schemes():
    version = grants_by_name()
    anyone = people.officer("clerk", name="daredemo")
    assert "宿舎借り上げ支援" not in text(anyone.client.get("/staff/schemes/"))
    assert anyone.client.get(page(version)).status_code == 404
    assert anyone.client.get(f"/staff/schemes/new/{HOUSING}/").status_code == 404
    named = people.officer("clerk", HOUSING)
    assert named.client.get(page(version)).status_code == 200


def grants_by_name():
    Duty.objects.create(user=grants.editor(), role="clerk", scheme=HOUSING)
    return grants.draft(HOUSING)


def test_missing_parts(clerk, draft):
    for rest in ("edit/nothing/", "letters/nothing/"):
        assert clerk.client.get(page(draft, rest)).status_code == 404
    assert clerk.client.get("/staff/schemes/versions/" + "A" * 22 + "/").status_code == 404
    assert clerk.client.get("/staff/schemes/new/nothing/").status_code == 404


def test_the_list(clerk, draft):
    grants.version(COURSE)
    shown = text(clerk.client.get("/staff/schemes/"))
    assert "実務者研修受講料助成（サンプル）2027年度（実務者研修受講料助成（サンプル））2027年4月1日（木）〜" in shown
    assert "に架空職員が公開公開中" in shown
