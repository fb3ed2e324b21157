"""Who hears of a decision: rooms to the right say so once, at start."""

import datetime as dt
from collections.abc import Callable

from .models import Decision

Hears = Callable[[Decision, dt.datetime], None]
_issued: list[Hears] = []


def when_issued(hears: Hears) -> None:
    """`hears(decision, at)` is called inside the transaction in which the letter goes out; the grant has followed."""
    _issued.append(hears)


def issued(decision: Decision, at: dt.datetime) -> None:
    for hears in _issued:
        hears(decision, at)
