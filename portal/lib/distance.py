"""How far two points lie apart and how long the way takes.

Minutes on foot follow the custom of the property trade (不動産の表示に関する公正競争規約施行規則9条): 80 m of road a
minute, begun minutes counted whole. The road is taken as the straight line times `ROAD_FACTOR`.
"""

import math

EARTH_RADIUS = 6_371_008.8
ROAD_FACTOR = 1.3
WALKING_METRES_A_MINUTE = 80
CYCLING_METRES_A_MINUTE = 200


def metres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Straight line on the sphere between two points given in degrees."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    half_height = math.sin((other_north - north) / 2) ** 2
    half_width = math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half_height + math.cos(north) * math.cos(other_north) * half_width))


def walking_minutes(straight_metres: float) -> int:
    return _minutes(straight_metres, WALKING_METRES_A_MINUTE)


def cycling_minutes(straight_metres: float) -> int:
    return _minutes(straight_metres, CYCLING_METRES_A_MINUTE)


def reach_on_foot(minutes: int) -> float:
    """The straight line, in metres, within which a place is at most so many walking minutes away."""
    return minutes * WALKING_METRES_A_MINUTE / ROAD_FACTOR


def reach_by_bicycle(minutes: int) -> float:
    return minutes * CYCLING_METRES_A_MINUTE / ROAD_FACTOR


def _minutes(straight_metres: float, metres_a_minute: int) -> int:
    return max(1, math.ceil(round(straight_metres * ROAD_FACTOR / metres_a_minute, 6)))
