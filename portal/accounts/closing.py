"""What must be settled before somebody's account is closed, and what goes with it; each room says its own part."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import User


@dataclass(frozen=True)
class Part:
    """`obstacles(user)` yields plain sentences, none when all is settled; `let_go(user, at)` erases or ends."""

    name: str
    obstacles: Callable[[User], Iterable[str]]
    let_go: Callable[[User, dt.datetime], None]


_parts: dict[str, Part] = {}


def register(part: Part) -> Part:
    if _parts.setdefault(part.name, part) != part:
        raise ValueError(f"part {part.name} is declared twice")
    return part


def all_parts() -> list[Part]:
    """The last registered first: it builds on those before it, so it lets go of them first."""
    return list(reversed(_parts.values()))


def obstacles(user: User) -> list[str]:
    return [sentence for part in all_parts() for sentence in part.obstacles(user)]
