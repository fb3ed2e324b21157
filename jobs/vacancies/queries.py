"""Reads that span tables: what the rules need to know, trust, the ward's median, wages that overtake a vacancy."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from portal.accounts.models import Organisation
from portal.cases.models import Case, Event
from portal.facilities.models import Access
from portal.lib.verdict import Finding

from . import rules
from .models import MinimumWage, Terms, Vacancy
from .sheet import Sheet, differences

MEDIAN_KEPT_SECONDS = 3600
MEDIAN_AT_LEAST = 5


@dataclass(frozen=True)
class PayRange:
    """The middle of what live vacancies of one occupation and wage type pay at least, in yen."""

    count: int
    low: int
    quarter: int
    median: int
    three_quarters: int
    high: int


def with_live_sheet(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Everything a card, a document or a page needs, in two queries."""
    walks = Access.objects.select_related("station")
    return vacancies.select_related(
        "case", "organisation", "facility__kind", "facility__town", "live__occupation"
    ).prefetch_related(Prefetch("facility__accesses", queryset=walks))


def sheet_of(vacancy: Vacancy, terms: Terms) -> Sheet:
    """The sheet of terms whose vacancy is already at hand."""
    terms.vacancy = vacancy
    return terms.sheet()


def live_sheet(vacancy: Vacancy) -> Sheet:
    """What the public sees. Raises `LookupError` for a vacancy that was never published."""
    if vacancy.live is None:
        raise LookupError(f"{vacancy} has no live terms")
    return sheet_of(vacancy, vacancy.live)


def wages() -> tuple[tuple[dt.date, int], ...]:
    return tuple(
        MinimumWage.objects.filter(prefecture="東京都").order_by("valid_from").values_list("valid_from", "yen")
    )


def situation(terms: Terms, today: dt.date) -> rules.Situation:
    vacancy = terms.vacancy
    previous = vacancy.live if vacancy.live_id and vacancy.live_id != terms.pk else None
    return rules.Situation(
        today=today,
        wages=wages(),
        refusal_declared_on=vacancy.organisation.refusal_declared_on,
        previous=sheet_of(vacancy, previous) if previous else None,
        has_applicants=Case.objects.filter(procedure="application", application__vacancy=vacancy).exists(),
        confirmed_on=vacancy.confirmed_on,
    )


def findings(terms: Terms, today: dt.date) -> list[Finding]:
    """What the rules say of these terms today."""
    return rules.check(terms.sheet(), situation(terms, today))


def changes(vacancy: Vacancy, terms: Terms) -> list[tuple[str, object, object]]:
    """What differs from the version the public sees now; empty for a first version."""
    if vacancy.live is None:
        return []
    return differences(live_sheet(vacancy), sheet_of(vacancy, terms))


def is_trusted(organisation: Organisation, at: dt.datetime) -> bool:
    """Verified, enough vacancies published without a correction, none sent back lately."""
    if not organisation.is_verified:
        return False
    cases = Case.objects.filter(procedure="vacancy", organisation=organisation)
    sent_back = Event.objects.filter(
        case__in=cases, transition__in=["send_back", "send_change_back"], at__gte=at - settings.VACANCY_TRUST_PERIOD
    )
    if sent_back.exists():
        return False
    published = cases.filter(events__target="published").exclude(
        events__transition__in=["send_back", "send_change_back"]
    )
    return published.distinct().count() >= settings.VACANCY_TRUST_PUBLISHED


def unmet_wages(today: dt.date) -> list[tuple[Vacancy, MinimumWage]]:
    """Live vacancies that a registered rate overtakes, each with the first such rate."""
    coming = list(
        MinimumWage.objects.filter(prefecture="東京都", valid_from__gte=today - dt.timedelta(days=400)).order_by(
            "valid_from"
        )
    )
    rates = wages()
    found = []
    for vacancy in with_live_sheet(Vacancy.objects.filter(is_public=True)).iterator(chunk_size=500):
        day = rules.unmet_from(live_sheet(vacancy), rates, today)
        if day is not None:
            wage = max(
                (row for row in coming if row.valid_from <= max(day, today)),
                key=lambda row: row.valid_from,
                default=None,
            )
            if wage:
                found.append((vacancy, wage))
    return found


def is_below_wage(vacancy: Vacancy, today: dt.date) -> bool:
    day = rules.unmet_from(live_sheet(with_live_sheet(Vacancy.objects.filter(pk=vacancy.pk)).get()), wages(), today)
    return day is not None and day <= today


def pay_range(occupation: str, wage_type: str, today: dt.date) -> PayRange | None:
    """None below five vacancies: too few to compare with, and too few to hide in."""
    key = f"pay:{occupation}:{wage_type}:{today}"
    found = cache.get(key)
    if found is None:
        found = _pay_range(occupation, wage_type) or False
        cache.set(key, found, MEDIAN_KEPT_SECONDS)
    return found or None


def _pay_range(occupation: str, wage_type: str) -> PayRange | None:
    live = Terms.objects.filter(
        live_for__is_public=True, occupation=occupation, wage_type=wage_type, base_low__isnull=False
    )
    paid = sorted(
        live.annotate(fixed=Coalesce(Sum("parts__low", filter=Q(parts__kind="fixed")), 0))
        .annotate(pay=F("base_low") + F("fixed"))
        .order_by()
        .values_list("pay", flat=True)
    )
    count = len(paid)
    if count < MEDIAN_AT_LEAST:
        return None
    middle = (paid[(count - 1) // 2] + paid[count // 2]) // 2
    return PayRange(count, paid[0], paid[count // 4], middle, paid[(3 * count) // 4], paid[-1])


def once_public() -> QuerySet[Vacancy]:
    return Vacancy.objects.filter(first_published_at__isnull=False).select_related("facility__kind", "live__occupation")


def named_differences(vacancy: Vacancy, old: Terms, new: Terms) -> list[tuple[str, object, object]]:
    """(name of the field, old value, new value) as people read them."""
    names = {column.name: str(column.verbose_name) for column in Terms._meta.concrete_fields}
    pairs = differences(sheet_of(vacancy, old), sheet_of(vacancy, new))
    return [(names.get(name, name), before, after) for name, before, after in pairs]
