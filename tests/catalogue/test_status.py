"""Whether one can apply, on which day: the clock moves, the versions stay."""

import datetime as dt

import pytest

from portal.grants.catalogue.choices import Status
from portal.grants.catalogue.queries import standing, standings
from portal.grants.schemes import queries as schemes
from portal.grants.schemes.structure import get
from tests.factories import grants
from tests.factories.times import NOW

from .conftest import COURSE, HOUSING

pytestmark = pytest.mark.django_db
YEAR = {"opens_on": dt.date(2026, 4, 1), "closes_on": dt.date(2027, 3, 31)}


def on(day: str, code: str = HOUSING):
    return standing(get(code), dt.date.fromisoformat(day))


def said(day: str, code: str = HOUSING) -> tuple[Status, str]:
    found = on(day, code)
    return found.status, found.note


def test_nothing_public_is_being_prepared():
    grants.draft(HOUSING)
    assert said("2026-11-24") == (Status.PREPARING, "まだ受付が決まっていません。")


def test_the_window_by_the_day():
    grants.version(HOUSING, **YEAR)
    assert said("2026-03-31") == (Status.BEFORE, "2026年4月1日（水）から受け付けます。")
    assert said("2026-04-01") == (Status.OPEN, "2027年3月31日（水）まで")
    assert said("2027-03-31") == (Status.OPEN, "2027年3月31日（水）まで")
    assert said("2027-04-01") == (Status.CLOSED, "受付は2027年3月31日（水）に終わりました。")


def test_what_comes_next_is_said_in_the_words_of_staff():
    grants.version(HOUSING, words={"next": "2027年4月のよていです。"})
    assert said("2027-04-01") == (Status.NEXT, "2027年4月のよていです。")


def test_a_version_to_come_is_shown_only_when_none_is_open():
    now, ahead = grants.version(HOUSING), grants.version(HOUSING, fiscal_year=2027)
    assert on("2026-11-24").version == now
    assert said("2027-04-01") == (Status.OPEN, "2028年3月31日（金）まで")
    assert on("2027-04-01").version == ahead


def test_anytime_has_no_end():
    grants.version(HOUSING, mode="anytime", closes_on=None)
    assert said("2026-11-24") == (Status.OPEN, "いつでも申請できます")


@pytest.mark.parametrize(
    ("spent", "status", "note"),
    [
        (0, Status.OPEN, "2027年3月31日（水）まで。予算がなくなりしだい終わります"),
        (900_000, Status.OPEN, "2027年3月31日（水）まで。予算がなくなりしだい終わります"),
        (900_001, Status.FEW, "残り99,999円。2027年3月31日（水）まで。予算がなくなりしだい終わります"),
        (1_000_000, Status.CLOSED, "予算がなくなりました。"),
    ],
)
def test_what_is_left_of_the_budget(money, spent, status, note):
    grants.version(COURSE)
    money(1_000_000, spent)
    assert said("2026-11-24", COURSE) == (status, note)


def test_without_a_budget_nothing_can_be_taken(db):
    grants.version(COURSE)
    assert said("2026-11-24", COURSE) == (Status.BEFORE, "受付の準備をしています。")
    assert not on("2026-11-24", COURSE).can_begin


def test_a_used_up_budget_names_the_next_window(money):
    grants.version(COURSE)
    grants.version(COURSE, fiscal_year=2027)
    money(1_000_000, 1_000_000)
    assert on("2026-11-24", COURSE).is_used_up
    assert on("2026-11-24", COURSE).note == "予算がなくなりました。 2027年4月1日（木）から受け付けます。"


def test_the_versions_are_those_of_the_schemes_room():
    grants.version(HOUSING)
    grants.version(HOUSING, fiscal_year=2027, opens_on=dt.date(2027, 5, 1))
    grants.version(HOUSING)  # retires the first one
    for day in (dt.date(2026, 3, 1), NOW.date(), dt.date(2027, 4, 2), dt.date(2027, 5, 1), dt.date(2028, 4, 1)):
        versions = standing(get(HOUSING), day).versions
        assert versions.live == schemes.live(HOUSING, day)
        assert versions.coming == schemes.next_version(HOUSING, day)
        assert versions.known[0] == schemes.latest(HOUSING)


def test_any_number_of_schemes_takes_two_queries(course, django_assert_num_queries):
    grants.version(HOUSING)
    with django_assert_num_queries(2):
        found = standings(NOW.date())
        assert [one.status.label for one in found if one.version] == ["受付中", "受付中"]
