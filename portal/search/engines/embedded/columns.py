"""All slots of a kind in memory, one contiguous array a slot, newest document first; an unchanging snapshot."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np

from .files import Identity
from .layout import ID, RANK
from .store import Store

T = TypeVar("T")
KEPT = 256


@dataclass(frozen=True)
class Columns:
    """`position` leads from a document's id to its place, -1 when it is gone."""

    identity: Identity
    version: int
    data: np.ndarray
    position: np.ndarray
    code_ids: dict[str, dict[str, int]]
    kept: dict = field(default_factory=dict)

    def once(self, question: Hashable, find: Callable[[], T]) -> T:
        """An answer that holds as long as this snapshot stands. Nobody may write into it."""
        known = self.kept.get(question)
        if known is None:
            if len(self.kept) >= KEPT:
                self.kept.clear()
            known = self.kept[question] = find()
        return known

    @property
    def size(self) -> int:
        return self.data.shape[1]

    def mask(self, joined_ids: str) -> np.ndarray:
        """Which places hold the ids of a string `1,5,9`."""
        mask = np.zeros(self.size, dtype=bool)
        if joined_ids:
            mask[self.position[np.fromstring(joined_ids, dtype=np.int64, sep=",")]] = True
        return mask


_known: dict[tuple[Path, str], Columns] = {}
_lock = threading.Lock()


def current(pointer: Path, identity: Identity, store: Store) -> Columns | None:
    """The snapshot of the caller's read transaction; None when another thread already went further, so that the
    caller must begin a newer one.
    """
    version, floor = store.state()
    place = (pointer, store.kind.name)
    known = _known.get(place)
    if known is None or known.identity != identity or known.version < version:
        with _lock:
            known = _known.get(place)
            if known is None or known.identity != identity or known.version < floor:
                known = _known[place] = _load(identity, version, store)
            elif known.version < version:
                known = _known[place] = _advance(known, version, store)
    return known if known.version == version else None


def _load(identity: Identity, version: int, store: Store) -> Columns:
    return _columns(identity, version, store, _rows(store, "SELECT slots FROM doc_{0}"))


def _advance(known: Columns, version: int, store: Store) -> Columns:
    """The changes since the known snapshot, put in their places."""
    changed = _rows(store, "SELECT slots FROM doc_{0} WHERE changed > ?", known.version)
    gone = store.execute(
        "SELECT id FROM gone WHERE kind = ? AND version > ?", (store.kind.name, known.version)
    ).fetchall()
    leaving = np.array([*changed[ID].tolist(), *(row[0] for row in gone)], dtype=np.int64)
    places = known.position[leaving[leaving < len(known.position)]]
    staying = np.ones(known.size, dtype=bool)
    staying[places[places >= 0]] = False
    return _columns(known.identity, version, store, np.concatenate([known.data[:, staying], changed], axis=1))


def _rows(store: Store, statement: str, *parameters: object) -> np.ndarray:
    joined = b"".join(row[0] for row in store.execute(statement, parameters))
    return np.frombuffer(joined, dtype=np.int64).reshape(-1, store.layout.width).T


def _columns(identity: Identity, version: int, store: Store, data: np.ndarray) -> Columns:
    data = np.ascontiguousarray(data[:, np.argsort(-data[RANK], kind="stable")])
    position = np.full(data[ID].max(initial=0) + 1, -1, dtype=np.int64)
    position[data[ID]] = np.arange(data.shape[1])
    return Columns(identity, version, data, position, store.code_ids())
