from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from portal.accounts.models import Organisation

from .choices import PartnerKind
from .models import Listing, Partner


def public_listings() -> QuerySet[Listing]:
    return Listing.objects.filter(is_public=True)


def listings_of(organisation: Organisation) -> QuerySet[Listing]:
    return Listing.objects.filter(organisation=organisation)


def partner_of(organisation: Organisation, *kinds: PartnerKind) -> Partner:
    """The organisation's part in housing, one of `kinds` where some are named; raises `Http404` where it has none."""
    partners = Partner.objects.select_related("organisation", "association")
    partner = partners.filter(organisation=organisation).first()
    if partner is None or (kinds and partner.kind not in kinds):
        raise Http404
    return partner


def kind_of(request: HttpRequest) -> str:
    """The part that the person's present organisation takes in housing, "" for none. Asked once per request."""
    if not hasattr(request, "partner_kind"):
        organisation = getattr(request, "organisation", None)
        partner = Partner.objects.filter(organisation=organisation).first() if organisation else None
        request.partner_kind = partner.kind if partner else ""  # type: ignore[attr-defined]
    return request.partner_kind  # type: ignore[attr-defined]
