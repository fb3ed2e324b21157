"""Who else must know of a vacancy. Rooms to the right on the street register here; what they do runs in the
transaction of the change.
"""

import datetime as dt
from collections.abc import Callable

from .models import Vacancy

Listener = Callable[[Vacancy, dt.datetime], None]
_ended: list[Listener] = []
_changed: list[Listener] = []


def when_ended(listener: Listener) -> None:
    """No more people are taken."""
    _ended.append(listener)


def when_changed(listener: Listener) -> None:
    """Terms became public, new ones or for the first time."""
    _changed.append(listener)


def tell_ended(vacancy: Vacancy, at: dt.datetime) -> None:
    for listener in _ended:
        listener(vacancy, at)


def tell_changed(vacancy: Vacancy, at: dt.datetime) -> None:
    for listener in _changed:
        listener(vacancy, at)
