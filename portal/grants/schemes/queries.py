"""Reads of versions: which one counts on a day, its figures as their kinds, what changed against another."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.letters import kinds
from portal.lib.dates import long_date
from portal.lib.money import yen

from .choices import VersionState
from .models import Version
from .structure import Figure, Figures, get
from .texts import letter_in_words, route_in_words
from .words import WORDS

CONTENT = (
    "scheme", "fiscal_year", "cohort", "figures", "words", "clauses", "letters", "opens_on", "closes_on", "mode",
    "target_days", "correction_days", "withdraw_days", "approval", "route", "letter_prefix", "is_sample",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One difference between two versions, in words."""

    label: str
    before: str
    after: str


def published(scheme: str) -> QuerySet[Version]:
    return Version.objects.filter(scheme=scheme, state=VersionState.PUBLISHED)


def live(scheme: str, day: dt.date) -> Version | None:
    """The version under which one may apply on this day."""
    open_now = published(scheme).filter(Q(closes_on=None) | Q(closes_on__gte=day), opens_on__lte=day)
    return open_now.order_by("-fiscal_year", "-opens_on", "-pk").first()


def next_version(scheme: str, day: dt.date) -> Version | None:
    """The public version that opens next."""
    return published(scheme).filter(opens_on__gt=day).order_by("opens_on", "pk").first()


def latest(scheme: str) -> Version | None:
    """The newest that ever was public: what the catalogue shows when nothing is open."""
    known = Version.objects.filter(scheme=scheme).exclude(state=VersionState.DRAFT)
    return known.order_by("-fiscal_year", "-opens_on", "-pk").first()


def versions_of(schemes: Sequence[str]) -> dict[str, list[Version]]:
    """Every version of these schemes, drafts first, then the newest."""
    found: dict[str, list[Version]] = {code: [] for code in schemes}
    rows = Version.objects.filter(scheme__in=schemes).defer("words", "clauses", "letters", "figures", "route")
    for version in rows.select_related("published_by").order_by("-fiscal_year", "cohort", "-pk"):
        found[version.scheme].append(version)
    return {code: sorted(rows, key=lambda one: one.state != VersionState.DRAFT) for code, rows in found.items()}


def figures_of(version: Version) -> Figures:
    """Each figure as its kind. One that the version lacks is left out."""
    kept = version.figures
    return Figures(
        {figure.key: typed(figure, kept[figure.key]) for figure in get(version.scheme).figures if figure.key in kept}
    )


def typed(figure: Figure, value: Any) -> Any:
    if value is None:
        return None
    if figure.kind == "fraction":
        return Fraction(value)
    return dt.date.fromisoformat(value) if figure.kind == "date" else value


def shown(figure: Figure, value: Any) -> str:
    """A figure as people read it."""
    if value is None or value == "":
        return _("なし")
    units = {"count": "", "months": _("か月"), "days": _("日")}
    if figure.kind == "yen":
        return yen(value)
    if figure.kind == "yes_no":
        return _("はい") if value else _("いいえ")
    if figure.kind == "choice":
        return str(dict(figure.choices).get(value, value))
    return f"{value}{units.get(figure.kind, '')}"


def differences(old: Version, new: Version) -> list[Change]:
    """What applicants should know of: figures, words, window; in the order of the editor."""
    found = []
    for figure in get(new.scheme).figures:
        before, after = old.figures.get(figure.key), new.figures.get(figure.key)
        if before != after:
            found.append(Change(str(figure.label), shown(figure, before), shown(figure, after)))
    for key, label in WORDS.items():
        if old.words.get(key, "") != new.words.get(key, ""):
            found.append(Change(str(label), old.words.get(key, ""), new.words.get(key, "")))
    for name in ("opens_on", "closes_on"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(Change(_label(name), _day(before), _day(after)))
    if old.mode != new.mode:
        found.append(Change(_("受付の終わり方"), old.get_mode_display(), new.get_mode_display()))
    return found


def all_differences(old: Version, new: Version) -> list[Change]:
    """What staff read before they publish: also clauses, days, the route and the letters."""
    found = differences(old, new)
    for rule in get(new.scheme).conditions:
        before, after = old.clauses.get(rule.code, ""), new.clauses.get(rule.code, "")
        if before != after:
            found.append(Change(str(rule.sentence), before, after))
    for name in ("target_days", "correction_days", "withdraw_days", "letter_prefix"):
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if before != after:
            found.append(Change(_label(name), before, after))
    if old.approval != new.approval:
        found.append(Change(_label("approval"), old.get_approval_display(), new.get_approval_display()))
    if old.route != new.route:
        found.append(Change(_label("route"), route_in_words(old.route), route_in_words(new.route)))
    return [*found, *_letter_differences(old, new)]


def _letter_differences(old: Version, new: Version) -> Iterator[Change]:
    for code in sorted({*old.letters, *new.letters}):
        before, after = (letter_in_words(one.letters.get(code, {})) for one in (old, new))
        for (label, was), (_same, now) in zip(before, after, strict=True):
            if was != now:
                yield Change(f"{kinds.get(code).label}：{label}", was, now)


def _label(column: str) -> str:
    return str(getattr(Version._meta.get_field(column), "verbose_name", column))


def _day(day: dt.date | None) -> str:
    return long_date(day) if day else _("なし")


def checksum_of(version: Version) -> str:
    """A fingerprint of everything that is frozen at publication, the golden cases included."""
    content = {name: getattr(version, name) for name in CONTENT}
    examples = version.golden_cases.order_by("pk").values("name", "day", "answers", "rows", "expected", "expected_yen")
    text = json.dumps([content, list(examples)], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
