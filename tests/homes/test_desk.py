"""A landlord writes a home from nothing and the ward makes it public, as in a browser without JavaScript."""

import re
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from housing.homes import stock
from housing.homes.forms import MonthField
from housing.homes.models import Listing, Partner
from portal.accounts.models import Role
from tests import people
from tests.factories import homes
from tests.factories.times import NOW

pytestmark = pytest.mark.django_db
ANSWERS = {
    "memo": {
        "block": "37-8", "name": "架空荘", "room_number": "203", "rooms": "1", "layout": "K", "area": "22.00",
        "rent": "52,000", "fee": "3000", "available_from": "令和8年12月1日", "contact": "03-0000-0000",
    },
    "building": {
        "form": "apartment", "structure": "wood", "floors_above": "2", "floors_below": "0",
        "started_on": "1994年4月1日", "completed_month": "1994年11月", "seismic": "new",
        "elevator": "no", "in_hazard_zone": "no",
        "station1": "station-t", "metres1": "410", "measured1": "on",
    },
    "room": {"floor": "2", "capacity": "1", "is_lived_in": "on"},
    "steps": {"entrance_step": "50", "stairs": "12"},
    "money": {"landlord_name": "架空 大家", "cost_deposit": "1か月", "cost_key_money": "なし", "cost_keys": "16,500円"},
    "welcome": {"emergency_contact": "corporate", "guarantees": ["certified"], "welcomes": ["elderly"]},
    "registration": {"papers": ["pledge", "lawful"]},
}  # fmt: skip


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def landlord():
    person = people.employer()
    homes.partner(organisation=person.organisation)
    return person


def picture() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, "JPEG")
    return SimpleUploadedFile("plan.jpg", data.getvalue(), "image/jpeg")


def hidden(page, name: str) -> str:
    """The value of a hidden field as the page shows it."""
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page.content.decode())[1]


def test_whoever_joins_turns_nobody_away_among_the_languages():
    person = people.employer()
    wrong = {"kind": "landlord", "languages": "英語（中国人ﾌｶ）"}
    page = person.client.post(reverse("homes:partner_join"), wrong)
    assert page.status_code == 200
    assert page.context["form"].errors["languages"] == ["「中国人フカ」は書けません。"]
    assert person.client.post(reverse("homes:partner_join"), {**wrong, "languages": "英語、中国語"}).status_code == 302


@pytest.mark.parametrize("written", ["9999年12月", "1899年12月"])
def test_a_month_of_another_age_is_met_with_the_bounds(written):
    with pytest.raises(ValidationError) as caught:
        MonthField().clean(written)
    assert caught.value.messages == ["1900年から2199年までの日付を入れてください"]


def test_from_nothing_to_public_in_under_fifteen_screens():
    person = people.employer()
    town, client, screens = homes.town(), person.client, []

    def send(address, data, then=True):
        screens.append(address)
        answer = client.post(address, data)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return answer.url

    assert client.get(reverse("homes:partner")).url == reverse("homes:partner_join")
    send(reverse("homes:partner_join"), {"kind": "landlord", "services": ["watch"]})
    officer = people.staff()
    body = person.organisation
    assert officer.client.post(reverse("homes:staff_partner", args=[body.public_id]), {"admit": "1"}).status_code == 302
    address = send(reverse("homes:partner_new"), {"town": town.pk})
    listing = Listing.objects.get()
    while "/steps/" in address or address.endswith("/photos/"):
        page = client.get(address)
        if address.endswith("/photos/"):
            photo = {"file": picture(), "subject": "plan", "alt": "1Kの間取図", "nobody_in_it": "on"}
            send(address, photo)
            address = client.get(address).context["next"]
            continue
        code = address.split("/steps/")[1].strip("/").partition("/")[0]
        extra = {"town": town.pk} if code == "memo" else {}
        address = send(address, {**ANSWERS[code], **extra, "saves": hidden(page, "saves"), "next": "1"})
    assert address == reverse("homes:partner_check", args=[listing.public_id])
    page = client.get(address)
    assert [finding.message for finding, _href in page.context["blocks"]] == []
    sent = {"key": hidden(page, "key"), "saves": hidden(page, "saves"), "is_free": "1"}
    done = send(reverse("homes:partner_submit", args=[listing.public_id]), sent)
    assert listing.case.number in client.get(done).content.decode()
    decide = reverse("homes:staff_decide", args=[listing.public_id, "approve"])
    assert officer.client.get(reverse("homes:staff_review", args=[listing.public_id])).status_code == 200
    assert officer.client.post(decide).url == reverse("homes:staff_list")
    made = homes.fresh(listing)
    assert (made.is_public, made.case.state, made.level, made.rent) == (True, "published", "registration", 52_000)
    assert [(row.station_id, row.minutes) for row in made.dwelling.building.accesses.all()] == [("station-t", 6)]
    assert [(row.kind, row.amount(52_000)) for row in made.costs.all()] == [
        ("deposit", 52_000), ("key_money", 0), ("keys", 16_500),
    ]  # fmt: skip
    assert client.get(made.get_absolute_url()).status_code == 200
    assert len(screens) + 1 < 15


