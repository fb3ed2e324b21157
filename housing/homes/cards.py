"""The card of a home in a list: drawn once for each version and confirmation, then kept."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from portal.search.cards import Card, kept

from . import queries, traits
from .models import Listing

ON_A_CARD = ("no_guarantor", "no_contact", "corporate_contact", "proxy", "no_steps", "elevator", "pets", "supported")


def ready(keys: Sequence[int]) -> list[Card]:
    """Cards in the order of the keys. One query when all are kept; a home that is gone is left out."""
    rows = Listing.objects.filter(pk__in=keys, is_public=True)
    stamps = {
        pk: (public_id, f"home:{pk}:{sequence}:{saves}:{confirmed}")
        for pk, public_id, sequence, saves, confirmed in rows.values_list(
            "pk", "public_id", "sequence", "saves", "confirmed_on"
        )
    }
    return kept(keys, stamps, _draw)


def _draw(keys: Sequence[int]) -> dict[int, str]:
    listings = queries.with_everything(Listing.objects.filter(pk__in=keys))
    return {listing.pk: render_to_string("homes/public/card.html", context(listing)) for listing in listings}


def context(listing: Listing) -> dict:
    return {
        "listing": listing,
        "dwelling": listing.dwelling,
        "building": listing.dwelling.building,
        "initial": queries.initial_cost(listing),
        "tags": tags(listing),
    }


def tags(listing: Listing) -> list[tuple[str, str]]:
    """(words, tone): whom the landlord welcomes, then what opens the door, at most five."""
    found = traits.of(listing)
    welcome = [(queries.welcome_words(tag), "key") for tag in queries.public_tags(listing)[:2]]
    opened = [(str(traits.LABELS[code]), "") for code in ON_A_CARD if code in found]
    return [*welcome, *opened][:5]
