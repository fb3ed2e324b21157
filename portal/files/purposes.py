"""What an upload is for; the room that takes it says which types, how large, and who may read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import StoredFile


@dataclass(frozen=True)
class Purpose:
    """`types` are keys of `portal.files.contents.TYPES`; `may_read(user, file)` is asked at each opening."""

    code: str
    label: str | Promise
    types: tuple[str, ...]
    max_bytes: int
    may_read: Callable[[Model, "StoredFile"], bool]


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> Purpose:
    if _purposes.setdefault(purpose.code, purpose) != purpose:
        raise ValueError(f"file purpose {purpose.code} is declared twice")
    return purpose


def get(code: str) -> Purpose:
    return _purposes[code]
