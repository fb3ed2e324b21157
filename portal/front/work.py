"""What the portal does by itself, again and again. `manage.py work` runs every piece; each is safe to run twice."""

import datetime as dt
import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)
Piece = Callable[..., int]
_pieces: dict[str, Piece] = {}


def register(name: str, piece: Piece) -> None:
    """`piece(at=…)` does what is due and says how many things it did."""
    _pieces[name] = piece


def run_all(at: dt.datetime) -> dict[str, int]:
    """One round. A piece that fails is logged and holds up no other."""
    done = {}
    for name, piece in _pieces.items():
        try:
            done[name] = piece(at=at)
        except Exception:
            logger.exception("work %s failed", name)
    return done
