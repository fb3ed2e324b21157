"""The doors of the portal: one for each part that exists, registered by the part."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.functional import Promise

FIGURE_KEPT_SECONDS = 60


@dataclass(frozen=True)
class Door:
    """`figure` gives the live number and its unit; `nav` is the short name in the header."""

    label: str | Promise
    text: str | Promise
    url_name: str
    icon: str
    figure: Callable[[], tuple[int, str | Promise]]
    nav: str | Promise
    order: int

    def live_figure(self) -> tuple[int, str]:
        key = f"door:{self.url_name}"
        if (kept := cache.get(key)) is None:
            number, unit = self.figure()
            kept = (number, str(unit))
            cache.set(key, kept, FIGURE_KEPT_SECONDS)
        return kept


_doors: list[Door] = []


def register(door: Door) -> None:
    _doors.append(door)
    _doors.sort(key=lambda one: one.order)


def all_doors() -> list[Door]:
    return list(_doors)
