"""The tables of one kind in the index file: `doc_` (slots, digest), `txt_` (normalised text), `fts_` (all tokens) and
`top_` (title and place once more: the lists of a word that is common in bodies are long to read).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from portal.search import analysis, kinds
from portal.search.documents import Document
from portal.search.kinds import Kind

from .layout import Layout

FORMAT = 1
GONE_KEPT = 10_000

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE state (kind TEXT PRIMARY KEY, version INTEGER NOT NULL, floor INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE code (kind TEXT, facet TEXT, code TEXT, id INTEGER NOT NULL, PRIMARY KEY (kind, facet, code))
    WITHOUT ROWID;
CREATE TABLE gone (kind TEXT, version INTEGER, id INTEGER, PRIMARY KEY (kind, version, id)) WITHOUT ROWID;
"""
SCHEMA_OF_KIND = """
CREATE TABLE doc_{0} (id INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, changed INTEGER NOT NULL,
    digest BLOB NOT NULL, slots BLOB NOT NULL);
CREATE INDEX doc_{0}_changed ON doc_{0} (changed);
CREATE TABLE txt_{0} (id INTEGER PRIMARY KEY, title TEXT NOT NULL, place TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE fts_{0} USING fts5(title, place, body, content='', columnsize=0,
    tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE top_{0} USING fts5(title, place, content='', columnsize=0,
    tokenize='unicode61 remove_diacritics 0');
"""


def stamp() -> str:
    """An index with another stamp was written by another analyser or for other kinds and is of no use."""
    shapes = [f"{kind.name}{kind.facets}{kind.numbers}" for kind in kinds.all_kinds()]
    return "|".join([str(FORMAT), str(analysis.VERSION), *shapes])


def create(connection: sqlite3.Connection) -> None:
    connection.executescript(SCHEMA)
    connection.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp(),))
    for kind in kinds.all_kinds():
        connection.executescript(SCHEMA_OF_KIND.format(kind.name))
        connection.execute("INSERT INTO state VALUES (?, 0, 0)", (kind.name,))


def check_stamp(connection: sqlite3.Connection) -> None:
    found = connection.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
    if found != (stamp(),):
        raise sqlite3.DatabaseError("the index has another stamp")


