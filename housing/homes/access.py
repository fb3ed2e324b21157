from django.db.models import QuerySet
from django.http import Http404

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
