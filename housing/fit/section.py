"""How a home fits, on its own public page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from housing.homes.models import Listing
from portal.lib.dates import tokyo_date

from . import facts, kept, queries, shown
from .choices import SILENT
from .verdict import judge


def section(request: HttpRequest, listing: Listing) -> SafeString:
    """The comparison for whoever answered the finder, else the way to it."""
    household = kept.household_of(request)
    if household.is_empty:
        return render_to_string("fit/invitation.html", {"listing": listing}, request)
    today = tokyo_date(timezone.now())
    verdict = judge(household, facts.home(listing), queries.money_of(today), today)
    if verdict.code == SILENT:
        return SafeString("")
    context = {"listing": listing, **shown.context(verdict, kept.is_easy(request))}
    return render_to_string("fit/section.html", context, request)
