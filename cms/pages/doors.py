from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse

from portal.front.doors import all_doors

SECONDS = 60


@dataclass(frozen=True)
class ShownDoor:
    label: str
    text: str
    url: str
    icon: str
    count: int
    unit: str


def shown_doors() -> list[ShownDoor]:
    """The parts of the portal that exist, each with a figure at most a minute old."""
    return cache.get_or_set("pages.doors", _ask, SECONDS)


def _ask() -> list[ShownDoor]:
    return [
        ShownDoor(str(door.label), str(door.text), reverse(door.url_name), door.icon, *door.figure())
        for door in all_doors()
    ]
