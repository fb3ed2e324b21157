"""変わった部屋: what was written on homes that the ward had looked at, until it has seen that too."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.lib.refusal import Refused

from .. import actions, answers, watching
from ..models import Change, Listing
from ..steps import label

SHOWN = 300


@require_GET
@staff_required
@never_cache
def changed(request: PersonRequest) -> HttpResponse:
    rows = watching.changed_homes()[:SHOWN]
    homes = [_home(listing, list(changes)) for listing, changes in groupby(rows, key=lambda row: row.listing)]
    return render(request, "homes/staff/changed.html", {"homes": homes})


def _home(listing: Listing, changes: list[Change]) -> dict[str, object]:
    return {
        "listing": listing,
        "until": max(change.at for change in changes).isoformat(),
        "changes": [
            (
                label(change.field),
                answers.stored_in_words(change.field, change.before),
                answers.stored_in_words(change.field, change.after),
                change.at,
            )
            for change in changes
        ],
    }


@require_POST
@staff_required
def seen(request: PersonRequest, public_id: str) -> HttpResponse:
    """What was shown; what changed since then stays in the list."""
    homes = Listing.objects.filter(case__state__in=watching.LOOKED_AT).select_related("organisation", "case")
    listing, until = get_object_or_404(homes, public_id=public_id), _time(request.POST.get("until", ""))
    try:
        if until and actions.mark_seen(listing=listing, until=until, actor=request.user, at=timezone.now()):
            messages.success(request, _("%(number)s：見たことを記録しました。") % {"number": listing.case.number})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("homes:staff_changed")


def _time(text: str):
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
