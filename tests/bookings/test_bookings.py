from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from portal.accounts.actions.people import close_account
from portal.audit.models import Entry
from portal.bookings import actions, invariants, subjects
from portal.bookings.calendar import calendar_file
from portal.bookings.models import Booking, Slot
from portal.lib.refusal import Refused
from portal.notices.models import Notice

pytestmark = pytest.mark.django_db
SUBJECT = subjects.register(
    subjects.SubjectKind("tests", "試験", lambda person, key: not person.is_staff, lambda key: f"/tests/{key}/")
)


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def offer(organisation, owner, now):
    def make(capacity=1, days=3):
        start = now + timedelta(days=days)
        (slot,) = actions.offer_slots(
            owner=organisation,
            subject=("tests", "k1"),
            title="施設の見学",
            times=[(start, start + timedelta(hours=1))],
            capacity=capacity,
            place="光が丘の架空園",
            note="上ばきをお持ちください。",
            actor=owner,
            at=now,
        )
        return slot

    return make


def taken(slot):
    return Slot.objects.get(pk=slot.pk).taken


def test_booking_tells_both_sides_and_is_recorded(offer, hanako, owner, now):
    slot = offer()
    booking = actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    assert (booking.state, taken(slot)) == ("booked", 1)
    assert dict(Notice.objects.values_list("user_id", "kind")) == {
        hanako.pk: "bookings.booked",
        owner.pk: "bookings.taken",
    }
    assert "hanako" not in Notice.objects.get(user=owner).body
    assert Entry.objects.filter(action="bookings.booked").count() == 1


def test_a_full_slot_says_so(offer, hanako, person, now):
    slot = offer()
    actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    jiro = person("jiro")
    with pytest.raises(actions.Full):
        actions.book(slot=slot, person=jiro, actor=jiro, at=now)
    assert taken(slot) == 1


def test_nobody_takes_two_places(offer, hanako, now):
    slot = offer(capacity=2)
    actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    with pytest.raises(actions.AlreadyBooked):
        actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    assert (taken(slot), Booking.objects.count()) == (1, 1)


def test_a_slot_that_has_begun_or_was_withdrawn_is_closed(offer, hanako, owner, now):
    slot = offer()
    with pytest.raises(Refused, match="受付が終わっています"):
        actions.book(slot=slot, person=hanako, actor=hanako, at=slot.starts_at)
    actions.withdraw_slot(slot=slot, actor=owner, at=now)
    with pytest.raises(Refused, match="受付が終わっています"):
        actions.book(slot=slot, person=hanako, actor=hanako, at=now)


def test_cancelling_gives_the_place_back_once(offer, hanako, owner, now):
    slot = offer()
    booking = actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    assert actions.cancel(booking=booking, actor=hanako, at=now) is True
    assert actions.cancel(booking=booking, actor=hanako, at=now) is False
    assert taken(slot) == 0
    assert list(Notice.objects.filter(kind="bookings.cancelled").values_list("user_id", flat=True)) == [owner.pk]
    actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    assert taken(slot) == 1


def test_a_hold_is_confirmed_in_time_or_lapses(offer, hanako, now):
    slot = offer(capacity=2)
    until = now + timedelta(minutes=30)
    held = actions.book(slot=slot, person=hanako, actor=hanako, at=now, held_until=until)
    assert actions.release_lapsed(at=until - timedelta(seconds=1)) == 0
    actions.confirm(booking=held, actor=hanako, at=until - timedelta(seconds=1))
    assert actions.release_lapsed(at=until) == 0
    assert taken(slot) == 1
    other = offer(days=4)
    held = actions.book(slot=other, person=hanako, actor=hanako, at=now, held_until=until)
    with pytest.raises(Refused):
        actions.confirm(booking=held, actor=hanako, at=until)
    assert actions.release_lapsed(at=until) == 1
    assert taken(other) == 0


def test_withdrawing_a_slot_tells_everybody(offer, hanako, person, owner, now):
    slot = offer(capacity=2)
    people = [hanako, person("jiro")]
    for one in people:
        actions.book(slot=slot, person=one, actor=one, at=now)
    assert actions.withdraw_slot(slot=slot, actor=owner, at=now) is True
    told = Notice.objects.filter(kind="bookings.cancelled").values_list("user_id", flat=True)
    assert sorted(told) == sorted(one.pk for one in people)
    assert taken(slot) == 0


def test_offering_is_all_or_nothing(organisation, owner, now):
    hour = timedelta(hours=1)
    offer = {"owner": organisation, "subject": ("tests", "k"), "title": "見学", "capacity": 1, "place": "園"}
    with pytest.raises(Refused):
        actions.offer_slots(times=[(now + hour, now + 2 * hour), (now - hour, now)], actor=owner, at=now, **offer)
    with pytest.raises(Refused):
        actions.offer_slots(times=[(now + hour, now + 2 * hour)] * 2, actor=owner, at=now, **offer)
    assert Slot.objects.count() == 0


def test_the_database_itself_refuses_overselling(offer):
    slot = offer()
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=slot.pk).update(taken=2)


def test_the_count_is_verified(offer, hanako, now):
    slot = offer(capacity=2)
    actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    assert list(invariants.miscounted_slots()) == []
    Slot.objects.update(taken=2)
    assert list(invariants.miscounted_slots()) == [f"slot {slot.pk} says 2 taken, 1 bookings are active"]


def test_closing_an_account_gives_coming_places_back(offer, hanako, now):
    slot = offer()
    actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    close_account(user=hanako, actor=hanako, at=now)
    assert taken(slot) == 0


def test_the_calendar_file_carries_the_time_in_tokyo(offer, hanako, now):
    slot = offer()
    booking = actions.book(slot=slot, person=hanako, actor=hanako, at=now)
    calendar = Calendar.from_ical(calendar_file(booking))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == slot.starts_at
    assert event["dtstart"].params["TZID"] == "Asia/Tokyo"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Tokyo"]
    assert (str(event["summary"]), str(event["location"])) == ("施設の見学", "光が丘の架空園")
    assert str(event["status"]) == "CONFIRMED"
    actions.cancel(booking=booking, actor=hanako, at=now)
    booking.refresh_from_db()
    (after,) = Calendar.from_ical(calendar_file(booking)).walk("VEVENT")
    assert (after["uid"], after["sequence"], str(after["status"])) == (event["uid"], 1, "CANCELLED")


def test_pages_of_a_booking(client, offer, hanako, owner, person, staff, settings):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    slot = offer()
    client.force_login(hanako)
    page = reverse("bookings:take", args=[slot.public_id])
    assert client.get(page).status_code == 200
    first, again = client.post(page), client.post(page)
    booking = Booking.objects.get()
    assert first["Location"] == again["Location"] == reverse("bookings:detail", args=[booking.public_id])
    assert client.get(reverse("bookings:mine")).context["bookings"].get() == booking
    for name in ("bookings:detail", "bookings:calendar"):
        address = reverse(name, args=[booking.public_id])
        answers = {}
        for one in (hanako, owner, person(f"stranger-{name[-1]}")):
            visitor = type(client)()
            visitor.force_login(one)
            answers[one.name] = visitor.get(address).status_code
        assert list(answers.values()) == [200, 200, 404]
    stranger = type(client)()
    stranger.force_login(staff)
    assert stranger.get(page).status_code == 404
    assert stranger.post(reverse("bookings:cancel", args=[booking.public_id])).status_code == 404
    client.post(reverse("bookings:cancel", args=[booking.public_id]))
    booking.refresh_from_db()
    assert booking.state == "cancelled"
