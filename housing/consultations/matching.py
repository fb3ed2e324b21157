"""A consultation beside the homes there are: what its card says, which homes fit and why."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from housing.fit.household import TOWN, Household, Near
from housing.fit.queries import fitting
from housing.fit.verdict import Verdict
from housing.homes.choices import Guarantee
from housing.homes.models import Listing
from housing.homes.queries import with_everything
from portal.geo.models import Town
from portal.lib.dates import long_date, tokyo_date
from portal.lib.money import yen

from . import queries
from .actions.showing import Handed
from .choices import AgeBand, Need, SizeBand, Timing
from .models import Consultation, Inquiry, WishCard

SHOWN = 30
WALK = 15  # minutes on foot that still count as the wished town


def card_facts_of(card: WishCard) -> list[tuple[str, str]]:
    values = {name: getattr(card, name) for name in ("size", "age", "rent_low", "rent_high", "area_low", "timing")}
    return card_facts(values | {"needs": card.needs, "guarantees": card.guarantees, "towns": card.towns.all()})


def card_facts(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a shop reads, line by line."""
    low, high = values.get("rent_low") or 0, values["rent_high"]
    facts = [
        (_("人数"), SizeBand(values["size"]).label),
        (_("年代"), AgeBand(values["age"]).label),
        (_("家賃と管理費"), f"{low:,}円～{high:,}円" if low else _("%(high)s円まで") % {"high": f"{high:,}"}),
        (_("場所"), place(values.get("towns") or [])),
        (
            _("広さ"),
            _("%(area)s㎡から") % {"area": values["area_low"]} if values.get("area_low") else _("決めていない"),
        ),
        (_("必要なこと"), "、".join(str(Need(code).label) for code in values.get("needs") or []) or _("とくになし")),
        (_("保証"), "、".join(str(Guarantee(code).label) for code in values.get("guarantees") or []) or _("相談中")),
        (_("時期"), Timing(values["timing"]).label),
    ]
    return [(str(name), str(value)) for name, value in facts]


def place(towns: Iterable[Town]) -> str:
    """「光が丘、石神井町」: the towns without their 丁目."""
    names = dict.fromkeys(stem(town.name) for town in towns)
    return "、".join(names) or _("区内のどこでも")


def near(towns: Iterable[Town]) -> tuple[Near, ...]:
    """Wished towns as `housing.fit` reads them, one place for each name."""
    first = {stem(town.name): town for town in reversed(list(towns))}
    return tuple(Near(name, WALK, TOWN, town.code, town.latitude, town.longitude) for name, town in first.items())


def card_of(consultation: Consultation) -> dict[str, Any]:
    """What a card may say, from what was told; staff look at it before it is sent."""
    told = Household.from_json(consultation.household)
    needs = {
        Need.FEW_STEPS: told.step is not None,
        Need.LOW_FLOOR: told.stairs is not None or told.top_floor is not None,
        Need.RAILS: bool(told.rails),
        Need.WHEELCHAIR: told.turning is not None,
        Need.PROXY: told.needs_proxy,
        Need.NO_CONTACT: told.has_contact is False,
        Need.WATCH: told.watching,
        Need.PETS: told.pets,
        Need.WORDS: bool(told.speech),
    }
    return {
        "size": _size(told.size),
        "age": AgeBand.UNSTATED,
        "rent_high": told.rent_limit,
        "towns": "、".join(place.label for place in told.areas),
        "needs": [need for need, wanted in needs.items() if wanted],
        "guarantees": list(told.guarantees),
        "timing": Timing.MONTH,
    }


def _size(people: int) -> str:
    bands = [(1, SizeBand.ONE), (2, SizeBand.TWO), (4, SizeBand.THREE_FOUR)]
    return next((band for most, band in bands if people <= most), SizeBand.FIVE)


