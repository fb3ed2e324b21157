"""The port. Nothing outside this package knows which engine answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from portal.search.conditions import Question, Result
from portal.search.kinds import Kind

ENGINES = {"embedded": "portal.search.engines.embedded.engine.EmbeddedEngine"}


@dataclass
class Differences:
    """Keys in which an index and the truth differ."""

    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.stale)


class Engine(Protocol):
    name: str

    def answer(self, question: Question) -> Result: ...

    def refresh(self, kind: Kind, keys: Sequence[int]) -> bool:
        """Bring the keys to their present truth; False when the index is being rebuilt and will be asked again."""

    def differences(self, kind: Kind) -> Differences: ...

    def rebuild(self, only: Kind | None = None) -> None:
        """Build beside and switch; searches go on meanwhile."""


@cache
def get(name: str) -> Engine:
    return import_string(ENGINES[name])()


def answer(question: Question) -> Result:
    return get(settings.SEARCH_ENGINE).answer(question)


def kept_true() -> list[str]:
    """The engine that answers, and the embedded one, which stands by for any other."""
    return list(dict.fromkeys([settings.SEARCH_ENGINE, "embedded"]))
