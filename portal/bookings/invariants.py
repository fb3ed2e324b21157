from collections.abc import Iterator

from django.db.models import Count, F, Q

from .models import Slot


def miscounted_slots() -> Iterator[str]:
    active = Count("bookings", filter=~Q(bookings__state="cancelled"))
    for slot in Slot.objects.annotate(active=active).exclude(active=F("taken")).order_by("id").iterator():
        yield f"slot {slot.pk} says {slot.taken} taken, {slot.active} bookings are active"
