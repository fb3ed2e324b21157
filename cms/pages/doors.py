from dataclasses import dataclass

from django.urls import reverse

from portal.front.doors import Door, all_doors


@dataclass(frozen=True)
class ShownDoor:
    door: Door
    url: str
    count: int
    unit: str


def shown_doors() -> list[ShownDoor]:
    """The parts of the portal that exist, each with its live figure."""
    return [ShownDoor(door, reverse(door.url_name), *door.live_figure()) for door in all_doors()]
