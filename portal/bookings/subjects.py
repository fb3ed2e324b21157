"""What a slot can be for. The room that offers slots says who may take them and where to read on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.accounts.models import User


@dataclass(frozen=True)
class SubjectKind:
    """`may_book(person, key)` is asked before a booking; `path(key)` is the page of the thing itself."""

    code: str
    label: str | Promise
    may_book: Callable[[User, str], bool]
    path: Callable[[str], str]


_kinds: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> SubjectKind:
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"subject kind {kind.code} is declared twice")
    return kind


def get(code: str) -> SubjectKind:
    return _kinds[code]
