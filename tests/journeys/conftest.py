"""A small ward around 光が丘 behind a live server, and one Chromium for all journeys."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, Locale, Page

from jobs.vacancies.models import Vacancy
from portal.facilities.actions import measure
from portal.facilities.models import Facility
from portal.geo.models import Town
from portal.geo.queries import forget
from tests import people
from tests.browser import DESK, PHONE
from tests.factories import vacancies
from tests.people import Person

from .walker import Walker


class Ward:
    """Whoever walks in the journeys, and what they find."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.staff, self.employer, self.seeker = people.staff(), people.employer(), people.seeker()
        self.near = self.facility("架空の里", "光が丘三丁目", "1370000001")
        self.far = self.facility("架空の森", "関町南一丁目", "1370000002")

    def facility(self, name: str, town: str, number: str) -> Facility:
        made = vacancies.facility(self.employer.organisation, name, number)
        made.town = Town.objects.get(name=town)
        made.save()
        measure([made])
        return made

    def vacancy(self, place: Facility, title: str, **changes) -> Vacancy:
        return vacancies.published(place, self.employer.user, self.staff.user, at=self.now, title=title, **changes)

    def draft(self, **changes) -> Vacancy:
        return vacancies.draft(self.near, self.employer.user, at=self.now, **changes)

    def waiting(self) -> Vacancy:
        return vacancies.in_review(self.near, self.employer.user, at=self.now, title="特養の介護職員")


def roots() -> None:
    """What Wagtail's migrations lay, which the flush after a test takes away."""
    if not Page.objects.exists():
        Locale.objects.get_or_create(language_code="ja")
        Page.add_root(title="Root", slug="root")
        Collection.add_root(name="Root")


@pytest.fixture
def ward(transactional_db) -> Ward:
    for command in ("load_codelists", "load_places", "load_minimum_wages"):
        call_command(command, verbosity=0)
    forget()
    roots()
    return Ward()


@pytest.fixture(params=[PHONE, DESK], ids=["390", "1280"])
def size(request) -> tuple[int, int]:
    return request.param


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def javascript(request) -> bool:
    return request.param


@pytest.fixture
def enter(browser, live_server, size, javascript):
    """Opens the portal for one person, each with cookies of their own."""
    opened: list[Walker] = []

    def enter(person: Person | None = None, *, script: bool = javascript) -> Walker:
        walker = Walker(browser, live_server.url, size, script, person)
        opened.append(walker)
        return walker

    yield enter
    for walker in opened:
        walker.leave()
