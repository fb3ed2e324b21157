from django import template

from portal.geo.drawing import HEIGHT, WIDTH, around
from portal.geo.queries import Point, nearest_stations
from portal.lib.distance import reach_on_foot

register = template.Library()
RING_MINUTES = 10


@register.inclusion_tag("geo/map.html")
def place_map(point: Point | None, label: str) -> dict:
    """The place among its stations and towns, and the list that says the same."""
    if point is None:
        return {}
    return {
        "map": around(point, reach_on_foot(RING_MINUTES)),
        "label": label,
        "near": nearest_stations(point, limit=5, within_minutes=45),
        "width": WIDTH,
        "height": HEIGHT,
        "minutes": RING_MINUTES,
    }
