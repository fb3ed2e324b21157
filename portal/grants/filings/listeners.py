"""Who hears of a filing: rooms to the right say so once, at start. Called inside the transaction of the step.

Moments: submitted (the first time), verified, reopened, withdrawn, lapsed. Who hears `reopened` may raise `Refused`.
"""

import datetime as dt
from collections.abc import Callable

from .models import Filing

Hears = Callable[[Filing, dt.datetime], None]
MOMENTS = ("submitted", "verified", "reopened", "withdrawn", "lapsed")
_hears: dict[str, list[Hears]] = {moment: [] for moment in MOMENTS}


def when(moment: str, hears: Hears) -> None:
    """Raises `KeyError` for a moment that does not exist."""
    _hears[moment].append(hears)


def tell(moment: str, filing: Filing, at: dt.datetime) -> None:
    for hears in _hears[moment]:
        hears(filing, at)
