"""How many queries a page may ask, pinned: cold, and the same for one row and for thirty."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.geo.queries import forget
from portal.search.actions import rebuild
from tests import people
from tests.factories import applications, vacancies
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db
MANY = 30


@pytest.fixture
def employer(db):
    return people.employer()


@pytest.fixture
def staff(db):
    return people.staff()


@pytest.fixture(autouse=True)
def places(db):
    """The ward's towns and stations, read once per process as in use."""
    call_command("load_places", verbosity=0)
    forget()
    yield
    forget()


@pytest.fixture
def home(employer):
    return vacancies.facility(employer.organisation)


def asked(client, address, status=200):
    """The queries of one request with nothing kept from before."""
    client.get(address)
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == status
    return [query["sql"] for query in queries]


def publish(home, employer, staff, number):
    for count in range(number):
        vacancies.published(home, employer.user, staff.user, NOW + dt.timedelta(minutes=count))
    rebuild()


@pytest.mark.parametrize("number", [1, MANY])
@pytest.mark.parametrize("query", ["", "?q=介護&employment=E1&page=1"])
def test_the_list(home, employer, staff, number, query):
    publish(home, employer, staff, number)
    found = asked(Client(), reverse("vacancies:list") + query)
    assert len(found) <= 6, "\n".join(found)


def test_the_list_of_somebody_signed_in(home, employer, staff):
    publish(home, employer, staff, MANY)
    nobody = asked(Client(), reverse("vacancies:list"))
    seeker = asked(people.seeker().client, reverse("vacancies:list"))
    assert len(seeker) <= len(nobody) + 5, "\n".join(seeker)


@pytest.mark.parametrize("number", [1, MANY])
@pytest.mark.parametrize("page", ["detail", "print"])
def test_the_detail(home, employer, staff, number, page):
    """Thirty live vacancies bring the ward's median with them."""
    publish(home, employer, staff, number)
    vacancy = vacancies.published(home, employer.user, staff.user)
    found = asked(Client(), reverse(f"vacancies:{page}", args=[vacancy.public_id]))
    assert len(found) <= 6, "\n".join(found)


def grown(client, address, one, more):
    """Queries with one row and with thirty; both must be the same."""
    one()
    few = asked(client, address)
    for _row in range(MANY - 1):
        more()
    many = asked(client, address)
    assert len(few) == len(many), "\n".join(many)
    return len(many)


def test_the_employers_list(home, employer):
    def add():
        return vacancies.draft(home, employer.user)

    assert grown(employer.client, reverse("vacancies:employer_list"), add, add) <= 10


@pytest.mark.parametrize("page", ["vacancies:staff_list", "front:staff"])
def test_the_wards_queue(home, employer, staff, page):
    def add():
        return vacancies.in_review(home, employer.user)

    assert grown(staff.client, reverse(page), add, add) <= 14


@pytest.mark.parametrize("page", ["applications:to_us", "front:employer"])
def test_the_employers_applicants(home, employer, staff, page):
    vacancy = vacancies.published(home, employer.user, staff.user)
    names = iter(f"p{number}" for number in range(MANY))

    def add():
        return applications.applied(vacancy, people.seeker(next(names)).user)

    assert grown(employer.client, reverse(page), add, add) <= 14


@pytest.mark.parametrize("page", ["applications:mine", "front:my"])
def test_my_applications(home, employer, staff, page):
    seeker = people.seeker()

    def add():
        vacancy = vacancies.published(home, employer.user, staff.user)
        thread = applications.applied(vacancy, seeker.user)
        applications.move(thread, "propose_interview", employer.user)

    assert grown(seeker.client, reverse(page), add, add) <= 14


def test_a_thread_of_any_length(home, employer, staff):
    seeker = people.seeker()
    thread = applications.question(vacancies.published(home, employer.user, staff.user), seeker.user)

    def add():
        applications.move(thread, "answer", employer.user)
        applications.move(thread, "ask", seeker.user)

    assert grown(seeker.client, thread.get_absolute_url(), add, add) <= 20
