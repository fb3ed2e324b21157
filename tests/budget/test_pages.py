"""The ward's pages of budgets: who sees them, who writes, what stands on them."""

from dataclasses import replace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.grants.budget.models import Entry, Kind
from portal.grants.schemes import structure
from portal.grants.schemes.choices import Role
from tests import people
from tests.budget.conftest import OTHER, SCHEME, YEAR, columns, spend
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db
INDEX = reverse("budget:index")
PAGE = reverse("budget:detail", args=[YEAR, SCHEME])
PUT = reverse("budget:put", args=[YEAR, SCHEME])
TRANSFER = reverse("budget:transfer", args=[YEAR, SCHEME])
ADDRESSES = [INDEX, reverse("budget:table"), PAGE, reverse("budget:entries", args=[YEAR, SCHEME])]
FILLED = {"kind": "supplement", "yen": "１２０，０００円", "note": "6月の議会", "key": "k1"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def text(response) -> str:
    return b"".join(response).decode() if response.streaming else response.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_whoever_works_on_the_scheme_reads(put, role):
    put()
    person = people.officer(role)
    assert [person.client.get(address).status_code for address in ADDRESSES] == [200] * 4


@pytest.mark.parametrize("role", list(Role))
def test_clerks_and_heads_of_section_write(put, role):
    put()
    put(scheme=OTHER)
    person = people.officer(role)
    move = {"target": OTHER, "yen": "10", "note": "不足", "key": "k2"}
    answers = [person.client.post(PUT, FILLED).status_code, person.client.post(TRANSFER, move).status_code]
    writes = role in (Role.CLERK, Role.CHIEF)
    assert answers == ([302, 302] if writes else [404, 404])
    assert columns()[0] == (1_119_990 if writes else 1_000_000)
    assert ("記録する" in text(person.client.get(PAGE))) == writes


@pytest.mark.parametrize("cast", [people.staff, people.seeker, people.employer])
def test_for_all_others_it_is_not_there(put, cast):
    put()
    person = cast()
    answers = [person.client.get(address).status_code for address in ADDRESSES]
    answers += [person.client.post(address, FILLED).status_code for address in (PUT, TRANSFER)]
    assert answers == [404] * 6


def test_nobody_is_asked_to_sign_in():
    assert {people.nobody().client.get(address).status_code for address in ADDRESSES} == {302}


def test_a_duty_for_another_scheme_shows_only_that(put):
    put()
    put(scheme=OTHER)
    person = people.officer(Role.CLERK, OTHER)
    assert person.client.get(PAGE).status_code == 404
    shown = text(person.client.get(INDEX))
    assert str(structure.get(OTHER).label) in shown
    assert str(structure.get(SCHEME).label) not in shown


def test_a_restricted_scheme_is_there_for_named_duties_alone(put, monkeypatch):
    put()
    hidden = replace(structure.get(SCHEME), is_restricted=True)
    monkeypatch.setitem(structure._schemes, SCHEME, hidden)
    general, named = people.officer(Role.CHIEF), people.officer(Role.CLERK, SCHEME)
    assert (general.client.get(PAGE).status_code, named.client.get(PAGE).status_code) == (404, 200)
    assert str(hidden.label) not in text(general.client.get(INDEX))
    assert str(hidden.label) not in text(general.client.get(reverse("budget:table")))


def test_the_line_of_a_scheme(put, case):
    put(1_000_000)
    spend(case(), 250_000)
    person = people.officer(Role.CLERK, SCHEME)
    shown = text(person.client.get(INDEX))
    for words in ("1,000,000円", "250,000円", "750,000円", "25%", "年度末に"):
        assert words in shown
    table = text(person.client.get(reverse("budget:table")))
    assert table.splitlines()[1].endswith(",1000000,250000,0,0,750000,25,,616597")


def test_an_appropriation_is_read_as_people_type_it_and_told(put):
    put()
    person = people.officer(Role.CLERK)
    answer = person.client.post(PUT, FILLED, follow=True)
    assert "予算に記録しました。" in text(answer)
    assert "6月の議会" in text(answer)
    entry = Entry.objects.get(kind=Kind.SUPPLEMENT)
    assert (entry.yen, entry.note, entry.actor, entry.at) == (120_000, "6月の議会", person.user, NOW)


def test_sent_twice_it_counts_once(put):
    put()
    person = people.officer(Role.CLERK)
    assert [person.client.post(PUT, FILLED).status_code for _time in range(2)] == [302, 302]
    assert columns()[0] == 1_120_000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"yen": "0"}, "金額を入れてください。"),
        ({"yen": "たくさん"}, "金額が読み取れません"),
        ({"yen": "-1000001"}, "予算を小さくすることはできません"),
        ({"note": ""}, "理由"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_kept(put, change, words):
    put()
    answer = people.officer(Role.CLERK).client.post(PUT, FILLED | change)
    assert answer.status_code == 422
    assert words in text(answer)
    assert (FILLED | change)["yen"] in text(answer)
    assert columns()[0] == 1_000_000


def test_a_transfer_stays_within_what_the_officer_may_write(put):
    put()
    put(scheme=OTHER)
    person = people.officer(Role.CLERK, SCHEME)
    answer = person.client.post(TRANSFER, {"target": OTHER, "yen": "10", "note": "x", "key": "k"})
    assert answer.status_code == 422
    assert (columns()[0], columns(OTHER)[0]) == (1_000_000, 1_000_000)


def test_a_year_without_a_budget_says_so_and_takes_the_first(db):
    person = people.officer(Role.CLERK, SCHEME)
    assert "まだ登録されていません" in text(person.client.get(PAGE))
    assert "まだ登録されていません" in text(person.client.get(INDEX))
    assert person.client.post(PUT, FILLED | {"kind": "initial"}).status_code == 302
    assert columns() == (120_000, 0, 0, 0)


@pytest.mark.parametrize("year", ["abc", "²⁰²⁶", "99999", "0001", ""])
def test_an_odd_year_in_the_address_is_this_year(put, year):
    put()
    assert "補助の予算　2026年度" in text(people.officer(Role.CLERK).client.get(INDEX, {"year": year}))


def test_a_year_out_of_this_world_is_not_there(db):
    person = people.officer(Role.CLERK)
    for year in (1, 70_000, 10**30):
        address = f"/staff/budget/{year}/{SCHEME}/"
        assert person.client.get(address).status_code == 404
        assert person.client.post(f"{address}put/", FILLED).status_code == 404


def test_the_year_after_its_end_takes_no_more(put):
    put()
    with time_machine.travel("2027-03-31T15:00:00Z", tick=False):
        person = people.officer(Role.CLERK)
        assert "記録する" not in text(person.client.get(PAGE))
        for address in (PUT, TRANSFER):
            answer = person.client.post(address, FILLED, follow=True)
            assert "2026年度の予算は、3月31日を過ぎると変えられません。" in text(answer)
    assert columns()[0] == 1_000_000


def test_the_entries_as_a_table(put, case):
    put()
    spend(case(), 250_000)
    rows = text(people.officer(Role.AUDITOR).client.get(ADDRESSES[3])).splitlines()
    assert rows[1:] == [
        "2026-11-24 10:00,当初予算,1000000,,架空 係員,",
        "2026-11-24 10:00,決定,250000,G-2026-00001-0,,",
    ]


def test_as_many_queries_for_many_entries_as_for_one(put, case):
    put()
    person = people.officer(Role.CLERK)
    person.client.get(PAGE)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            person.client.get(PAGE)
        return len(seen)

    spend(case(0), 1)
    one = queries()
    for number in range(1, 40):
        spend(case(number), 1)
    assert queries() == one
