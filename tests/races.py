"""Many people act at the same moment: real threads, committed transactions. SQLite lets one writer in at a time, so
these tests run where the suite's database is PostgreSQL, which `make test` sees to.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from portal.lib.refusal import Refused

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the suite's database is not PostgreSQL (see PORTAL_DATABASE)"
)


def race(test):
    for mark in (pytest.mark.postgresql, on_postgresql, pytest.mark.django_db(transaction=True)):
        test = mark(test)
    return test


def all_at_once(work: Callable[[Any], object], things: Iterable[Any]) -> int:
    """One thread for each thing. Returns how many were not refused."""
    given = list(things)
    gate = threading.Barrier(len(given))

    def run(thing: Any) -> bool:
        try:
            connection.ensure_connection()
            gate.wait()
            work(thing)
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(given)) as pool:
        return sum(pool.map(run, given))
