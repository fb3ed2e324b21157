import datetime as dt

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from portal.lib.dates import TOKYO

from .models import Booking


def calendar_file(booking: Booking) -> bytes:
    """The booking as iCalendar (RFC 5545) with the zone of Tokyo; a cancelled one takes itself out again."""
    slot, cancelled = booking.slot, booking.state == Booking.State.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//bookings//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    event = Event()
    event.add("uid", f"{booking.public_id}@{settings.PORTAL_URL.split('://')[-1].split(':')[0]}")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", (booking.cancelled_at or booking.booked_at).astimezone(dt.UTC))
    event.add("dtstart", slot.starts_at.astimezone(TOKYO))
    event.add("dtend", slot.ends_at.astimezone(TOKYO))
    event.add("summary", slot.title)
    event.add("location", slot.place)
    if slot.note:
        event.add("description", slot.note)
    event.add("url", settings.PORTAL_URL + reverse("bookings:detail", args=[booking.public_id]))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
