"""Every scheme as it stands on one day: which version counts, whether one can apply, and what is left."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.grants.budget.models import Budget
from portal.grants.budget.queries import Gauge, gauge_of
from portal.grants.schemes.choices import Mode, VersionState
from portal.grants.schemes.models import Reminder, Version
from portal.grants.schemes.structure import Applicant, Scheme, all_schemes

from . import notes
from .choices import ORDER, TONES, Status

FEW_TENTHS = 1  # less than this many tenths of the budget is little


@dataclass(frozen=True)
class Versions:
    """The public versions of one scheme on one day, newest first in `known`."""

    known: tuple[Version, ...]
    day: dt.date

    @property
    def live(self) -> Version | None:
        return next((one for one in self._public() if one.opens_on <= self.day and not self._is_over(one)), None)

    @property
    def coming(self) -> Version | None:
        ahead = [one for one in self._public() if one.opens_on > self.day]
        return min(ahead, key=lambda one: (one.opens_on, one.pk), default=None)

    @property
    def shown(self) -> Version | None:
        return self.live or self.coming or next(iter(self.known), None)

    def _public(self) -> Iterable[Version]:
        return (one for one in self.known if one.state == VersionState.PUBLISHED)

    def _is_over(self, version: Version) -> bool:
        return version.closes_on is not None and version.closes_on < self.day


@dataclass(frozen=True)
class Standing:
    """One scheme on one day. `gauge` only where filings are taken until the budget is used up."""

    scheme: Scheme
    versions: Versions
    gauge: Gauge | None = None

    @property
    def version(self) -> Version | None:
        return self.versions.shown

    @property
    def status(self) -> Status:
        if live := self.versions.live:
            return self._open(live)
        if self.versions.coming:
            return Status.BEFORE
        if not self.version:
            return Status.PREPARING
        return Status.NEXT if self.next_words else Status.CLOSED

    def _open(self, live: Version) -> Status:
        if live.mode != Mode.BUDGET:
            return Status.OPEN
        if self.gauge is None:
            return Status.BEFORE
        if self.gauge.left <= 0:
            return Status.CLOSED
        return Status.FEW if self.gauge.left * 10 < self.gauge.appropriated * FEW_TENTHS else Status.OPEN

    @property
    def can_begin(self) -> bool:
        return self.status in (Status.OPEN, Status.FEW)

    @property
    def is_used_up(self) -> bool:
        """Within its window, but the money is gone."""
        return bool(self.versions.live) and self.status is Status.CLOSED

    @property
    def tone(self) -> str:
        return TONES.get(self.status, "quiet")

    @property
    def place(self) -> int:
        """What can be applied for comes first."""
        return ORDER.index(self.status)

    @property
    def next_words(self) -> str:
        return self.version.words.get("next", "").strip() if self.version else ""

    @property
    def by_organisation(self) -> bool:
        return self.scheme.applicant is Applicant.ORGANISATION

    @property
    def note(self) -> str:
        """By when, in a sentence."""
        live, coming = self.versions.live, self.versions.coming
        if self.can_begin and live:
            return notes.window(live, self.gauge if self.status is Status.FEW else None)
        if live and self.status is Status.BEFORE:
            return _("受付の準備をしています。")
        if live:
            return " ".join([_("予算がなくなりました。"), notes.ahead(coming) or self.next_words]).strip()
        if coming:
            return notes.ahead(coming)
        return self.next_words or (notes.over(self.version) if self.version else _("まだ受付が決まっていません。"))


def standings(day: dt.date, schemes: Sequence[Scheme] | None = None) -> list[Standing]:
    """Two queries for any number of schemes."""
    asked = all_schemes() if schemes is None else list(schemes)
    codes = [scheme.code for scheme in asked]
    known: dict[str, list[Version]] = {code: [] for code in codes}
    rows = Version.objects.filter(scheme__in=codes).exclude(state=VersionState.DRAFT).defer("letters", "route")
    for version in rows.order_by("-fiscal_year", "-opens_on", "-pk"):
        known[version.scheme].append(version)
    picked = [(scheme, Versions(tuple(known[scheme.code]), day)) for scheme in asked]
    gauges = _gauges([shown for _scheme, versions in picked if (shown := versions.shown)])
    return [
        Standing(scheme, versions, gauges.get(versions.shown.pk) if versions.shown else None)
        for scheme, versions in picked
    ]


def standing(scheme: Scheme, day: dt.date) -> Standing:
    return standings(day, [scheme])[0]


def _gauges(versions: list[Version]) -> dict[int, Gauge]:
    wanted = {(one.scheme, one.fiscal_year): one.pk for one in versions if one.mode == Mode.BUDGET}
    rows = Budget.objects.filter(scheme__in=[scheme for scheme, _year in wanted]) if wanted else ()
    return {wanted[key]: gauge_of(row) for row in rows if (key := (row.scheme, row.fiscal_year)) in wanted}


def public_versions(scheme: str) -> list[int]:
    """Keys of every version of a scheme that was ever public."""
    return list(Version.objects.filter(scheme=scheme).exclude(state=VersionState.DRAFT).values_list("pk", flat=True))


def reminders_of(user) -> list[Reminder]:
    return list(Reminder.objects.filter(user=user).order_by("sent_at", "day", "pk"))
