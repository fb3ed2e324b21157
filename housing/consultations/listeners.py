"""Who hears of a lease and of a protection: rooms to the right say so once, at start."""

import datetime as dt
from collections.abc import Callable

from .models import Consultation

Hears = Callable[[Consultation, dt.datetime], None]
_leases: list[Hears] = []
_protections: list[Hears] = []


def when_lease(hears: Hears) -> None:
    """`hears(consultation, at)` is called inside the transaction that records the lease."""
    _leases.append(hears)


def leased(consultation: Consultation, at: dt.datetime) -> None:
    for hears in _leases:
        hears(consultation, at)


def when_protected(hears: Hears) -> None:
    """`hears(consultation, at)` is called inside the transaction from which on only named people know of it."""
    _protections.append(hears)


def protected(consultation: Consultation, at: dt.datetime) -> None:
    for hears in _protections:
        hears(consultation, at)
