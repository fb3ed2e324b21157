"""Which one change opens how many homes. Homes in avoided towns are in no count."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from portal.geo import queries as places
from portal.lib.money import divide_up, yen

from .choices import NO
from .household import STATION, Household, Near
from .money import Money
from .verdict import Fit, judge

ROUND_YEN = 1_000
SOME = 5
DAYS = 7
MOST = 4


@dataclass(frozen=True)
class Change:
    sentence: str
    opens: int


def single_changes(household: Household, fits: Iterable[Fit], money: Money, today: dt.date) -> list[Change]:
    """The most useful first, at most four."""
    alone: dict[str, list[Fit]] = {}
    for fit in fits:
        codes = {line.code for line in fit.verdict.failed}
        if len(codes) == 1:
            alone.setdefault(codes.pop(), []).append(fit)
    changes = [*_rent(household, alone.pop("M01", [])), *_day(household, alone.pop("M11", []))]
    changes += _stations(household, alone.pop("M08", []), money, today)
    changes += [change for found in alone.values() for change in _help(found)]
    return sorted(changes, key=lambda change: -change.opens)[:MOST]


def _rent(household: Household, fits: Sequence[Fit]) -> Iterator[Change]:
    """So much more that the next few homes come in."""
    over = sorted(line.values["over"] for fit in fits for line in fit.verdict.failed)
    if not over or household.rent_limit is None:
        return
    more = divide_up(over[min(SOME, len(over)) - 1], ROUND_YEN) * ROUND_YEN
    opens = sum(1 for each in over if each <= more)
    yield Change(_("家賃の上限をあと %(yen)sで、%(n)s件") % {"yen": yen(more), "n": opens}, opens)


def _day(household: Household, fits: Sequence[Fit]) -> Iterator[Change]:
    late = sorted(line.values["late"] for fit in fits for line in fit.verdict.failed)
    if late:
        days = divide_up(late[min(SOME, len(late)) - 1], DAYS) * DAYS
        opens = sum(1 for each in late if each <= days)
        yield Change(_("入居の日を %(days)s日おそくできると、%(n)s件") % {"days": days, "n": opens}, opens)


def _stations(household: Household, fits: Sequence[Fit], money: Money, today: dt.date) -> Iterator[Change]:
    """One station further on the line."""
    for near in neighbours(household.areas) if fits else ():
        wider = replace(household, areas=(*household.areas, near))
        opens = sum(1 for fit in fits if judge(wider, fit.home, money, today).code != NO)
        if opens:
            yield Change(_("%(station)sまで広げると、%(n)s件") % {"station": near.label, "n": opens}, opens)


def neighbours(areas: Sequence[Near]) -> list[Near]:
    wished = {place.code: place.minutes for place in areas if place.kind == STATION}
    stops = places.stops()
    found: dict[str, Near] = {}
    for one, other in pairwise(stops):
        for here, there in ((one, other), (other, one)):
            if one.line_id == other.line_id and here.station_id in wished and there.station_id not in wished:
                station = there.station
                found[there.station_id] = Near(
                    _("%(name)s駅") % {"name": station.name},
                    wished[here.station_id],
                    STATION,
                    station.code,
                    station.latitude,
                    station.longitude,
                )
    return list(found.values())


def _help(fits: Sequence[Fit]) -> Iterator[Change]:
    """What cannot simply be wished otherwise, but somebody can help with."""
    lines = [line for fit in fits if (line := fit.verdict.near_miss)]
    if lines:
        told = {"name": lines[0].name, "remedy": lines[0].remedy, "n": len(lines)}
        yield Change(_("%(name)s：%(remedy)sと、%(n)s件の見込み") % told, len(lines))


def main_reason(fits: Iterable[Fit]) -> str:
    """The name of the rule that keeps most homes away, "" when none does."""
    counts: Counter[str] = Counter()
    for fit in fits:
        counts.update({line.name for line in fit.verdict.failed})
    return counts.most_common(1)[0][0] if counts else ""
