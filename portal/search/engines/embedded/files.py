"""The index file: `SEARCH_INDEX_FILE` is a link to the file of the last build, so that a switch is one rename."""

import fcntl
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Identity = tuple[int, int, int]

_here = threading.local()


class IndexFile:
    def __init__(self, pointer: Path) -> None:
        self.pointer = pointer

    def identity(self) -> Identity | None:
        """Changes whenever another file stands behind the link, and in a forked process."""
        with suppress(FileNotFoundError):
            status = self.pointer.stat()
            return status.st_dev, status.st_ino, os.getpid()
        return None

    def connection(self) -> tuple[sqlite3.Connection, Identity]:
        """This thread's connection to the file that stands now."""
        opened = vars(_here).setdefault("opened", {})
        identity = self.identity()
        if identity is None:
            raise sqlite3.OperationalError("there is no index file")
        known = opened.get(self.pointer)
        if known and known[1] == identity:
            return known
        self.forget()
        opened[self.pointer] = connect(os.path.realpath(self.pointer)), identity
        return opened[self.pointer]

    def forget(self) -> None:
        known = vars(_here).setdefault("opened", {}).pop(self.pointer, None)
        if known and known[1][2] == os.getpid():
            known[0].close()

    def new_path(self) -> Path:
        """Where the next build goes. What an interrupted build left behind is removed."""
        self.pointer.parent.mkdir(parents=True, exist_ok=True)
        self._sweep()
        return self.pointer.with_name(f"{self.pointer.stem}-{uuid.uuid4().hex}{self.pointer.suffix}")

    def switch(self, new: Path) -> None:
        link = self.pointer.with_name(f"{self.pointer.name}.link")
        link.unlink(missing_ok=True)
        link.symlink_to(new.name)
        link.replace(self.pointer)
        self._sweep()

    def _sweep(self) -> None:
        current = Path(os.path.realpath(self.pointer)).name
        for old in self.pointer.parent.glob(f"{self.pointer.stem}-*{self.pointer.suffix}*"):
            if not old.name.startswith(current):
                old.unlink(missing_ok=True)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Held by a build."""
        with self._lock_file() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def shared(self) -> Iterator[bool]:
        """Held by a write; False when a build is under way."""
        with self._lock_file() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    @contextmanager
    def _lock_file(self) -> Iterator[int]:
        self.pointer.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.pointer.with_name(f"{self.pointer.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield lock
        finally:
            os.close(lock)


def connect(path: str) -> sqlite3.Connection:
    """Fails when the file is not there. Not mapped into memory: a damaged file must raise, never kill the process."""
    connection = sqlite3.connect(f"{Path(path).as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=20)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-65536")
    return connection
