"""A small map drawn from our own stations, lines and towns: no tiles, no script, and it prints."""

import math
from dataclasses import dataclass
from itertools import pairwise

from .queries import Point, stations, stops, towns

WIDTH, HEIGHT = 640, 400
# Metres from the middle to the upper edge; the width follows the drawing's shape.
REACH = 1400
METRES_A_DEGREE = 111_320
NAMES = 12


@dataclass(frozen=True)
class Mark:
    x: float
    y: float
    name: str


@dataclass(frozen=True)
class Track:
    path: str
    color: str
    name: str


@dataclass(frozen=True)
class Drawing:
    """`ring` is the radius of ten minutes on foot, by the road, in units of the drawing."""

    x: float
    y: float
    ring: float
    stations: list[Mark]
    towns: list[Mark]
    tracks: list[Track]


def around(point: Point, ring_metres: float) -> Drawing:
    scale = HEIGHT / 2 / REACH

    def place(latitude: float, longitude: float) -> tuple[float, float]:
        east = (longitude - point[1]) * METRES_A_DEGREE * math.cos(math.radians(point[0]))
        north = (latitude - point[0]) * METRES_A_DEGREE
        return round(WIDTH / 2 + east * scale, 1), round(HEIGHT / 2 - north * scale, 1)

    def inside(x: float, y: float) -> bool:
        return 8 < x < WIDTH - 40 and 16 < y < HEIGHT - 8

    def marks(rows) -> list[Mark]:
        placed = [(*place(row.latitude, row.longitude), row.name) for row in rows]
        return [Mark(x, y, name) for x, y, name in placed if inside(x, y)]

    middle = (WIDTH / 2, HEIGHT / 2)
    near = sorted(marks(towns()), key=lambda mark: math.dist((mark.x, mark.y), middle))[:NAMES]
    return Drawing(*middle, round(ring_metres * scale, 1), marks(stations()), near, _tracks(place))


def _tracks(place) -> list[Track]:
    """Each line from station to station, straight."""
    lines: dict[str, list] = {}
    for stop in stops():
        lines.setdefault(stop.line_id, []).append(stop)
    return [
        Track("".join(_legs(places)), line[0].line.color or "#666666", line[0].line.name)
        for line in lines.values()
        if (places := [place(stop.station.latitude, stop.station.longitude) for stop in line])
    ]


def _legs(places: list[tuple[float, float]]) -> list[str]:
    """Only the legs that come near the drawing."""
    near = [(a, b) for a, b in pairwise(places) if _near(a, b, 0, WIDTH) and _near(a, b, 1, HEIGHT)]
    return [f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in near]


def _near(a: tuple[float, float], b: tuple[float, float], axis: int, size: int) -> bool:
    return max(a[axis], b[axis]) > -200 and min(a[axis], b[axis]) < size + 200
