from dataclasses import dataclass

import pytest
import time_machine

from jobs.applications.models import Application
from jobs.vacancies.models import Vacancy
from portal.accounts.models import Role
from portal.bookings.models import Slot
from tests import people
from tests.factories import applications, vacancies
from tests.factories.times import NOW
from tests.people import Person


@dataclass
class Room:
    """A public vacancy, an application to it, and everybody who could have something to do with them."""

    seeker: Person
    other_seeker: Person
    employer: Person
    viewer: Person
    other_employer: Person
    staff: Person
    vacancy: Vacancy
    application: Application
    slot: Slot


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def room(db) -> Room:
    seeker, other, staff = people.seeker(), people.seeker("jiro"), people.staff()
    employer, stranger = people.employer(), people.employer("2000012050003")
    viewer = people.colleague(employer.organisation, "miru", Role.VIEWER)
    vacancy = vacancies.published(vacancies.facility(employer.organisation), employer.user, staff.user)
    application = applications.applied(vacancy, seeker.user)
    slot = applications.slot(vacancy, employer.user)
    return Room(seeker, other, employer, viewer, stranger, staff, vacancy, application, slot)