def in_words(consultation: Consultation) -> list[tuple[str, str]]:
    """The household for the ward's page; empty while nothing was told."""
    told = Household.from_json(consultation.household)
    if told.is_empty:
        return []
    rows = [
        (_("人数"), _("%(size)s人") % {"size": told.size}),
        (_("家賃と管理費の上限"), _yen(told.rent_limit)),
        (_("月の手取り"), _yen(told.income)),
        (_("最初の費用に使えるお金"), _yen(told.savings)),
        (_("住みたい町"), "、".join(place.label for place in told.areas)),
        (_("のぼれる階段"), "" if told.stairs is None else _("%(n)s段まで") % {"n": told.stairs}),
        (_("こえられる段差"), "" if told.step is None else _("%(n)smmまで") % {"n": told.step}),
        (_("通るのに要る幅"), "" if told.door is None else f"{told.door}mm"),
        (_("いつまでに"), long_date(told.needed_by) if told.needed_by else ""),
        (_("保証"), "、".join(str(Guarantee(code).label) for code in told.guarantees)),
        (_("緊急連絡先"), {True: _("いる"), False: _("いない"), None: ""}[told.has_contact]),
    ]
    return [(name, value) for name, value in rows if value]


def _yen(amount: int | None) -> str:
    return "" if amount is None else yen(amount)


def stem(name: str) -> str:
    return name.rstrip("丁目").rstrip("一二三四五六七八九十0123456789") if name.endswith("丁目") else name


def answerable(listings: QuerySet[Listing], inquiry: Inquiry) -> QuerySet[Listing]:
    """What a shop can answer a card with: its homes within the rent, and those it named already."""
    within = Q(case__closed_at=None, rent__lte=inquiry.card.rent_high) & ~Q(rent=None)
    rows = listings.filter(within | Q(pk__in=inquiry.listings.values("pk")))
    return rows.select_related("case", "dwelling__building__town").order_by("rent", "pk")


@dataclass(frozen=True)
class Candidate:
    """A home that could be handed over; `verdict` is the frozen form of what `housing.fit` says of it."""

    listing: Listing
    verdict: Mapping[str, Any]
    is_offered: bool  # a shop named it in answer to the card


def candidates(consultation: Consultation, at: dt.datetime) -> list[Candidate]:
    """What shops offered first, each in the order of the fit. A home in an avoided town is not there at all."""
    named = set(queries.offered_listings(consultation).values_list("pk", flat=True))
    rows = Listing.objects.filter(Q(is_public=True) | Q(pk__in=named), case__closed_at=None)
    fits = fitting(Household.from_json(consultation.household), rows, tokyo_date(at), staff=True)
    shown = sorted(fits, key=lambda fit: fit.home.pk not in named)[:SHOWN]
    listings = with_everything(Listing.objects.filter(pk__in=[fit.home.pk for fit in shown])).in_bulk()
    return [Candidate(listings[fit.home.pk], frozen(fit.verdict), fit.home.pk in named) for fit in shown]


def frozen(verdict: Verdict) -> dict[str, Any]:
    """As it reads today: what was handed over does not change with a rule or a rent."""
    parts = ("code", "mark", "hard", "name", "observed", "required", "source", "sentence", "remedy")
    return {
        "mark": verdict.code,
        "label": verdict.label,
        "hint": verdict.hint,
        "beside": verdict.beside,
        "net_burden": verdict.net_burden,
        "version": verdict.version,
        "lines": [{part: getattr(line, part) for part in parts} for line in verdict.ordered],
    }


def offered(found: Sequence[Candidate]) -> QuerySet[Listing]:
    """The same homes for a form to choose from."""
    rows = Listing.objects.filter(pk__in=[one.listing.pk for one in found])
    return rows.select_related("case", "organisation", "dwelling__building__town")


def handed(found: Sequence[Candidate], listings: Iterable[Listing], described: Iterable[Inquiry]) -> list[Handed]:
    """What staff chose, each with its verdict as it stands now."""
    verdicts = {one.listing.pk: one.verdict for one in found}
    homes = [
        Handed(
            listing.organisation, listing, verdict=verdicts[listing.pk], rules_version=verdicts[listing.pk]["version"]
        )
        for listing in listings
    ]
    return homes + [Handed(row.organisation, described=row.condition) for row in described]
