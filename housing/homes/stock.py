"""Reads for the landlords' and shops' desk and for review: what the rules say of a listing, its likes, its twins."""

import datetime as dt
from statistics import median_low

from django.db.models import Q, QuerySet

from portal.accounts.models import Organisation
from portal.lib.verdict import Finding

from . import rules
from .access import public_listings
from .choices import Level
from .models import Dwelling, Listing, Partner
from .sheet import sheet_of

LIKE_AREA_PERCENT = 20
MEDIAN_AT_LEAST = 5


def for_desk(listings: QuerySet[Listing]) -> QuerySet[Listing]:
    """A listing with everything that its forms and rules read, in eight queries for any number."""
    related = ("case", "dwelling__building__town", "organisation__partner__association__organisation", "manager")
    children = ("dwelling__building__accesses__station", "costs", "guarantees", "welcomes", "photos__file", "papers")
    return listings.select_related(*related).prefetch_related(*children)


def situation(listing: Listing, today: dt.date) -> rules.Situation:
    return rules.Situation(today, usual_rent(listing))


def publication(listing: Listing, today: dt.date) -> list[Finding]:
    return rules.publication(sheet_of(listing), situation(listing, today))


def readiness(listing: Listing, today: dt.date) -> list[Finding]:
    return rules.readiness(sheet_of(listing), situation(listing, today))


def level(listing: Listing, today: dt.date) -> Level:
    """How far it is written: ready for the registration, for the public, or a note."""
    sheet, known = sheet_of(listing), situation(listing, today)
    without_day = [f for f in rules.blocks(rules.publication(sheet, known)) if f.field != "confirmed_on"]
    if without_day:
        return Level.NOTE
    return Level.PUBLIC if rules.blocks(rules.readiness(sheet, known)) else Level.REGISTRATION


def usual_rent(listing: Listing) -> int | None:
    """What the middle of like public homes costs, brought to this area; None below five, too few to compare with."""
    dwelling = listing.dwelling
    if not dwelling.area:
        return None
    spread = dwelling.area * LIKE_AREA_PERCENT / 100
    like = public_listings().filter(
        dwelling__area__range=(dwelling.area - spread, dwelling.area + spread), dwelling__layout=dwelling.layout
    )
    paid = like.exclude(pk=listing.pk).exclude(rent=0).values_list("rent", "dwelling__area", "dwelling__rooms")
    here = min(dwelling.rooms, 3)
    each = [int(rent * dwelling.area / area) for rent, area, rooms in paid if rent and area and min(rooms, 3) == here]
    return median_low(each) if len(each) >= MEDIAN_AT_LEAST else None


def twins(listing: Listing) -> QuerySet[Listing]:
    """Open listings that may be the same room: by town, block, room and area as far as known. Never merged."""
    dwelling = listing.dwelling
    building = dwelling.building
    if not building.block:
        return Listing.objects.none()
    same = Q(dwelling__area=dwelling.area) if dwelling.area else Q()
    if dwelling.room_number:
        same &= Q(dwelling__room_number__in=["", dwelling.room_number])
    if not same:
        return Listing.objects.none()
    return (
        Listing.objects.filter(
            same,
            dwelling__building__town=building.town_id,
            dwelling__building__block=building.block,
            case__closed_at=None,
        )
        .exclude(pk=listing.pk)
        .select_related("case", "organisation", "dwelling__building__town")
    )


def of_building(dwelling: Dwelling) -> QuerySet[Listing]:
    return Listing.objects.filter(dwelling__building=dwelling.building_id)


def reviewer_of(organisation: Organisation | None) -> Partner | None:
    """The association that looks at this shop's homes before the ward does; None where it does not ask to."""
    partner = Partner.objects.filter(organisation=organisation).select_related("association__organisation").first()
    association = partner.association if partner else None
    return association if association and association.reviews_homes else None


def to_review_by(association: Partner) -> QuerySet[Listing]:
    return Listing.objects.filter(organisation__partner__association=association, case__state="association")
