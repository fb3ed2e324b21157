import datetime as dt

from django.db.models import QuerySet

from housing.homes.models import Listing

from .facts import homes
from .household import Household
from .models import MoneyRow
from .money import Figure, Money
from .rules.asked import Asked
from .verdict import Fit, judged, ranked


def money_of(day: dt.date) -> Money:
    """The figures in use on a day. One query."""
    rows = MoneyRow.objects.filter(valid_from__lte=day).order_by("valid_from")
    return Money(
        day,
        {
            (row.kind, row.people, row.area): Figure(row.amount, row.source, row.is_unverified, row.valid_from)
            for row in rows
        },
    )


def fitting(household: Household, listings: QuerySet[Listing], today: dt.date, staff: bool = False) -> list[Fit]:
    """Every listing with its verdict, best first; those in avoided towns are left out. Six queries for any number."""
    asked = Asked(household, money_of(today), today, staff)
    return ranked(household, [(home, judged(asked, home)) for home in homes(listings)], today)
