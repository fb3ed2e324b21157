"""Wagtail's search in the editors' admin, made to find Japanese: the portal's own analyser cuts texts and queries.

Wagtail asks this module for `SearchBackend`. The database decides which of the two it is; the module of the other one
cannot be imported.
"""

from importlib import import_module

from django.db import connection
from modelsearch.backends.base import BaseSearchBackend


def SearchBackend(params: dict) -> BaseSearchBackend:  # noqa: N802
    return import_module(f"{__name__}.{connection.vendor}").Backend(params)
