"""Still free? One tap from a mailed link or a printed code, without signing in. Reading the page confirms nothing."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import MemberRequest, member_required
from portal.cases.actions import NotAllowed
from portal.lib.refusal import Refused

from .. import actions, stock
from ..choices import ConfirmedBy
from ..models import Listing
from .desk import own_listing

ASKS = ("published", "applied", "unconfirmed")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    listing = get_object_or_404(stock.for_desk(Listing.objects.all()), confirmation_token=token)
    how = ConfirmedBy.QR if request.GET.get("by") == "qr" else ConfirmedBy.MAIL
    said, refusal = "", ""
    if request.method == "POST" and listing.case.state in ASKS:
        try:
            if "free" in request.POST:
                actions.confirm_vacancy(listing=listing, how=how, actor=None, at=timezone.now())
                said = "free"
            elif "taken" in request.POST:
                actions.take_down(listing=listing, actor=None, at=timezone.now())
                said = "taken"
        except (Refused, NotAllowed) as refused:
            refusal = str(refused)
    context = {"listing": listing, "asks": listing.case.state in ASKS, "said": said, "refusal": refusal}
    return render(request, "homes/confirm/page.html", context, status=422 if refusal else 200)


@require_GET
@member_required()
def code(request: MemberRequest, public_id: str) -> HttpResponse:
    """A page to print and keep at the desk: the code leads to the one tap."""
    listing = own_listing(request, public_id)
    if listing.case.closed_at is not None:
        return redirect("homes:partner_home", public_id)
    address = request.build_absolute_uri(reverse("homes:confirm", args=[listing.confirmation_token]))
    drawn = mark_safe(segno.make(f"{address}?by=qr").svg_inline(scale=5))
    return render(request, "homes/partner/qr.html", {"listing": listing, "code": drawn, "address": address})
