"""Duties are given by managers, never to oneself."""

from dataclasses import replace

import pytest

from portal.grants.schemes import access, structure
from portal.grants.schemes.models import Duty
from tests import people
from tests.catalogue.conftest import text

from .conftest import COURSE, HOUSING

pytestmark = pytest.mark.django_db
PLACE = "/staff/duties/"


@pytest.fixture
def boss():
    return people.officer("manager")


def give(person, email="shokuin@example.jp", role="clerk", scheme="*"):
    return person.client.post(PLACE, {"email": email, "role": role, "scheme": scheme})


def test_given_and_taken(boss):
    people.staff()
    assert give(boss)["Location"] == PLACE
    duty = Duty.objects.get(user__email="shokuin@example.jp")
    assert (duty.role, duty.scheme) == ("clerk", "")
    assert "職員shokuinshokuin@example.jp係員限定していない、すべての制度" in text(boss.client.get(PLACE))
    assert boss.client.post(f"{PLACE}take/", {"duty": duty.pk})["Location"] == PLACE
    assert not Duty.objects.filter(pk=duty.pk).exists()


def test_a_manager_of_one_scheme_gives_for_that_one(db):
    boss = people.officer("manager", COURSE)
    people.staff()
    assert give(boss, scheme=COURSE).status_code == 302
    for scheme in ("*", HOUSING, "", "no_such"):
        assert give(boss, role="chief", scheme=scheme).status_code == 422
    assert [(one.role, one.scheme) for one in Duty.objects.exclude(user=boss.user)] == [("clerk", COURSE)]


def test_never_to_oneself_nor_from_oneself(boss):
    response = give(boss, email=boss.user.email, role="clerk")
    assert response.status_code == 422
    assert "自分の役割は、自分では変えられません。" in text(response)
    own = Duty.objects.get(user=boss.user)
    boss.client.post(f"{PLACE}take/", {"duty": own.pk})
    assert Duty.objects.filter(pk=own.pk).exists()


def test_only_to_staff(boss):
    people.seeker()
    response = give(boss, email="hana@example.jp")
    assert response.status_code == 422
    assert "このアドレスの職員は見つかりません。" in text(response)
    assert 'value="hana@example.jp"' in response.content.decode()


@pytest.mark.parametrize("role", ["clerk", "chief", "director", "accounting", "auditor"])
def test_others_give_nothing(role):
    person = people.officer(role)
    assert person.client.get(PLACE).status_code == 404
    assert give(person).status_code == 404


def test_what_is_not_theirs_is_not_taken(boss):
    stranger = people.officer("clerk", COURSE)
    duty = Duty.objects.get(user=stranger.user)
    other = people.officer("manager", HOUSING)
    for asked in (duty.pk, "", "x", "9" * 40):
        assert other.client.post(f"{PLACE}take/", {"duty": asked}).status_code == 404
    assert Duty.objects.filter(pk=duty.pk).exists()


def test_those_who_give_are_those_who_may(monkeypatch):
    monkeypatch.setitem(structure._schemes, HOUSING, replace(structure.get(HOUSING), is_restricted=True))
    runs = people.staff("unei")
    runs.user.is_superuser = True
    codes = ["", *(scheme.code for scheme in structure.all_schemes())]
    for user in (
        runs.user,
        people.officer("manager").user,
        people.officer("manager", HOUSING).user,
        people.officer("clerk").user,
        people.seeker().user,
    ):
        assert access.given_by(user) == [code for code in codes if access.may_give(user, code)]
