from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.choices import BaseChoiceIterator
from django.utils.functional import Promise
from django.utils.translation import get_language

Pair = tuple[Any, Any]


class Listed(BaseChoiceIterator):
    """Choices that stand as pairs already. Django takes a list apart twice for every field made, but never these.

    Labels to be translated are translated once a language.
    """

    def __init__(self, choices: Iterable[Pair]) -> None:
        self.pairs = tuple(choices)
        self._lazy = any(isinstance(label, Promise) for _value, label in self.pairs)
        self._told: dict[str | None, tuple[Pair, ...]] = {}

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._in(get_language()) if self._lazy else self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def _in(self, language: str | None) -> tuple[Pair, ...]:
        if language not in self._told:
            self._told[language] = tuple(
                (value, str(label) if isinstance(label, Promise) else label) for value, label in self.pairs
            )
        return self._told[language]
