from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.choices import BaseChoiceIterator


class Listed(BaseChoiceIterator):
    """Choices that stand as pairs already. Django takes a list apart twice for every field made, but never these."""

    def __init__(self, choices: Iterable[tuple[Any, Any]]) -> None:
        self.pairs = tuple(choices)

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)
