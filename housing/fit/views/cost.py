"""毎月いくら・最初にいくら, for a home of the portal or for one on paper. Nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from housing.homes import queries as homes
from housing.homes.access import public_listings
from housing.homes.models import Listing
from portal.lib.dates import tokyo_date

from .. import kept, queries
from ..costing import costing, scheme_rows
from ..forms import COST_FIELDS, PriceForm
from ..household import Household
from ..questions import answered, find


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cost(request: HttpRequest) -> HttpResponse:
    household, data = kept.household_of(request), request.POST if request.method == "POST" else None
    listing = listing_of(request.GET.get("home", ""))
    price = PriceForm(data, initial=prices(listing) if listing else {}, prefix="price")
    asked = [question.ask(household, data) for code in ("who", "money") if (question := find(code))]
    context: dict[str, Any] = {"listing": listing, "price": price, "asked": asked}
    errors = [form.errors for form in (price, *asked)]
    if data is not None and not any(errors):
        told = Household()
        for form in asked:
            told = answered(told, form)
        today = tokyo_date(timezone.now())
        sums = price.cleaned_data
        found = costing(told, sums["rent"], sums["fee"] or 0, price.costs, queries.money_of(today))
        context |= {"found": found, "schemes": scheme_rows(found.schemes), "scheme_head": scheme_head(), "today": today}
    return render(request, "fit/cost.html", context)


def scheme_head() -> list[str]:
    return [_("制度"), _("目安"), _("条件"), _("根拠")]


def listing_of(public_id: str) -> Listing | None:
    return public_listings().prefetch_related("costs").filter(public_id=public_id).first() if public_id else None


def prices(listing: Listing) -> dict[str, Any]:
    """The sums of the listing; what the form has no box for is added to 「その他」."""
    rent = listing.rent or 0
    found: dict[str, int] = {}
    for row in homes.at_start(listing):
        kind = row.kind if row.kind in COST_FIELDS else "other"
        found[kind] = found.get(kind, 0) + row.amount(rent)
    return {"rent": rent, "fee": listing.fee, **found}
