"""A NUL in an address or a form: PostgreSQL would stop at it with an error of its own."""

import pytest
from django.urls import reverse

from tests import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/jobs/%00/",
        "/jobs/%00/print/",
        "/facilities/%00/",
        "/housing/%00/",
        "/api/v1/vacancies/%00",
        "/saved-searches/%00/stop/",
        "/applications/%00/",
        "/files/%00/",
    ],
)
def test_an_address_with_one_is_not_there(path):
    assert people.seeker().client.get(path).status_code == 404


def test_a_form_with_one_is_refused():
    staff, employer = people.staff(), people.employer()
    assert employer.client.get("/employer/applications/", {"vacancy": "\0"}).status_code == 400
    assert employer.client.post(reverse("people:switch_organisation"), {"organisation": "\0"}).status_code == 400
    wage = {"yen": "1300", "valid_from": "2026-10-01", "source": "a\0b"}
    assert staff.client.post(reverse("vacancies:wages"), wage).status_code == 400
