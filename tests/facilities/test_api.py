import pytest
from django.test import RequestFactory

from portal.facilities import api
from portal.facilities.models import Facility
from portal.search.actions import rebuild

HEAD = "名称,所在地,緯度,経度,電話\n"


@pytest.fixture
def ask(bring):
    rows = [f"見本{row}保育園,練馬区栄町{row}-1,35.7394,139.671,03-3994-0001\n" for row in range(1, 23)]
    bring(HEAD + "".join(rows) + "見本児童館,練馬区早宮1-1-1,,,\n")
    rebuild()
    return lambda query="": api.facility_list(RequestFactory().get(f"/api/v1/facilities?{query}"))


def test_a_list_answers_total_items_and_next(ask):
    first = ask("facility_kind=F61")
    assert (first.total, len(first.items)) == (22, 20)
    assert first.next == "http://testserver/api/v1/facilities?facility_kind=F61&page=2"
    second = ask("facility_kind=F61&page=2")
    assert (second.total, len(second.items), second.next) == (22, 2, None)
    assert {item.id for item in first.items}.isdisjoint({item.id for item in second.items})


def test_an_item_says_what_is_known(ask):
    item = ask("q=児童館").items[0]
    facility = Facility.objects.get(name="見本児童館")
    assert (item.id, item.kind, item.town, item.address) == (facility.public_id, "F82", "早宮一丁目", "早宮1-1-1")
    assert (item.capacity, item.latitude, item.made_up) == (None, None, False)
    assert item.url == f"http://testserver/facilities/{facility.public_id}/"
    assert all(walk.minutes <= 20 for walk in item.stations)
