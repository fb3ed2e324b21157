"""The card of a vacancy in a list: drawn once for each version and confirmation, then kept."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from portal.codelists.queries import briefs
from portal.search.cards import Card, kept

from . import queries
from .features import opennesses
from .models import Vacancy
from .pay import monthly_estimate
from .sheet import Sheet


def ready(keys: Sequence[int]) -> list[Card]:
    """Cards in the order of the keys. One query when all are kept; a vacancy that is gone is left out."""
    stamps = {
        pk: (public_id, f"card:{pk}:{live}:{confirmed}")
        for pk, public_id, live, confirmed in Vacancy.objects.filter(pk__in=keys).values_list(
            "pk", "public_id", "live_id", "confirmed_on"
        )
    }
    return kept(keys, stamps, _draw)


def _draw(keys: Sequence[int]) -> dict[int, str]:
    vacancies = queries.with_live_sheet(Vacancy.objects.filter(pk__in=keys, live__isnull=False))
    return {vacancy.pk: render_to_string("vacancies/card.html", context(vacancy)) for vacancy in vacancies}


def context(vacancy: Vacancy) -> dict:
    sheet = queries.live_sheet(vacancy)
    return {
        "vacancy": vacancy,
        "facility": vacancy.facility,
        "sheet": sheet,
        "tags": tags(sheet),
        "month": monthly_estimate(sheet),
    }


def tags(sheet: Sheet) -> list[tuple[str, str]]:
    """(words, tone) of what the card promises: first what opens the door, then stated facts, at most five."""
    names = briefs("feature")
    opened = opennesses(sheet)
    doors = [(names[code], "key") for code in opened if code in ("K01", "K02", "K03")]
    facts = (
        [(f"年間休日{sheet.annual_holidays}日", "")] if sheet.annual_holidays and sheet.annual_holidays >= 110 else []
    )
    others = [(names[code], "") for code in [*opened, *sheet.features] if code not in ("K01", "K02", "K03")]
    return list(dict.fromkeys([*doors, *facts, *others]))[:5]
