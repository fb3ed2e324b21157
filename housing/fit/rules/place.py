"""M6 to M9 and M22: how large, how many, where, how safe."""

from collections.abc import Iterator

from housing.homes.choices import Seismic
from portal.lib.distance import metres, walking_minutes
from portal.lib.verdict import Rule, Severity, rule

from ..choices import IF, NO, UNKNOWN, YES
from ..facts import Home
from ..household import STATION, TOWN, Near
from ..lines import Line
from .asked import HOPE, Asked, line, within

NEARLY_PERCENT = 80
MORE_MINUTES = 10
ORDER = {YES: 0, IF: 1, UNKNOWN: 2, NO: 3}
SEISMIC = {Seismic.NEW: YES, Seismic.PROVEN: YES, Seismic.PLANNED: IF, Seismic.UNPROVEN: NO, Seismic.UNKNOWN: UNKNOWN}


@rule(
    "fit.M06",
    "床面積が最低居住面積水準までである。知らせるだけで、合わない理由にはしない。",
    "住生活基本計画の最低居住面積水準",
    Severity.WARN,
)
def area(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    least = asked.least_area
    if least is None:
        return
    if home.area is None:
        yield line(rule, UNKNOWN, area=None, least=least)
        return
    mark = YES if home.area >= least else IF if home.area * 100 >= least * NEARLY_PERCENT else NO
    yield line(rule, mark, area=home.area, least=least)


@rule("fit.M07", "住める人数の中に、世帯の人数が入る。", "募集の条件（住める人数）", Severity.BLOCK)
def people(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    """Only babies more than the number: that is worth asking."""
    size = asked.household.size
    if not size:
        return
    if home.capacity is None:
        yield line(rule, UNKNOWN, size=size, capacity=None)
        return
    yield line(
        rule, within(size, home.capacity, home.capacity + asked.household.infants), size=size, capacity=home.capacity
    )


@rule(
    "fit.M08",
    "行きたい駅・町・学校・病院から、言われた分数の中にある（必ずと選んだときだけ、合わない理由になる）。",
    HOPE,
    Severity.BLOCK,
)
def near(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    """The areas are alternatives, the visits are not."""
    household = asked.household
    found = [_nearest(home, household.areas)] if household.areas else []
    found += [(_mark(home, visit), visit, minutes_to(home, visit)) for visit in household.visits]
    if not found:
        return
    mark, wished, minutes = max(found, key=lambda each: ORDER[each[0]])
    yield line(
        rule, mark, hard=household.area_is_must, place=wished.label, minutes=minutes, limit=wished.minutes,
        town=home.town_name,
    )  # fmt: skip


def _nearest(home: Home, places: tuple[Near, ...]) -> tuple[str, Near, int | None]:
    return min(
        ((_mark(home, place), place, minutes_to(home, place)) for place in places), key=lambda each: ORDER[each[0]]
    )


def _mark(home: Home, place: Near) -> str:
    minutes = minutes_to(home, place)
    return UNKNOWN if minutes is None else within(minutes, place.minutes, place.minutes + MORE_MINUTES)


def minutes_to(home: Home, place: Near) -> int | None:
    """As published for a station, 0 in the town itself, else from the middle of the town."""
    if place.kind == STATION and place.code in home.stations:
        return home.stations[place.code]
    if place.kind == TOWN and place.code == home.town:
        return 0
    if place.latitude is None or place.longitude is None:
        return None
    return walking_minutes(metres(home.latitude, home.longitude, place.latitude, place.longitude))


@rule("fit.M09", "避けたい町にない。だれにも、何も言わずに除く。", HOPE, Severity.ACT)
def avoided(rule: Rule, asked: Asked, home: Home) -> bool:
    """Whether the home is left out, without a line, a count or a reason."""
    return home.town in asked.household.avoided


@rule(
    "fit.M22",
    "新しい耐震基準か、耐震を示す書類がある。知らせるだけで、合わない理由にはしない。",
    "建築基準法の耐震基準（1981年6月1日から）",
    Severity.WARN,
)
def seismic(rule: Rule, asked: Asked, home: Home) -> Iterator[Line]:
    mark = SEISMIC.get(Seismic(home.seismic), UNKNOWN)
    yield line(rule, mark, seismic=Seismic(home.seismic).label)
