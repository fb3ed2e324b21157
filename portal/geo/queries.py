"""Reads of places. Towns, stations and lines are read once per process and again after a load."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.lib.distance import metres, walking_minutes
from portal.lib.text import plain

from .addresses import KANJI_BLOCK, folded, kanji_number, parse
from .models import Line, Station, Stop, Town

Point = tuple[float, float]
_read: dict[str, tuple] = {}


@dataclass(frozen=True)
class Nearby:
    station: Station
    minutes: int


@dataclass(frozen=True)
class Place:
    label: str
    point: Point


def forget() -> None:
    """Read the places anew at the next question."""
    _read.clear()


def towns() -> tuple[Town, ...]:
    """In the order of their reading."""
    return _once(
        "towns", lambda: sorted(Town.objects.all(), key=lambda town: (town.municipality, town.kana or town.name))
    )


def stations() -> tuple[Station, ...]:
    return _once("stations", lambda: Station.objects.order_by("kana", "code"))


def stops() -> tuple[Stop, ...]:
    return _once("stops", lambda: Stop.objects.select_related("station", "line").order_by("line", "position"))


def _once(name: str, rows) -> tuple:
    if name not in _read:
        found = tuple(rows())
        if not found:
            return ()
        _read[name] = found
    return _read[name]


def nearest_stations(point: Point, *, limit: int = 3, within_minutes: int = 20) -> list[Nearby]:
    """The stations nearest on foot, by the road, nearest first."""
    straight = sorted(
        (metres(*point, station.latitude, station.longitude), station.code, station) for station in stations()
    )
    near = [Nearby(station, walking_minutes(distance)) for distance, _code, station in straight[:limit]]
    return [entry for entry in near if entry.minutes <= within_minutes]


def lines_of(station_codes: Sequence[str]) -> list[Line]:
    """Each line that stops at one of the stations, once."""
    found = {stop.line_id: stop.line for stop in stops() if stop.station_id in station_codes}
    return list(found.values())


def town_of(address: str, municipality: str = "") -> Town | None:
    """The town an address lies in; `municipality` where the address leaves it out."""
    parts = parse(address, municipality)
    index = _towns_by_name()
    base = (parts.municipality, folded(parts.base))
    return (index.get((*base, parts.numbers[0])) if parts.numbers else None) or index.get((*base, None))


def _towns_by_name() -> dict[tuple[str, str, int | None], Town]:
    if not towns():
        return {}
    return _once("index", lambda: ({(town.municipality, *_name_parts(town.name)): town for town in towns()},))[0]


def _name_parts(name: str) -> tuple[str, int | None]:
    block = KANJI_BLOCK.match(name)
    return (folded(block["base"]), kanji_number(block["block"])) if block else (folded(name), None)


def find_place(name: str) -> Place | None:
    """The point of a station (光が丘駅, 光が丘) or of a town (光が丘三丁目, 旭町 as the middle of its parts)."""
    wanted = folded(plain(name))
    for station in stations():
        if wanted.removesuffix("駅") == folded(station.name):
            return Place(f"{station.name}駅", (station.latitude, station.longitude))
    address = parse(wanted, municipality="-")
    alike = [(town, block) for town in towns() for base, block in [_name_parts(town.name)] if base == address.base]
    exact = [town for town, block in alike if block == (address.numbers[0] if address.numbers else None)]
    if exact:
        return Place(exact[0].name, (exact[0].latitude, exact[0].longitude))
    if not alike or address.numbers:
        return None
    north = sum(town.latitude for town, _block in alike) / len(alike)
    return Place(address.base, (north, sum(town.longitude for town, _block in alike) / len(alike)))


def point_of_station(code: str) -> Point | None:
    return next(((row.latitude, row.longitude) for row in stations() if row.code == code), None)


def point_of_town(code: str) -> Point | None:
    return next(((row.latitude, row.longitude) for row in towns() if row.code == code), None)


def line_choices() -> list[tuple[str, str]]:
    return list({stop.line.code: stop.line.name for stop in stops()}.items())


def station_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Stations under their lines, in the order of the line."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for stop in stops():
        groups.setdefault(stop.line.name, []).append((stop.station.code, stop.station.name))
    return list(groups.items())


def town_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Towns under their common name: 光が丘 with 光が丘一丁目 to 七丁目."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for town in towns():
        block = KANJI_BLOCK.match(town.name)
        groups.setdefault(block["base"] if block else town.name, []).append((town.code, town.name))
    return list(groups.items())
