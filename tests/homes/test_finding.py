"""Finding a home: what the public list, the page of one home, the API and the index say, and what they never say."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from housing.homes import actions, traits
from housing.homes.models import Listing
from portal.search.actions import rebuild
from portal.search.queries import Search
from tests.factories import homes
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db
SECRET = ["架空荘", "77番88", "103号", "架空 大家", "03-0000-0000"]


@pytest.fixture
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def shop(db):
    call_command("load_places", verbosity=0)
    return homes.partner().organisation


@pytest.fixture
def keeper(shop):
    return homes.keeper(shop)


@pytest.fixture
def offer(shop, keeper, today):
    def make(**changes) -> Listing:
        return homes.home(shop, keeper, **changes)

    return make


def found(**asked) -> list[str]:
    rebuild()
    page = Client().get(reverse("homes:list"), asked)
    assert page.status_code == 200
    keys = [card.key for card in page.context["cards"]]
    titles = dict(Listing.objects.values_list("pk", "appeal"))
    return [titles[key] for key in keys]


def test_the_rent_counts_with_the_fee(offer):
    offer(appeal="安い", rent=50_000, fee=3_000)
    offer(appeal="高い", rent=53_000, fee=3_000)
    assert found(rent="53700") == ["安い"]
    assert found(order="-monthly") == ["安い", "高い"]


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        ({"trait": "no_guarantor"}, {"guarantees": [{"means": "company"}]}),
        ({"trait": "no_contact"}, {"emergency_contact": "none"}),
        ({"trait": "pets"}, {"pets": "ask"}),
        ({"trait": "elevator"}, {"elevator": "yes"}),
        ({"area": "25"}, {"area": Decimal("25.10")}),
        ({"stairs": "2"}, {"stairs": 2}),
        ({"step": "50"}, {"entrance_step": 40}),
        ({"door": "750"}, {"corridor_width": 780, "bath_width": 750, "toilet_width": 760}),
        ({"floor": "1"}, {"floor": 1}),
        ({"initial": "50000"}, {"costs": [{"kind": "keys", "yen": 20_000}]}),
        ({"layout": "2K"}, {"rooms": 2, "layout": "DK"}),
        ({"welcome": "children"}, {"welcomes": [{"tag": "children"}]}),
        ({"free": "2026-12-01"}, {"available_from": dt.date(2026, 11, 30)}),
    ],
)
def test_every_condition_keeps_what_meets_it(offer, asked, changes):
    far = {
        "guarantees": [{"means": "guarantor"}],
        "emergency_contact": "person",
        "pets": "unstated",
        "elevator": "no",
        "area": Decimal("20.00"),
        "stairs": 14,
        "entrance_step": 180,
        "corridor_width": None,
        "floor": 2,
        "rooms": 1,
        "layout": "K",
        "welcomes": [{"tag": "elderly"}],
        "available_from": dt.date(2026, 12, 20),
    }
    offer(appeal="合う", **{**far, **changes})
    offer(appeal="合わない", **far)
    assert found(**asked) == ["合う"]


def test_what_is_not_measured_is_not_taken_for_good(offer):
    offer(appeal="不明", entrance_step=None, stairs=None)
    assert (found(step="100"), found(stairs="15")) == ([], [])
    assert found() == ["不明"]


def test_words_find_town_station_and_layout(offer):
    offer(appeal="光が丘の部屋", town=homes.town("光が丘三丁目"), rooms=2, layout="DK")
    offer(appeal="関町の部屋", town=homes.town("関町南一丁目"))
    assert found(q="光が丘") == ["光が丘の部屋"]
    assert found(q="2DK") == ["光が丘の部屋"]
    assert found(q="関町 1K") == ["関町の部屋"]


def test_nothing_found_names_the_condition_that_helps_most(offer):
    offer(appeal="一", rent=80_000)
    offer(appeal="二", rent=90_000)
    rebuild()
    page = Client().get(reverse("homes:list"), {"rent": "50000", "layout": "R"})
    advice = page.context["advice"]
    assert advice.count == 2
    assert len(Client().get(reverse("homes:list") + advice.url).context["cards"]) == 2


def test_the_public_page_leads_with_money_and_tells_no_address(offer):
    listing = offer(block="77番88", room_number="103号", welcomes=[{"tag": "elderly"}, {"tag": "dv"}])
    rebuild()
    page = Client().get(listing.get_absolute_url()).content.decode()
    assert page.index("毎月の合計") < page.index("最初の合計")
    assert "55,000円" in page
    assert "高齢の方 相談できます" in page
    for place in (page, Client().get(reverse("homes:list")).content.decode(), api(listing)):
        assert [word for word in [*SECRET, "DV"] if word in place] == []


def api(listing: Listing) -> str:
    one = Client().get(f"/api/v1/homes/{listing.public_id}")
    many = Client().get("/api/v1/homes")
    assert (one.status_code, many.json()["total"]) == (200, 1)
    return one.content.decode() + many.content.decode()


def test_no_trait_refuses_anybody():
    assert [label for label in map(str, traits.LABELS.values()) if "不可" in label or "お断り" in label] == []


def test_the_point_is_that_of_the_town(offer):
    listing = offer(latitude=35.7601, longitude=139.6301)
    rebuild()
    town = listing.dwelling.building.town
    result = Search("home").near((town.latitude, town.longitude), metres=1).run()
    assert result.keys == [listing.pk]


def test_however_it_ended_the_page_is_the_same(offer, keeper):
    let, rested, withdrawn = offer(), offer(block="3-4"), offer(block="5-6")
    actions.mark_let(listing=let, actor=keeper, at=NOW)
    homes.move(rested, "pause", keeper)
    homes.move(withdrawn, "withdraw", keeper)
    pages = [Client().get(one.get_absolute_url()) for one in (let, rested, withdrawn)]
    assert {page.status_code for page in pages} == {410}
    assert len({page.content for page in pages}) == 1
    assert found() == []


def test_a_draft_is_not_there(shop, keeper, today):
    listing = homes.draft(shop, keeper)
    assert Client().get(listing.get_absolute_url()).status_code == 404
    assert Client().get(f"/api/v1/homes/{listing.public_id}").status_code == 404


@pytest.mark.parametrize("count", [1, 21])
def test_the_list_takes_the_same_queries_for_any_length(offer, count, django_assert_max_num_queries):
    for number in range(count):
        offer(block=f"9-{number}", appeal=str(number))
    rebuild()
    client = Client()
    client.get(reverse("homes:list"))
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as again:
        client.get(reverse("homes:list"))
    assert len(again) == 1
