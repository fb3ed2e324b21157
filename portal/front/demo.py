"""Made-up people and things for trying the portal out. Each room adds its part through `register`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from portal.accounts.models import User

PASSWORD = "demo-nerima-2026"  # noqa: S105 – printed for everybody by `make run`


@dataclass
class Stage:
    """What the parts of the demo hand on to one another. `sizes` is how many of each main thing to make."""

    at: dt.datetime
    sizes: dict[str, int]
    people: dict[str, User] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


_parts: list[tuple[int, str, Callable[[Stage], None]]] = []


def register(order: int, name: str, build: Callable[[Stage], None]) -> None:
    _parts.append((order, name, build))
    _parts.sort(key=lambda part: part[0])


def add_logins(*logins: tuple[str | Promise, str]) -> None:
    """More people who can sign in: (who they are, e-mail)."""
    LOGINS.extend(logins)


def parts() -> list[tuple[int, str, Callable[[Stage], None]]]:
    return list(_parts)


LOGINS: list[tuple[str | Promise, str]] = [
    ("求職者", "seeker@example.jp"),
    ("求職者（別の人）", "seeker2@example.jp"),
    ("事業所の人", "employer@example.jp"),
    ("別の事業所の人", "employer2@example.jp"),
    ("区の職員", "staff@example.jp"),
    ("区の職員（係長）", "chief@example.jp"),
    ("区の職員（課長）", "manager@example.jp"),
    ("区の会計担当", "accounting@example.jp"),
    ("ページの編集者", "editor@example.jp"),
]