def test_every_page_of_the_desk_opens(landlord):
    made = homes.home(landlord.organisation, landlord.user)
    one = [
        "partner_home", "partner_photos", "partner_done", "partner_pack", "partner_pack_csv", "partner_qr",
        "partner_care",
    ]  # fmt: skip
    for name in one:
        assert landlord.client.get(reverse(f"homes:{name}", args=[made.public_id])).status_code == 200, name
    for name in ("partner", "partner_homes", "partner_new", "partner_import", "partner_import_template"):
        assert landlord.client.get(reverse(f"homes:{name}")).status_code == 200, name
    for code in ANSWERS:
        assert landlord.client.get(reverse("homes:partner_step", args=[made.public_id, code])).status_code == 200
    officer = people.staff()
    for address in (reverse("homes:staff_list"), reverse("homes:staff_partners")):
        assert officer.client.get(address).status_code == 200
    assert officer.client.get(reverse("homes:staff_review", args=[made.public_id])).status_code == 200
    with_worries = reverse("homes:partner_care", args=[made.public_id]) + "?worry=arrears&worry=death"
    page = landlord.client.get(with_worries)
    assert [label for label, _rows in page.context["chosen"]] == ["家賃が払われない", "一人で亡くなったときの契約"]


def test_somebody_elses_home_answers_like_a_missing_one(landlord):
    other = people.employer("5000012050004")
    homes.partner(organisation=other.organisation)
    made = homes.draft(other.organisation, other.user)
    for name in ("partner_home", "partner_photos", "partner_check", "partner_pack", "partner_pack_csv", "partner_qr"):
        theirs = landlord.client.get(reverse(f"homes:{name}", args=[made.public_id]))
        missing = landlord.client.get(reverse(f"homes:{name}", args=["A" * 22]))
        assert (theirs.status_code, theirs.content) == (404, missing.content), name
    assert people.seeker().client.get(reverse("homes:partner")).status_code == 404
    assert landlord.client.get(reverse("homes:staff_list")).status_code == 404


def test_words_that_refuse_people_are_not_saved_and_say_what_to_write(landlord):
    made = homes.draft(landlord.organisation, landlord.user)
    address = reverse("homes:partner_step", args=[made.public_id, "welcome"])
    page = landlord.client.post(address, {"saves": made.saves, "appeal": "静かな部屋です。高齢者不可。"})
    errors = page.context["form"].errors.as_data()["appeal"]
    assert [error.message for error in errors] == ["「高齢者不可」は書けません。"]
    assert "見守り" in errors[0].mend
    assert homes.fresh(made).appeal == ""


def test_saved_while_typing_answers_the_count_of_saves(landlord):
    made = homes.draft(landlord.organisation, landlord.user)
    address = reverse("homes:partner_step", args=[made.public_id, "steps"])
    answer = landlord.client.post(address, {"saves": made.saves, "entrance_step": "20"}, headers={"X-Autosave": "1"})
    assert (answer.status_code, answer["X-Saves"]) == (200, str(made.saves + 1))
    late = landlord.client.post(address, {"saves": made.saves, "entrance_step": "90"}, headers={"X-Autosave": "1"})
    assert late.status_code == 409
    page = landlord.client.post(address, {"saves": made.saves, "entrance_step": "90"})
    assert page.status_code == 409
    assert ("玄関の段差（mm）", "20", "90") in page.context["pairs"]


def test_a_public_home_cannot_be_saved_into_breaking_a_rule(landlord):
    made = homes.home(landlord.organisation, landlord.user)
    address = reverse("homes:partner_step", args=[made.public_id, "memo"])
    values = {"town": made.dwelling.building.town_id, "rooms": 1, "layout": "K", "area": "22", "contact": "03"}
    page = landlord.client.post(address, {**values, "saves": made.saves, "rent": ""})
    assert page.status_code == 422
    assert page.context["form"].errors["rent"] == ["家賃が入っていません。"]
    kept = homes.fresh(made)
    assert (kept.rent, kept.saves) == (52_000, made.saves)


def test_a_copy_of_a_room_shares_the_building_and_keeps_no_life(landlord):
    made = homes.home(landlord.organisation, landlord.user, room_number="101")
    landlord.client.post(reverse("homes:partner_copy", args=[made.public_id]))
    copy = homes.fresh(Listing.objects.exclude(pk=made.pk).get())
    assert copy.dwelling.building_id == made.dwelling.building_id
    assert (copy.dwelling.room_number, copy.dwelling.area, copy.rent) == ("", made.dwelling.area, 52_000)
    assert (copy.is_public, copy.confirmed_on, copy.case.state) == (False, None, "draft")
    assert [row.kind for row in copy.costs.all()] == ["deposit", "brokerage"]
    assert copy.confirmation_token != made.confirmation_token


def test_the_same_room_is_suggested_and_never_merged(landlord):
    first = homes.draft(landlord.organisation, landlord.user, room_number="101")
    other = people.employer("5000012050004")
    second = homes.draft(other.organisation, other.user, room_number="101")
    page = landlord.client.get(reverse("homes:partner_home", args=[first.public_id]))
    assert list(page.context["twins"]) == []
    assert list(stock.twins(homes.fresh(first))) == [second]
    assert Listing.objects.count() == 2


def test_a_partner_who_is_not_admitted_writes_but_cannot_hand_in():
    person = people.employer()
    homes.partner(organisation=person.organisation, admitted_at=None)
    made = homes.draft(person.organisation, person.user)
    submit = reverse("homes:partner_submit", args=[made.public_id])
    person.client.post(submit, {"is_free": "1", "key": "k"})
    assert homes.fresh(made).case.state == "draft"
    Partner.objects.update(admitted_at=NOW)
    person.client.post(submit, {"key": "k"})
    assert homes.fresh(made).case.state == "draft"
    person.client.post(submit, {"is_free": "1", "key": "k"})
    assert homes.fresh(made).case.state == "review"


def test_a_viewer_reads_and_does_not_write(landlord):
    made = homes.draft(landlord.organisation, landlord.user)
    viewer = people.colleague(landlord.organisation, "viewer", Role.VIEWER)
    assert viewer.client.get(reverse("homes:partner_home", args=[made.public_id])).status_code == 200
    assert viewer.client.get(reverse("homes:partner_step", args=[made.public_id, "memo"])).status_code == 404
