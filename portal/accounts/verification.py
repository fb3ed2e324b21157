"""Who else must know that the ward has verified an organisation. Higher rooms register here."""

import datetime as dt
from collections.abc import Callable

from .models import Organisation, User

Listener = Callable[[Organisation, User, dt.datetime], object]
_listeners: list[Listener] = []


def when_verified(listener: Listener) -> None:
    """`listener` runs in the transaction of the verification."""
    _listeners.append(listener)


def tell(organisation: Organisation, actor: User, at: dt.datetime) -> None:
    for listener in _listeners:
        listener(organisation, actor, at)
