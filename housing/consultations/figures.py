"""Figures for the housing support council. Protected consultations are not counted, and no count below
`rules.FEWEST` is shown, nor one from which such a count follows. Rooms to the right add theirs.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from housing.homes.access import public_listings
from portal.cases.models import Event

from . import access, rules
from .choices import Answer, Failure, Outcome, Reason
from .matching import stem
from .models import Inquiry, Lease, ReferredHome, StayCheck, WishCard

SHOWN = 15


@dataclass(frozen=True)
class Figure:
    """`rows` are (label, count); None stands for a count too small to show."""

    title: str | Promise
    rows: Sequence[tuple[str | Promise, int | None]]
    unit: str | Promise

    @property
    def shown(self) -> list[tuple[str | Promise, int]]:
        return [(label, count) for label, count in self.rows if count is not None]

    @property
    def hidden(self) -> list[str | Promise]:
        return [label for label, count in self.rows if count is None]


Counted = Callable[[dt.date, dt.date], Iterable[Figure]]
_more: list[Counted] = []


def register(counted: Counted) -> None:
    """`counted(since, until)` gives more figures, already through `suppressed`."""
    _more.append(counted)


def suppressed(rows: Iterable[tuple[str | Promise, int]]) -> list[tuple[str | Promise, int | None]]:
    """Zero tells of nobody; from one to nine could."""
    return [(label, count if count == 0 or count >= rules.FEWEST else None) for label, count in rows]


def narrowing(rows: Iterable[tuple[str | Promise, int]]) -> list[tuple[str | Promise, int | None]]:
    """Counts of which each may be a part of those before it: a difference from one to nine could tell of a person."""
    shown: list[tuple[str | Promise, int | None]] = []
    for label, count in suppressed(rows):
        before = [larger for _label, larger in shown if larger is not None]
        told = count is not None and any(0 < larger - count < rules.FEWEST for larger in before)
        shown.append((label, None if told else count))
    return shown


def all_figures(since: dt.date, until: dt.date) -> list[Figure]:
    """Of consultations opened from `since` to `until`, both included."""
    own = [road(since, until), failures(since, until), refusals(since, until), areas(since, until), stays(since, until)]
    return own + [figure for counted in _more for figure in counted(since, until)]


def _within(since: dt.date, until: dt.date):
    return access.listed().filter(case__opened_at__date__range=(since, until))


def road(since: dt.date, until: dt.date) -> Figure:
    """How many consultations ever came so far."""
    rows = _within(since, until)
    moves = Event.objects.filter(case__consultation__in=rows, target="viewed").values("case").distinct()
    counts = [
        (_("相談"), rows.count()),
        (_("求む物件カードを送った"), rows.filter(cards__isnull=False).distinct().count()),
        (_("住まいを紹介した"), rows.filter(referrals__isnull=False).distinct().count()),
        (_("見学した"), moves.count()),
        (_("契約した（成約）"), rows.filter(leases__isnull=False).distinct().count()),
    ]
    return Figure(_("相談から成約まで"), narrowing(counts), _("件"))


def failures(since: dt.date, until: dt.date) -> Figure:
    ended = _within(since, until).filter(outcome=Outcome.NOT_MADE)
    counted = ended.order_by().values("failure").annotate(n=Count("pk")).order_by("-n")
    rows = [(Failure(row["failure"]).label, row["n"]) for row in counted]
    return Figure(_("契約に至らなかった理由"), suppressed(rows), _("件"))


def refusals(since: dt.date, until: dt.date) -> Figure:
    """Why shops said no, or a screening failed: by code, never by person or shop."""
    rows = _within(since, until)
    counted: Counter[str] = Counter()
    cards = Inquiry.objects.filter(card__consultation__in=rows, answer__in=[Answer.NO, Answer.LATER])
    screened = ReferredHome.objects.filter(referral__consultation__in=rows, step="refused")
    for found in (cards, screened):
        counted.update(dict(found.order_by().values_list("reason").annotate(n=Count("pk"))))
    named = [(Reason(code).label, n) for code, n in counted.most_common() if code]
    return Figure(_("店の返事と審査の理由"), suppressed(named), _("件"))


def areas(since: dt.date, until: dt.date) -> Figure:
    """Wishes against homes on offer today, by the name of the town."""
    wished: Counter[str] = Counter()
    cards = WishCard.objects.filter(consultation__in=_within(since, until)).prefetch_related("towns")
    for card in cards:
        wished.update({stem(town.name) for town in card.towns.all()})
    offered = Counter(stem(name) for name in public_listings().values_list("dwelling__building__town__name", flat=True))
    rows: list[tuple[str | Promise, int]] = []
    for name, _count in (wished + offered).most_common(SHOWN):
        rows += [(_("%(town)s：さがす人") % {"town": name}, wished[name])]
        rows += [(_("%(town)s：公開中の部屋") % {"town": name}, offered[name])]
    hidden = suppressed(rows[0::2])
    homes: list[tuple[str | Promise, int | None]] = list(rows[1::2])
    return Figure(
        _("地域ごとの、さがす人と部屋"), [line for pair in zip(hidden, homes, strict=True) for line in pair], _("件")
    )


def stays(since: dt.date, until: dt.date) -> Figure:
    leases = Lease.objects.filter(consultation__in=_within(since, until))
    rows: list[tuple[str | Promise, int]] = [(_("入居"), leases.count())]
    for days in (30, 90, 180):
        staying = StayCheck.objects.filter(lease__in=leases, days=days, stays=True).count()
        rows.append((_("%(days)s日たって、住みつづけている") % {"days": days}, staying))
    return Figure(_("入居のあと（定着）"), narrowing(rows), _("件"))
