"""What a slot can be for. The room that offers slots says who may take them and where to read on."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.accounts.models import User

from .models import Booking


@dataclass(frozen=True)
class SubjectKind:
    """`may_book(person, key)` is asked before a booking; `path(key)` is the page of the thing itself. `let_go` hears of
    a booking that was given back on the pages of this room, in the same transaction.
    """

    code: str
    label: str | Promise
    may_book: Callable[[User, str], bool]
    path: Callable[[str], str]
    let_go: Callable[[Booking, User | None, dt.datetime], None] | None = None


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> SubjectKind:
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"subject kind {kind.code} is declared twice")
    return kind


def get(code: str) -> SubjectKind:
    return _kinds[code]
