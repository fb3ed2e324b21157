"""Who applies for a grant is known to the officers of that scheme alone."""

import pytest
from django.urls import reverse

from tests import people
from tests.factories import offices
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db


def test_the_wards_queue_lists_grants_to_the_officers_of_the_scheme(time_machine):
    time_machine.move_to(NOW, tick=False)
    hana = people.seeker()
    filing = offices.sent(offices.written_by_person(hana, NOW), hana.user, NOW)
    clerk, others = people.officer("clerk"), people.staff("hoka")
    seen = {
        name: filing.case.number in person.client.get(reverse("front:staff")).content.decode()
        for name, person in {"clerk": clerk, "others": others}.items()
    }
    assert seen == {"clerk": True, "others": False}
