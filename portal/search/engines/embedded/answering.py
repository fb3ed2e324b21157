"""One question against one snapshot: which documents, in which order, how many under each option."""

import sqlite3

import numpy as np

from portal.search import analysis, kinds, synonyms
from portal.search.conditions import WORDS, Among, Question, Result

from . import columns
from .files import IndexFile
from .layout import KEY, MISSING, RANK
from .masks import Conjunction, Masks
from .store import Store, check_stamp, transaction


def answer(file: IndexFile, question: Question) -> Result:
    """Raises `sqlite3.DatabaseError` when the index cannot be used."""
    while True:
        connection, identity = file.connection()
        with transaction(connection, "DEFERRED"):
            check_stamp(connection)
            store = Store(connection, kinds.get(question.kind))
            snapshot = columns.current(file.pointer, identity, store)
            if snapshot is not None:
                words = _Words(question, store, snapshot)
                break
    return _Answer(question, Masks(store.layout, snapshot), words).result()


class _Words:
    """Masks of the documents whose title, title and place, or whole text hold all words; None without words."""

    def __init__(self, question: Question, store: Store, snapshot: columns.Columns) -> None:
        self.all = self.title = self.title_and_place = None
        expression = match_expression(question.text)
        if expression:
            self.all = snapshot.mask(store.matching(expression))
            if question.ordering == "match":
                self.title = snapshot.mask(store.matching_top("{title} : " + expression))
                self.title_and_place = snapshot.mask(store.matching_top(expression))


def match_expression(text: str) -> str:
    """The FTS5 expression of a query: every word, in one of its spellings. Only letters and digits reach it."""
    words = [
        " OR ".join(_quoted(spelling) for spelling in analysis.spellings(word, synonyms.groups()))
        for word in analysis.words(text)
    ]
    return f"({' AND '.join(f'({word})' for word in words)})" if words else ""


def _quoted(word: str) -> str:
    phrase = analysis.phrase(word)
    return f'"{" ".join(phrase.tokens)}"{"*" if phrase.open_end else ""}'


class _Answer:
    def __init__(self, question: Question, masks: Masks, words: _Words) -> None:
        self.question = question
        self.masks = masks
        self.words = words
        self.data = masks.data
        named = {name: masks.of(condition) for name, condition in question.conditions.items()}
        if words.all is not None:
            named[WORDS] = words.all
        self.holding = Conjunction(named, masks.columns.size)

    def result(self) -> Result:
        found = np.flatnonzero(self.holding.without())
        start = (self.question.number - 1) * self.question.size
        page = self._ordered(found)[start : start + self.question.size]
        return Result(
            total=len(found),
            keys=self.data[KEY, page].tolist(),
            counts=self._counts(),
            without=self.holding.total_without(),
            metres=self._metres(page),
            newest=int(self.data[RANK, found[0]]) if len(found) else 0,
            engine="embedded",
        )

    def _ordered(self, found: np.ndarray) -> np.ndarray:
        """`found` stands newest first, and equals stay so."""
        ordering = self.question.ordering
        if ordering == "match":
            return self._by_tier(found)
        if ordering == "newest":
            return found
        if ordering == "near":
            near = self.question.around
            return found if near is None else found[np.argsort(self.masks.metres(near, found), kind="stable")]
        numbers = self.data[self.masks.layout.numbers[ordering.removeprefix("-")], found]
        rising = np.where(numbers == MISSING, np.iinfo(np.int64).max, numbers) if ordering.startswith("-") else ~numbers
        return found[np.argsort(rising, kind="stable")]  # a missing number comes last either way

    def _by_tier(self, found: np.ndarray) -> np.ndarray:
        if self.words.title is None or self.words.title_and_place is None:
            return found
        first = self.words.title[found]
        second = self.words.title_and_place[found] & ~first
        return np.concatenate([found[first], found[second], found[~(first | second)]])

    def _metres(self, page: np.ndarray) -> dict[int, float]:
        near = self.question.around
        if near is None:
            return {}
        metres = self.masks.metres(near, page)
        return {
            int(key): float(distance)
            for key, distance in zip(self.data[KEY, page], metres, strict=True)
            if np.isfinite(distance)
        }

    def _counts(self) -> dict[str, dict[str, int]]:
        counts = {facet: self.masks.counts(facet, self._beside(facet)) for facet in self.question.counted}
        for name, tally in self.question.tallies.items():
            others = self.holding.without() if tally.added else self.holding.without(name)
            counts[name] = {
                option: int(np.count_nonzero(others & self.masks.kept(condition)))
                for option, condition in tally.options.items()
            }
        return counts

    def _beside(self, facet: str) -> np.ndarray:
        """All conditions but a choice among codes of this very facet."""
        own = [
            name
            for name, condition in self.question.conditions.items()
            if isinstance(condition, Among) and condition.facet == facet and not condition.every
        ]
        return self.holding.without(*own)


def is_busy(error: sqlite3.Error) -> bool:
    """Locked by another process, which is no damage."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