@contextmanager
def transaction(connection: sqlite3.Connection, mode: str) -> Iterator[None]:
    """`mode` is DEFERRED for a snapshot to read, IMMEDIATE to write."""
    connection.execute(f"BEGIN {mode}")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class Store:
    """Reads and writes of one kind inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, kind: Kind) -> None:
        self.connection = connection
        self.kind = kind
        self.layout = Layout(kind)

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """`{0}` in the statement stands for the kind, whose name is a plain word."""
        return self.connection.execute(statement.format(self.kind.name), parameters)

    def state(self) -> tuple[int, int]:
        """The number of the last change and the one from which on changes can be told singly."""
        return self.execute("SELECT version, floor FROM state WHERE kind = ?", (self.kind.name,)).fetchone()

    def code_ids(self) -> dict[str, dict[str, int]]:
        ids: dict[str, dict[str, int]] = {facet.name: {} for facet in self.kind.facets}
        for facet, code, number in self.execute("SELECT facet, code, id FROM code WHERE kind = ?", (self.kind.name,)):
            ids[facet][code] = number
        return ids

    def digests(self) -> dict[int, bytes]:
        return dict(self.execute("SELECT key, digest FROM doc_{0}"))

    def matching(self, expression: str) -> str:
        """The ids of matching documents, joined by commas."""
        found = self.execute("SELECT group_concat(rowid) FROM fts_{0} WHERE fts_{0} MATCH ?", (expression,))
        return found.fetchone()[0] or ""

    def matching_top(self, expression: str) -> str:
        """The same, title and place alone."""
        found = self.execute("SELECT group_concat(rowid) FROM top_{0} WHERE top_{0} MATCH ?", (expression,))
        return found.fetchone()[0] or ""

    def set(self, keys: Iterable[int], documents: Iterable[Document]) -> None:
        """Make the index say of the keys what the documents say; a key without document goes."""
        found = {document.key: document for document in documents}
        version = self.state()[0] + 1
        ids = self.code_ids()
        for key in keys:
            known = self.execute("SELECT id, digest FROM doc_{0} WHERE key = ?", (key,)).fetchone()
            document = found.get(key)
            if document is None:
                if known:
                    self._remove(known[0])
                    self.execute("INSERT INTO gone VALUES (?, ?, ?)", (self.kind.name, version, known[0]))
            elif known is None or known[1] != document.digest():
                self._put(document, known[0] if known else None, version, ids)
        self.execute("UPDATE state SET version = ? WHERE kind = ?", (version, self.kind.name))
        self._prune(version)

    def clear(self) -> None:
        version = self.state()[0] + 1
        self.execute("DELETE FROM doc_{0}")
        self.execute("DELETE FROM txt_{0}")
        self.execute("INSERT INTO fts_{0}(fts_{0}) VALUES ('delete-all')")
        self.execute("INSERT INTO top_{0}(top_{0}) VALUES ('delete-all')")
        self.execute("DELETE FROM gone WHERE kind = ?", (self.kind.name,))
        self.execute("UPDATE state SET version = ?, floor = ? WHERE kind = ?", (version, version, self.kind.name))

    def optimise(self) -> None:
        self.execute("INSERT INTO fts_{0}(fts_{0}) VALUES ('optimize')")
        self.execute("INSERT INTO top_{0}(top_{0}) VALUES ('optimize')")

    def _put(self, document: Document, known: int | None, version: int, ids: dict[str, dict[str, int]]) -> None:
        if known is None:
            identity = self.execute("SELECT coalesce(max(id), 0) + 1 FROM doc_{0}").fetchone()[0]
        else:
            identity = known
            self._remove(known)
        texts = [analysis.normalise(text) for text in (document.title, document.place, document.body)]
        slots = self.layout.pack(identity, document, lambda facet, code: self._code_id(ids[facet], facet, code))
        self.execute(
            "INSERT INTO doc_{0} VALUES (?, ?, ?, ?, ?)", (identity, document.key, version, document.digest(), slots)
        )
        self.execute("INSERT INTO txt_{0} VALUES (?, ?, ?, ?)", (identity, *texts))
        title, place, body = _joined(texts)
        self.execute(
            "INSERT INTO fts_{0}(rowid, title, place, body) VALUES (?, ?, ?, ?)", (identity, title, place, body)
        )
        self.execute("INSERT INTO top_{0}(rowid, title, place) VALUES (?, ?, ?)", (identity, title, place))

    def _remove(self, identity: int) -> None:
        """A contentless index forgets a row only when told its tokens once more."""
        texts = self.execute("SELECT title, place, body FROM txt_{0} WHERE id = ?", (identity,)).fetchone()
        title, place, body = _joined(texts)
        self.execute(
            "INSERT INTO fts_{0}(fts_{0}, rowid, title, place, body) VALUES ('delete', ?, ?, ?, ?)",
            (identity, title, place, body),
        )
        self.execute(
            "INSERT INTO top_{0}(top_{0}, rowid, title, place) VALUES ('delete', ?, ?, ?)", (identity, title, place)
        )
        self.execute("DELETE FROM txt_{0} WHERE id = ?", (identity,))
        self.execute("DELETE FROM doc_{0} WHERE id = ?", (identity,))

    def _code_id(self, known: dict[str, int], facet: str, code: str) -> int:
        if code not in known:
            known[code] = len(known) + 1
            self.execute("INSERT INTO code VALUES (?, ?, ?, ?)", (self.kind.name, facet, code, known[code]))
        return known[code]

    def _prune(self, version: int) -> None:
        """Who missed more than so many changes reads everything anew."""
        floor = version - GONE_KEPT
        if floor > self.state()[1] and floor % 100 == 0:
            self.execute("DELETE FROM gone WHERE kind = ? AND version <= ?", (self.kind.name, floor))
            self.execute("UPDATE state SET floor = ? WHERE kind = ?", (floor, self.kind.name))


def _joined(texts: Iterable[str]) -> list[str]:
    return [" ".join(analysis.tokens(text)) for text in texts]
