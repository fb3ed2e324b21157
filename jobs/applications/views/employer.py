"""The employer's side: applicants, and the times at which people may visit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.access import MemberRequest, may_edit, member_required
from portal.accounts.models import Role
from portal.bookings.actions import withdraw_slot
from portal.bookings.models import Slot
from portal.cases.procedures import get
from portal.facilities.models import Facility
from portal.lib.refusal import Refused

from .. import access, actions
from ..forms import VisitTimesForm


@member_required()
@never_cache
def to_us(request: MemberRequest) -> HttpResponse:
    """Applicants as a list, or as a board by state with `?view=board`."""
    organisation = request.organisation
    procedure = get("application")
    rows = (
        access.applications_to(organisation)
        .select_related("case", "vacancy__facility", "vacancy__live")
        .order_by("case__due_on", "-case__changed_at")
    )
    wanted = request.GET.get("vacancy", "")
    if wanted:
        rows = rows.filter(vacancy__public_id=wanted)
    shown = [(row, procedure.state(row.case.state), procedure.name_of(row.case, "person")) for row in rows[:300]]
    board = [(label, [entry for entry in shown if entry[1].step == code]) for code, label in procedure.road]
    context = {
        "rows": shown,
        "board": board,
        "as_board": request.GET.get("view") == "board",
        "here": reverse("applications:to_us"),
    }
    return render(request, "applications/to_us.html", context)


@member_required()
@never_cache
def visits(request: MemberRequest) -> HttpResponse:
    """The times offered for visits, and a form to offer more."""
    facilities = Facility.objects.filter(organisation=request.organisation).order_by("name")
    form = VisitTimesForm(request.POST or None, facilities=facilities)
    if request.method == "POST" and may_edit(request.membership) and form.is_valid():
        try:
            actions.offer_visits(
                organisation=request.organisation, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("見学の日時を出しました。求人のページから予約できます。"))
            return redirect("applications:visits")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "form": form,
        "slots": access.visit_slots(request.organisation, timezone.now()),
        "may_edit": may_edit(request.membership),
        "has_errors": form.is_bound,
    }
    return render(request, "applications/visits.html", context)


@require_POST
@member_required(Role.EDITOR)
def end_visit(request: MemberRequest, public_id: str) -> HttpResponse:
    """Take a time away; whoever booked it is told."""
    slot = get_object_or_404(Slot, owner=request.organisation, subject_kind="facility", public_id=public_id)
    withdraw_slot(slot=slot, actor=request.user, at=timezone.now())
    messages.success(request, _("この日時をとりやめました。予約していた人には知らせました。"))
    return redirect("applications:visits")
