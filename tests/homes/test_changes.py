"""What is written on a home that was looked at: the ward looks again, and the national register is told in time."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from housing.homes import actions
from housing.homes.models import Change, Listing
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice
from tests import people
from tests.factories import homes
from tests.factories.times import NOW, after

pytestmark = pytest.mark.django_db
REGISTERED = {"registration": "registered", "registration_number": "架空1", "registered_on": dt.date(2026, 1, 5)}


@pytest.fixture
def landlord():
    return people.employer()


@pytest.fixture
def registered(landlord):
    return homes.home(landlord.organisation, landlord.user, **REGISTERED)


def shown(officer) -> list[list[tuple[str, str, str]]]:
    page = officer.client.get(reverse("homes:staff_changed"))
    assert page.status_code == 200
    return [[change[:3] for change in home["changes"]] for home in page.context["homes"]]


def see(officer, listing: Listing, until: dt.datetime) -> None:
    officer.client.post(reverse("homes:staff_seen", args=[listing.public_id]), {"until": until.isoformat()})


def register_of(listing: Listing) -> tuple[str, dt.date | None]:
    row = Listing.objects.get(pk=listing.pk)
    return row.registration, row.changed_on


# The ward


def test_what_changes_on_a_home_that_was_looked_at_stands_before_the_ward_until_it_is_seen(landlord):
    officer, made = people.staff(), homes.home(landlord.organisation, landlord.user)
    assert shown(officer) == []
    homes.write(made, landlord.user, after(hours=1), rent=58_000, area=Decimal("21.50"), block="9-9", appeal="静かです")
    before_and_after = [
        ("番地以下", "1-2", "9-9"),
        ("床面積（㎡）", "22.00㎡", "21.50㎡"),
        ("家賃", "52,000円", "58,000円"),
    ]
    assert [sorted(changes) for changes in shown(officer)] == [sorted(before_and_after)]
    desk = {
        line["label"]: line["count"]
        for line in officer.client.get(reverse("homes:staff_changed")).context["shell"]["desk"]
    }
    assert desk["変わった部屋"] == 1
    see(officer, made, after(hours=1))
    assert shown(officer) == []
    assert {change.seen_by for change in Change.objects.all()} == {officer.user}


def test_typing_that_leads_back_leaves_nothing_and_several_steps_are_one(landlord):
    officer, made = people.staff(), homes.home(landlord.organisation, landlord.user)
    for rent in (5, 52, 55_000):
        homes.write(made, landlord.user, rent=rent)
    assert shown(officer) == [[("家賃", "52,000円", "55,000円")]]
    homes.write(made, landlord.user, rent=52_000)
    assert shown(officer) == []


def test_what_changed_after_the_page_was_drawn_stays_in_the_list(landlord):
    officer, made = people.staff(), homes.home(landlord.organisation, landlord.user)
    homes.write(made, landlord.user, after(hours=1), rent=53_000)
    homes.write(made, landlord.user, after(hours=2), fee=9_000)
    see(officer, made, after(hours=1))
    assert shown(officer) == [[("管理費・共益費", "3,000円", "9,000円")]]
    see(officer, made, NOW)
    officer.client.post(reverse("homes:staff_seen", args=[made.public_id]), {"until": "いつか"})
    assert len(shown(officer)) == 1


def test_resting_is_no_way_around_and_a_draft_is_looked_at_anyway(landlord):
    officer = people.staff()
    resting, draft = (make(landlord.organisation, landlord.user) for make in (homes.home, homes.draft))
    homes.move(resting, "pause", landlord.user)
    homes.write(resting, landlord.user, rent=60_000)
    homes.write(draft, landlord.user, rent=60_000)
    homes.move(resting, "confirm", landlord.user)
    assert shown(officer) == [[("家賃", "52,000円", "60,000円")]]


def test_a_building_written_through_another_room_shows_on_the_room_that_is_public(landlord):
    officer, made = people.staff(), homes.home(landlord.organisation, landlord.user)
    sibling = homes.draft(landlord.organisation, landlord.user, building=made.dwelling.building, town=homes.town())
    homes.write(sibling, landlord.user, block="77")
    assert shown(officer) == [[("番地以下", "1-2", "77")]]


def test_a_town_is_told_by_its_name(landlord):
    officer, made = people.staff(), homes.home(landlord.organisation, landlord.user)
    homes.write(made, landlord.user, town=homes.town("田柄二丁目"))
    ((change,),) = shown(officer)
    assert change[1:] == ("光が丘三丁目", "田柄二丁目")


def test_nobody_passes_over_the_changes_of_an_own_home(landlord):
    made = homes.home(landlord.organisation, landlord.user)
    homes.write(made, landlord.user, rent=60_000)
    with pytest.raises(Refused, match="ほかの職員が確かめます"):
        actions.mark_seen(listing=homes.fresh(made), until=NOW, actor=landlord.user, at=NOW)
    assert landlord.client.get(reverse("homes:staff_changed")).status_code == 404


# The national register


def test_a_registered_fact_that_changed_makes_a_notice_due_and_the_keeper_is_told_by_when(landlord, registered):
    homes.write(registered, landlord.user, after(hours=2), rent=58_000)
    assert actions.tell_of_changes(at=after(hours=2, minutes=59)) == 0
    assert register_of(registered) == ("registered", None)
    assert [actions.tell_of_changes(at=after(hours=hour)) for hour in (3, 4)] == [1, 0]
    assert register_of(registered) == ("change_due", NOW.date())
    letter = Mail.objects.get(kind="home_change_notice")
    assert letter.to == landlord.user.email
    assert "2026年12月24日（木）までに" in letter.body and registered.case.number in letter.body
    assert [notice.user for notice in Notice.objects.filter(kind="home_change_notice")] == [landlord.user]


def test_a_form_that_still_shows_the_old_state_of_the_register_is_stale(landlord, registered):
    homes.write(registered, landlord.user, rent=58_000)
    saves = homes.fresh(registered).saves
    actions.tell_of_changes(at=after(hours=1))
    with pytest.raises(actions.Stale):
        actions.save(
            listing=registered, saves=saves, actor=landlord.user, at=NOW, values={"registration": "registered"}
        )


@pytest.mark.parametrize(
    "changes",
    [{"appeal": "静かです"}, {"contact": "03-1111-1111"}, {"house_area": Decimal("90")}, {"dwellings_total": 6}],
)
def test_what_the_register_does_not_hold_or_was_never_told_makes_none_due(landlord, changes):
    more = {"is_shared_house": True} if "house_area" in changes else {}
    made = homes.home(landlord.organisation, landlord.user, **REGISTERED, **more)
    homes.write(made, landlord.user, **changes)
    assert actions.tell_of_changes(at=after(days=1)) == 0


def test_a_home_that_is_not_registered_owes_none(landlord):
    made = homes.home(landlord.organisation, landlord.user)
    homes.write(made, landlord.user, rent=58_000)
    homes.write(made, landlord.user, **REGISTERED)
    assert actions.tell_of_changes(at=after(days=1)) == 0
    homes.write(made, landlord.user, after(days=2), welcomes=[{"tag": "children"}])
    assert actions.tell_of_changes(at=after(days=3)) == 1


def test_after_the_notice_was_filed_the_next_change_is_told_anew(landlord, registered):
    homes.write(registered, landlord.user, rent=58_000)
    actions.tell_of_changes(at=after(hours=1))
    homes.write(registered, landlord.user, after(days=2), registration="registered", changed_on=None)
    assert actions.tell_of_changes(at=after(days=3)) == 0
    homes.write(registered, landlord.user, after(days=4), rent=52_000)
    assert actions.tell_of_changes(at=after(days=5)) == 1
    assert register_of(registered) == ("change_due", after(days=4).date())


def test_a_day_that_the_keeper_wrote_is_told_once(landlord, registered):
    day = dt.date(2026, 11, 10)
    homes.write(registered, landlord.user, rent=58_000, registration="change_due", changed_on=day)
    assert [actions.tell_of_changes(at=after(days=days)) for days in (1, 2)] == [1, 0]
    assert "2026年12月10日（木）までに" in Mail.objects.get(kind="home_change_notice").body
    homes.write(registered, landlord.user, registration="registered", changed_on=None)
    assert actions.tell_of_changes(at=after(days=3)) == 0


def test_a_building_that_changed_is_told_for_each_registered_room(landlord, registered):
    second = homes.draft(landlord.organisation, landlord.user, building=registered.dwelling.building, **REGISTERED)
    homes.write(second, landlord.user, structure="rc")
    assert actions.tell_of_changes(at=after(days=1)) == 2
