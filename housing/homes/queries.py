"""Reads of homes that span tables."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .choices import PUBLIC_TAGS, Tag
from .models import Cost, Listing

CHILDREN = ("dwelling__building__accesses__station", "costs", "guarantees", "welcomes", "photos")


def with_everything(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """Six queries for any number of listings."""
    return listings.select_related(
        "case", "dwelling__building__town", "organisation__partner", "manager__organisation"
    ).prefetch_related(*CHILDREN)


def initial_cost(listing: Listing) -> int | None:
    """Yen that must be paid before moving in, without the first rent; None while the rent is not stated."""
    return sum(amounts(listing)) if listing.rent is not None else None


def amounts(listing: Listing) -> Iterable[int]:
    return (cost.amount(listing.rent or 0) for cost in at_start(listing))


def at_start(listing: Listing) -> list[Cost]:
    return [cost for cost in listing.costs.all() if cost.is_at_start and cost.is_required]


def public_tags(listing: Listing) -> list[str]:
    """Whom the landlord says to welcome, as far as the public is told."""
    stated = {row.tag for row in listing.welcomes.all()}
    return [tag.value for tag in PUBLIC_TAGS if tag in stated]


def welcome_words(tag: str) -> str:
    return _("%(who)s 相談できます") % {"who": Tag(tag).label}


def once_public() -> QuerySet[Listing]:
    return Listing.objects.filter(first_published_at__isnull=False)
