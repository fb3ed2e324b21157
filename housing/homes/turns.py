"""あなたの番: what waits for a partner, whichever room it is in. Rooms to the right add theirs."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.accounts.access import MemberRequest


@dataclass(frozen=True)
class Line:
    """`day` is until when, None where there is no day."""

    name: str
    act: str | Promise
    url: str
    day: dt.date | None


Lines = Callable[[MemberRequest], Iterable[Line]]
_rooms: list[Lines] = []


def register(lines: Lines) -> None:
    """`lines(request)` are those that wait for the person and her present organisation."""
    _rooms.append(lines)


def waiting(request: MemberRequest) -> list[Line]:
    """The nearest day first."""
    found = [line for lines in _rooms for line in lines(request)]
    return sorted(found, key=lambda line: (line.day or dt.date.max, line.name))
