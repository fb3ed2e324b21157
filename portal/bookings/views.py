from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import PersonRequest
from portal.lib.refusal import Refused

from . import actions, subjects
from .access import bookings_seen_by, may_cancel
from .calendar import calendar_file
from .models import Booking, Slot


@require_GET
@never_cache
@login_required
def mine(request: PersonRequest) -> HttpResponse:
    coming = Booking.objects.of(request.user).active().filter(slot__ends_at__gt=timezone.now())
    return render(request, "bookings/mine.html", {"bookings": coming})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def take(request: PersonRequest, public_id: str) -> HttpResponse:
    """One slot, and the button that books it. A second click leads to the booking made by the first."""
    slot = get_object_or_404(Slot.objects.select_related("owner"), public_id=public_id, withdrawn_at=None)
    if not subjects.get(slot.subject_kind).may_book(request.user, slot.subject_key):
        raise Http404
    if request.method == "POST":
        try:
            booking = actions.book(slot=slot, person=request.user, actor=request.user, at=timezone.now())
        except actions.AlreadyBooked:
            booking = slot.bookings.active().get(person=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("bookings:take", public_id)
        return redirect("bookings:detail", booking.public_id)
    return render(request, "bookings/take.html", {"slot": slot})


@require_GET
@never_cache
@login_required
def detail(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = get_object_or_404(bookings_seen_by(request.user), public_id=public_id)
    active = booking.state != Booking.State.CANCELLED and booking.slot.starts_at > timezone.now()
    context = {"booking": booking, "slot": booking.slot, "cancellable": active and may_cancel(request.user, booking)}
    return render(request, "bookings/detail.html", context)


@require_POST
@login_required
def cancel(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = get_object_or_404(bookings_seen_by(request.user), public_id=public_id)
    if not may_cancel(request.user, booking):
        raise Http404
    if actions.cancel(booking=booking, actor=request.user, at=timezone.now()):
        messages.success(request, _("予約を取り消しました。"))
    return redirect("bookings:detail", public_id)


@require_GET
@never_cache
@login_required
def calendar(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = get_object_or_404(bookings_seen_by(request.user), public_id=public_id)
    response = HttpResponse(calendar_file(booking), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="booking.ics"'
    return response
