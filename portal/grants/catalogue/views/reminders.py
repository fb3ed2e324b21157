"""A mail on the first day. The day comes from the answers in the session, never from the address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import PersonRequest
from portal.grants.schemes import reminders
from portal.lib.dates import long_date, tokyo_date
from portal.lib.refusal import Refused

from ..queries import reminders_of, standings
from .checking import checked_for
from .pages import standing_of


@require_POST
def remind(request: HttpRequest, code: str) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("catalogue:result", args=[code]))
    found = checked_for(request, standing_of(code))
    if found.first_day is None:
        return redirect("catalogue:result", code)
    try:
        made = reminders.remind(scheme=code, user=request.user, day=found.first_day, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("catalogue:result", code)
    messages.success(request, _("%(day)sに、メールで知らせます。") % {"day": long_date(made.day)})
    return redirect("catalogue:reminders")


@login_required
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    by_scheme = {one.scheme.code: one for one in standings(tokyo_date(timezone.now()))}
    rows = [(one, by_scheme[one.scheme]) for one in reminders_of(request.user) if one.scheme in by_scheme]
    return render(request, "catalogue/reminders.html", {"rows": rows})


@login_required
@require_POST
def stop(request: PersonRequest) -> HttpResponse:
    wanted = request.POST.get("scheme", "")
    mine = [one for one in reminders_of(request.user) if one.scheme == wanted and one.sent_at is None]
    if not mine:
        raise Http404
    reminders.forget(reminder=mine[0], actor=request.user, at=timezone.now())
    messages.success(request, _("お知らせをやめました。"))
    return redirect("catalogue:reminders")
