from dataclasses import dataclass

import pytest
import time_machine

from housing.homes.choices import PartnerKind
from housing.homes.models import Listing, Partner
from tests import people
from tests.factories import homes
from tests.factories.times import NOW
from tests.people import Person


@dataclass
class Street:
    """A shop with one public home, the ward, a support corporation, and somebody who looks for a home."""

    seeker: Person
    staff: Person
    shop: Person
    other_shop: Person
    supporter: Person
    home: Listing
    partners: dict[str, Partner]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def partner(person: Person, kind: str, **columns) -> Partner:
    return homes.partner(kind, person.organisation, **columns)


@pytest.fixture
def street(db) -> Street:
    shop, other = people.employer("7000012050002"), people.employer("2000012050003")
    supporter = people.employer("4000012050005")
    partners = {
        "shop": partner(shop, PartnerKind.SHOP),
        "other": partner(other, PartnerKind.SHOP),
        "supporter": partner(supporter, PartnerKind.SUPPORT),
    }
    home = homes.home(shop.organisation, shop.user)
    return Street(people.seeker("fumi"), people.staff(), shop, other, supporter, home, partners)
