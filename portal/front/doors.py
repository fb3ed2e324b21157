"""The doors of the start page: each part of the portal that exists registers its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Door:
    """`figure` answers a live number and the words after it."""

    label: str | Promise
    text: str | Promise
    url_name: str
    icon: str
    figure: Callable[[], tuple[int, str]]


_doors: list[Door] = []


def register(door: Door) -> None:
    _doors.append(door)


def all_doors() -> list[Door]:
    return list(_doors)
