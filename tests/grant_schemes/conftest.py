import pytest
import time_machine

from portal.grants.schemes.models import Version
from tests import people
from tests.factories import grants
from tests.factories.times import NOW

COURSE, HOUSING = "practitioner_course", "nursery_housing"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def clerk(db):
    return people.officer("clerk")


@pytest.fixture
def draft(db) -> Version:
    made = grants.draft(COURSE, fiscal_year=2027)
    made.refresh_from_db()  # each example counted as a change
    return made


def page(version: Version, rest: str = "") -> str:
    return f"/staff/schemes/versions/{version.public_id}/{rest}"
