"""Who else must know when a vacancy takes no more people. Rooms to the right on the street register here."""

import datetime as dt
from collections.abc import Callable

from .models import Vacancy

Listener = Callable[[Vacancy, dt.datetime], None]
_listeners: list[Listener] = []


def when_ended(listener: Listener) -> None:
    """`listener` runs in the transaction that ends the vacancy."""
    _listeners.append(listener)


def tell(vacancy: Vacancy, at: dt.datetime) -> None:
    for listener in _listeners:
        listener(vacancy, at)
