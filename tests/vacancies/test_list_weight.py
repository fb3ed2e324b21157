"""What the public list weighs and asks for, at its full twenty cards; and what is kept ready of it, for whom."""

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.search.actions import rebuild
from tests import people
from tests.bench.inside import KINDS
from tests.bench.weight import of_page
from tests.factories import vacancies

QUERIES = 6


@pytest.fixture
def visitor(db, settings, tmp_path) -> Client:
    settings.VAR_DIR = tmp_path
    return Client()


@pytest.fixture
def town(visitor, settings):
    """A made-up ward with 120 vacancies."""
    settings.SHOW_DEMO_LINE = True
    for command in ("load_places", "load_minimum_wages"):
        call_command(command, verbosity=0)
    call_command("demo", vacancies=120)


@pytest.fixture
def post(visitor, django_capture_on_commit_callbacks):
    """One vacancy that everybody sees, its employer, and the ward's officer."""
    rebuild()
    employer, officer = people.employer(), people.staff()
    with django_capture_on_commit_callbacks(execute=True):
        vacancy = vacancies.published(vacancies.facility(employer.organisation), employer.user, officer.user)
    return vacancy, employer, officer


def test_twenty_cards_stay_light_and_take_few_queries(visitor, town):
    page = visitor.get("/jobs/")
    assert len(KINDS[0].shown(page)) == 20
    bytes_of = of_page(page)
    assert bytes_of["CSS and script, brotli"] <= 14_000
    assert bytes_of["first view, brotli"] <= 32_000
    assert bytes_of["HTML, raw"] <= 72_000

    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as cold:
        assert visitor.get("/jobs/").content == page.content
    assert len(cold) <= QUERIES
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as again:
        assert visitor.get("/jobs/").content == page.content
    assert len(again) == 1
    with CaptureQueriesContext(connection) as hot:
        assert visitor.get("/jobs/").content == page.content
    assert len(hot) == 0


def test_every_condition_has_its_own_page(visitor, post):
    assert len(KINDS[0].shown(visitor.get("/jobs/?q=特養"))) == 1
    assert KINDS[0].shown(visitor.get("/jobs/?q=保育")) == []
    assert len(KINDS[0].shown(visitor.get("/jobs/?q=特養"))) == 1


def test_a_hot_page_is_never_that_of_a_person(visitor, post):
    _vacancy, employer, _officer = post
    mine = employer.client.get("/jobs/")
    assert employer.user.name in mine.content.decode()
    assert "no-store" in mine["Cache-Control"]
    cold, hot = visitor.get("/jobs/"), visitor.get("/jobs/")
    for page in (cold, hot):
        assert employer.user.name not in page.content.decode()
        assert page["Cache-Control"] == "no-cache"
        assert "Cookie" in page["Vary"]
    assert hot.content == cold.content
    assert employer.user.name in employer.client.get("/jobs/").content.decode()


def test_whoever_carries_a_cookie_is_given_no_page_of_others(visitor, post):
    visitor.get("/jobs/")
    keeper = Client()
    keeper.cookies["kept"] = "anything"
    with CaptureQueriesContext(connection) as own:
        assert "no-store" in keeper.get("/jobs/")["Cache-Control"]
    assert len(own) >= 1


def test_a_vacancy_comes_and_goes_at_once(visitor, post, django_capture_on_commit_callbacks):
    vacancy, employer, officer = post
    assert KINDS[0].shown(visitor.get("/jobs/")) == [vacancy.public_id]
    with django_capture_on_commit_callbacks(execute=True):
        second = vacancies.published(vacancy.facility, employer.user, officer.user, title="夜のない介護職員")
    assert KINDS[0].shown(visitor.get("/jobs/")) == [second.public_id, vacancy.public_id]
    with django_capture_on_commit_callbacks(execute=True):
        vacancies.move(vacancies.fresh(vacancy), "close", employer.user)
    assert KINDS[0].shown(visitor.get("/jobs/")) == [second.public_id]


def test_the_list_of_facilities_is_kept_and_dropped_likewise(visitor, post):
    vacancy, _employer, _officer = post
    vacancies.facility(vacancy.organisation, "架空の丘")
    rebuild()
    assert "架空の丘" in visitor.get("/facilities/").content.decode()
    with CaptureQueriesContext(connection) as hot:
        visitor.get("/facilities/")
    assert len(hot) == 0
    vacancies.facility(vacancy.organisation, "架空の森")
    rebuild()
    assert "架空の森" in visitor.get("/facilities/").content.decode()
