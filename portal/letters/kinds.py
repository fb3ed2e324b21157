"""Every kind of letter, declared by the room that issues it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import Letter

Text = str | Promise
Asked = Callable[[Model, "Letter"], bool]


def is_owner(user: Model, letter: "Letter") -> bool:
    return bool(user.pk == letter.file.owner_id)


@dataclass(frozen=True)
class LetterKind:
    """`tags` are what a wording may name as `{{氏名}}`, each with what it is. `may_read` is asked at each opening;
    the first opening by somebody `is_addressee` holds for is when the letter arrived.
    """

    code: str
    label: Text
    tags: Mapping[str, Text]
    may_read: Asked
    is_addressee: Asked = is_owner


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> LetterKind:
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"letter kind {kind.code} is declared twice")
    return kind


def get(code: str) -> LetterKind:
    return _kinds[code]
