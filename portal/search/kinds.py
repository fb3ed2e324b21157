"""Every kind of thing that can be found, declared by the room that owns it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from .documents import Document

MAX_FLAGS = 62


@dataclass(frozen=True)
class Facet:
    """A choice among codes: `one` code a document, a `few` (at most `slots`), or `flags`, any subset of `codes`."""

    name: str
    form: Literal["one", "few", "flags"]
    slots: int = 1
    codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.form == "flags" and not 0 < len(self.codes) <= MAX_FLAGS:
            raise ValueError(f"{self.name}: flags need 1 to {MAX_FLAGS} declared codes")


@dataclass(frozen=True)
class Kind:
    """`documents` answers for those of the keys that are public now: a key without document leaves the index.
    `keys` gives every key that belongs in the index. `cards` renders found keys, in order, for the page of all kinds.
    `url_name` is the list page, which takes `?q=`.
    """

    name: str
    label: str | Promise
    facets: tuple[Facet, ...]
    numbers: tuple[str, ...]
    documents: Callable[[Sequence[int]], Iterable[Document]]
    keys: Callable[[], Iterable[int]]
    cards: Callable[[Sequence[int]], list[SafeString]]
    url_name: str

    def __post_init__(self) -> None:
        names = [facet.name for facet in self.facets] + list(self.numbers)
        if not re.fullmatch("[a-z][a-z_]*", self.name) or len(names) != len(set(names)):
            raise ValueError(f"{self.name}: a kind needs a plain name, and its facets and numbers distinct ones")

    def facet(self, name: str) -> Facet:
        return next(facet for facet in self.facets if facet.name == name)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    _kinds[kind.name] = kind
    return kind


def get(name: str) -> Kind:
    return _kinds[name]


def all_kinds() -> list[Kind]:
    """In the order of registration, which is the order of the apps."""
    return list(_kinds.values())
