import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from portal.search import kinds
from portal.search.conditions import Question, Result
from portal.search.engines import Differences
from portal.search.kinds import Kind

from .answering import answer, is_busy
from .files import IndexFile, connect
from .store import Store, check_stamp, create, transaction

logger = logging.getLogger(__name__)
T = TypeVar("T")
BATCH = 500


class EmbeddedEngine:
    """SQLite FTS5 for the words, arrays in memory for all else. See portal/docs/decisions/embedded-index-file.md."""

    name = "embedded"

    @property
    def file(self) -> IndexFile:
        return IndexFile(Path(settings.SEARCH_INDEX_FILE))

    def answer(self, question: Question) -> Result:
        return self._mending(lambda file: answer(file, question))

    def refresh(self, kind: Kind, keys: Sequence[int]) -> bool:
        """Reads the present truth while it holds the write lock, so that the last writer is never the one who read
        first.
        """
        file, seen = self.file, self.file.identity()
        try:
            with file.shared() as free:
                if free:
                    for batch in _batches(keys):
                        self._write(file, kind, batch)
                return free
        except sqlite3.DatabaseError as error:
            self._mend(file, seen, error)
            return True

    def differences(self, kind: Kind) -> Differences:
        indexed = self._mending(lambda file: _digests(file, kind))
        found = Differences()
        wanted = list(kind.keys())
        for batch in _batches(wanted):
            documents = {document.key: document for document in kind.documents(batch)}
            for key in batch:
                digest = indexed.pop(key, None)
                if key not in documents:
                    found.surplus += [key] if digest else []
                elif digest is None:
                    found.missing.append(key)
                elif digest != documents[key].digest():
                    found.stale.append(key)
        found.surplus += indexed
        return found

    def rebuild(self, only: Kind | None = None) -> None:
        file = self.file
        with file.exclusive():
            if only is None or file.identity() is None:
                _build(file)
            else:
                connection, _identity = file.connection()
                check_stamp(connection)
                with transaction(connection, "IMMEDIATE"):
                    store = Store(connection, only)
                    store.clear()
                    _fill(store)

    def _write(self, file: IndexFile, kind: Kind, keys: Sequence[int]) -> None:
        connection, _identity = file.connection()
        with transaction(connection, "IMMEDIATE"):
            check_stamp(connection)
            Store(connection, kind).set(keys, kind.documents(keys))

    def _mending(self, work: Callable[[IndexFile], T]) -> T:
        file, seen = self.file, self.file.identity()
        try:
            return work(file)
        except sqlite3.DatabaseError as error:
            self._mend(file, seen, error)
        return work(file)

    def _mend(self, file: IndexFile, seen: object, error: sqlite3.DatabaseError) -> None:
        """A lost, damaged or outdated index is built anew, by the first who notices; the others wait."""
        if is_busy(error):
            raise error
        file.forget()
        with file.exclusive():
            if file.identity() == seen:
                logger.warning("search index is built anew: %s", error)
                _build(file)


def _build(file: IndexFile) -> None:
    new = file.new_path()
    new.touch(mode=0o600)
    connection = connect(str(new))
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA journal_mode=OFF")
        create(connection)
        with transaction(connection, "IMMEDIATE"):
            for kind in kinds.all_kinds():
                _fill(Store(connection, kind))
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
    file.switch(new)


def _fill(store: Store) -> None:
    for batch in _batches(sorted(store.kind.keys())):
        store.set(batch, store.kind.documents(batch))
    store.optimise()


def _digests(file: IndexFile, kind: Kind) -> dict[int, bytes]:
    connection, _identity = file.connection()
    check_stamp(connection)
    return Store(connection, kind).digests()


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
