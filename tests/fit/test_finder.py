"""The guided finder as a visitor walks it, without signing in and without JavaScript."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from housing.fit import kept, queries
from housing.fit.household import Household, Near
from housing.homes.access import public_listings
from portal.lib.dates import tokyo_date
from tests.factories import homes

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return homes.partner().organisation


@pytest.fixture
def visitor() -> Client:
    call_command("load_money", verbosity=0)
    return Client()


def make(owner, **changes):
    """Public and confirmed today, whenever today is."""
    now = timezone.now()
    values = {"available_from": tokyo_date(now) - dt.timedelta(days=1), **changes}
    return homes.home(
        owner, owner.memberships.first().user if owner.memberships.exists() else homes.keeper(owner), now, **values
    )


def answer(visitor: Client, code: str, **fields):
    return visitor.post(f"/housing/finder/{code}/", {f"{code}-{name}": value for name, value in fields.items()})


def text(response) -> str:
    return re.sub(r"<[^>]+>", "", response.content.decode())


def test_every_question_can_be_skipped_from_start_to_matches(visitor, owner):
    home = make(owner)
    address, seen = visitor.get("/housing/finder/").content.decode(), []
    address = re.search(r'class="btn" href="(/housing/finder/[a-z]+/)"', address)[1]
    while address != "/housing/finder/result/":
        assert visitor.get(address).status_code == 200
        seen.append(address)
        answered = visitor.post(address, {"skip": "1"})
        assert answered.status_code == 302
        address = answered.url
    assert len(seen) == 10
    page = visitor.get(address)
    assert home.get_absolute_url() in page.content.decode()


def test_answers_are_in_no_address_and_can_be_gone_back_to(visitor):
    assert answer(visitor, "who", elders="1").url == "/housing/finder/rent/"
    assert answer(visitor, "rent", rent_limit="５６,０００円").url == "/housing/finder/money/"
    assert 'value="56,000"' in visitor.get("/housing/finder/rent/").content.decode()
    visitor.post("/housing/finder/rent/", {"skip": "1"})
    assert 'value="56,000"' not in visitor.get("/housing/finder/rent/").content.decode()
    assert 'value="1"' in visitor.get("/housing/finder/who/").content.decode()


def test_example_a_finds_the_home_with_its_reasons(visitor, owner):
    make(owner)
    answer(visitor, "who", elders="1")
    answer(visitor, "rent", rent_limit="56000", within_assistance="on")
    answer(visitor, "money", income="110000")
    answer(visitor, "body", stairs="2")
    answer(visitor, "guarantee", means="company", has_contact="no")
    page = text(visitor.get("/housing/finder/result/"))
    assert "条件がそろえば合います" in page
    assert "あと1つ：緊急連絡先。居住支援法人に頼むと進められます。" in page
    assert "あわせて：負担が重い・目安より狭い" in page
    assert "53,700円（1人）" in page


def test_a_home_in_an_avoided_town_leaves_no_trace(visitor, owner):
    zone = homes.town("桜台一丁目")
    make(owner, town=zone)
    other = make(owner, town=homes.town("旭町二丁目"))
    answer(visitor, "rent", rent_limit="1000")
    before = text(visitor.get("/housing/finder/result/"))
    assert "あと1つで合う部屋（2件）" in before
    answer(visitor, "avoid", avoid_1=zone.pk)
    page = visitor.get("/housing/finder/result/")
    assert "あと1つで合う部屋（1件）" in text(page)
    assert "1件" in text(page)
    assert "2件" not in text(page)
    assert "桜台" not in text(page)
    assert other.get_absolute_url() in page.content.decode()


def test_a_single_change_is_told_with_its_number(visitor, owner):
    for rent in (52_000, 54_000, 90_000):
        make(owner, rent=rent)
    answer(visitor, "rent", rent_limit="50000")
    page = text(visitor.get("/housing/finder/result/"))
    assert "この条件に合う部屋は、今ありません" in page
    assert "いちばん多い理由は「家賃」です。" in page
    assert "家賃の上限をあと 43,000円で、3件" in page


def test_the_next_station_is_proposed(visitor, owner):
    from portal.geo.models import Line, Station, Stop

    homes.town()
    line = Line.objects.get(code="line-t")
    far = Station.objects.create(code="far", name="となり台", latitude=35.70, longitude=139.50)
    Stop.objects.create(station=far, line=line, position=2)
    make(owner)
    household = Household(areas=(Near("となり台駅", 10, "station", "far", 35.70, 139.50),), area_is_must=True)
    from housing.fit.advice import single_changes
    from portal.geo import queries as places

    places.forget()
    today = tokyo_date(timezone.now())
    fits = queries.fitting(household, public_listings(), today)
    assert [change.sentence for change in single_changes(household, fits, queries.money_of(today), today)] == [
        "架空台駅まで広げると、1件"
    ]


def test_wrong_answers_are_said_at_the_field(visitor):
    page = answer(visitor, "when", needed_by="いつか")
    assert page.status_code == 200
    assert "日付が読み取れません" in text(page)
    page = answer(visitor, "place", visit="どこでもない町")
    assert "その名前の駅か町が見つかりません" in text(page)


def test_answers_can_be_taken_away(visitor):
    answer(visitor, "who", elders="1")
    assert kept.KEPT_AS in visitor.session
    visitor.post("/housing/finder/clear/")
    assert kept.KEPT_AS not in visitor.session


def test_the_page_of_a_home_compares_it_for_whoever_answered(visitor, owner):
    home = make(owner)
    before = text(visitor.get(home.get_absolute_url()))
    assert "質問に答えて、合う部屋をさがす" in before
    assert "あなたの条件とくらべて" not in before
    answer(visitor, "rent", rent_limit="54000")
    after = text(visitor.get(home.get_absolute_url()))
    assert "あなたの条件とくらべて" in after
    assert "条件がそろえば合います" in after
    answer(visitor, "avoid", avoid_1=home.dwelling.building.town_id)
    hidden = text(visitor.get(home.get_absolute_url()))
    assert "あなたの条件とくらべて" not in hidden
    assert "質問に答えて、合う部屋をさがす" not in hidden


def test_easy_japanese_is_chosen_and_kept(visitor, owner):
    make(owner)
    answer(visitor, "rent", rent_limit="60000")
    assert visitor.post("/housing/finder/words/", {"easy": "1", "place": "result"}).url == "/housing/finder/result/"
    assert "1か月に はらう お金は 55,000円です。" in text(visitor.get("/housing/finder/result/"))


def test_an_unknown_question_is_not_there(visitor):
    assert visitor.get("/housing/finder/nothing/").status_code == 404


def test_a_household_comes_back_from_the_session_as_it_went():
    household = Household(
        adults=2, infants=1, areas=(Near("架空台駅", 10, "station", "s", 35.7, 139.6),), needed_by=dt.date(2026, 12, 1),
        rails=("bath",), has_contact=False, avoided=("x",),
    )  # fmt: skip
    assert Household.from_json(household.to_json()) == household
    assert Household.from_json({"unknown": 1}) == Household()


def test_what_may_never_be_asked_is_not_even_a_field():
    words = (
        "name",
        "nation",
        "religion",
        "welfare",
        "diagnos",
        "crime",
        "record",
        "credit",
        "orient",
        "photo",
        "victim",
    )
    assert [field for field in Household.__dataclass_fields__ for word in words if word in field] == []
