from django.db.models import Q

from portal.accounts.models import Role, User

from .models import Booking, BookingQuerySet


def bookings_seen_by(user: User) -> BookingQuerySet:
    """One's own, and those of slots one's organisations offer."""
    theirs = Q(slot__owner__memberships__user=user)
    return Booking.objects.filter(Q(person=user) | theirs).select_related("slot", "slot__owner", "person").distinct()


def may_cancel(user: User, booking: Booking) -> bool:
    if booking.person_id == user.pk:
        return True
    return user.memberships.filter(organisation=booking.slot.owner_id, role__in=[Role.EDITOR, Role.OWNER]).exists()
