"""Who hears that a version became public: rooms to the right say so once, at start."""

import datetime as dt
from collections.abc import Callable

from .models import Version

Hears = Callable[[Version | None, Version, dt.datetime], None]
_published: list[Hears] = []


def when_published(hears: Hears) -> None:
    """`hears(old, new, at)` is called inside the transaction of the publication."""
    _published.append(hears)


def published(old: Version | None, new: Version, at: dt.datetime) -> None:
    for hears in _published:
        hears(old, new, at)
