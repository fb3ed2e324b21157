import pytest

from tests import people
from tests.factories import homes

pytestmark = pytest.mark.django_db


def test_a_home_becomes_public():
    e = people.employer()
    made = homes.home(e.organisation, e.user)
    assert (made.is_public, made.case.state) == (True, "published")
