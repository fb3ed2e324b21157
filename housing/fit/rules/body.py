"""M10: getting in and moving about, need by need, from what was measured."""

from collections.abc import Iterator
from typing import NamedTuple

from housing.homes.choices import Known
from portal.lib.verdict import Rule, Severity, rule

from ..choices import IF, NO, UNKNOWN, YES, Rail
from ..facts import Home
from ..household import Household
from ..lines import Line
from .asked import Asked, line

RAMP_MM = 100
RAIL_MARKS = {Known.YES: YES, Known.NO: IF, Known.UNKNOWN: UNKNOWN}


class Found(NamedTuple):
    """`mends`: what would have to be put right, the same place under the same name whatever need it stands against."""

    need: str
    mark: str
    values: dict
    mends: frozenset[str] = frozenset()


@rule(
    "fit.M10",
    "段数・段差・幅・階が、必要に合う。手すり、または100mmまでの段差の一つだけなら、直せば合う。",
    "相談する人の希望（測った値とくらべる、このサイトの決まり）",
    Severity.BLOCK,
)
def movement(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    """One place that can be mended is △; when several would have to be, each need they stand against is ×."""
    found = [*_stairs(asked.household, home), *_step(asked.household, home), *_door(asked.household, home)]
    found += [*_turning(asked.household, home), *_floor(asked.household, home), *_rails(asked.household, home)]
    several = len(frozenset().union(*(each.mends for each in found))) > 1
    for need, mark, values, mends in found:
        yield line(rule, NO if several and mends else mark, need=need, **values)


def _stairs(household: Household, home: Home) -> Iterator[Found]:
    """The step at the entrance is one more."""
    limit = household.stairs
    if limit is None:
        return
    stairs, entrance = home.stairs, home.entrance_step
    values = {"stairs": stairs, "entrance": entrance, "limit": limit}
    if stairs is None:
        yield Found("stairs", UNKNOWN, values)
    elif stairs > limit:
        yield Found("stairs", NO, values)
    elif stairs < limit or entrance == 0:
        yield Found("stairs", YES, values)
    elif entrance is None:
        yield Found("stairs", UNKNOWN, values)
    elif entrance <= RAMP_MM:
        yield Found("stairs", IF, values, frozenset({"entrance"}))
    else:
        yield Found("stairs", NO, values)


def _step(household: Household, home: Home) -> Iterator[Found]:
    limit = household.step
    if limit is None:
        return
    heights = {"entrance": home.entrance_step, "threshold": home.threshold, "indoor": home.indoor_step}
    known = {place: height for place, height in heights.items() if height is not None}
    highest = max(known.values(), default=0)
    values = {**heights, "limit": limit, "highest": highest}
    mends = frozenset(place for place, height in known.items() if limit < height <= RAMP_MM)
    if highest > max(limit, RAMP_MM):
        yield Found("step", NO, values, mends)
    elif len(known) < len(heights):
        yield Found("step", UNKNOWN, values, mends)
    else:
        yield Found("step", YES if highest <= limit else IF, values, mends)


def _door(household: Household, home: Home) -> Iterator[Found]:
    widths = [home.corridor_width, home.bath_width, home.toilet_width]
    if household.door is None:
        return
    known = [width for width in widths if width is not None]
    narrowest = min(known, default=None)
    too_narrow = narrowest is not None and narrowest < household.door
    mark = NO if too_narrow else YES if len(known) == len(widths) else UNKNOWN
    corridor, bath, toilet = widths
    yield Found("door", mark, {"corridor": corridor, "bath": bath, "toilet": toilet, "limit": household.door})


def _turning(household: Household, home: Home) -> Iterator[Found]:
    if household.turning is None:
        return
    space = home.turning_space
    mark = UNKNOWN if space is None else YES if space >= household.turning else NO
    yield Found("turning", mark, {"space": space, "limit": household.turning})


def _floor(household: Household, home: Home) -> Iterator[Found]:
    """With a lift any floor will do."""
    limit = household.top_floor
    if limit is None:
        return
    lift, floor = Known(home.elevator), home.floor
    if lift == Known.YES or (floor is not None and floor <= limit):
        mark = YES
    else:
        mark = UNKNOWN if floor is None or lift == Known.UNKNOWN else NO
    yield Found("floor", mark, {"floor": floor, "lift": lift.label, "limit": limit})


def _rails(household: Household, home: Home) -> Iterator[Found]:
    for place in household.rails:
        known = Known(getattr(home, f"rail_{place}"))
        mends = frozenset({"rail"} if known == Known.NO else ())
        yield Found("rail", RAIL_MARKS[known], {"place": Rail(place).label, "known": known.label}, mends)
