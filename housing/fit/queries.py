import datetime as dt

from django.db.models import QuerySet

from housing.homes.models import Listing

from .facts import homes
from .household import Household
from .models import MoneyRow
from .money import Figure, Money
from .verdict import Fit, judge, ranked


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
    money = money_of(today)
    judged = [(home, judge(household, home, money, today, staff)) for home in homes(listings)]
    return ranked(household, judged, today)
