import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.management import call_command
from playwright.sync_api import Browser

from portal.geo.queries import forget
from tests.browser import CHROMIUM, chromium


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Code lists are part of the schema: every test may refer to them."""
    with django_db_blocker.unblock():
        call_command("load_codelists", verbosity=0)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all; a bare machine without it skips what needs it, and CI does not."""
    if not Path(CHROMIUM).exists() and os.environ.get("CI") != "true":
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with chromium() as started:
        yield started


@pytest.fixture(autouse=True)
def code_lists_again(request, django_db_blocker):
    """A test with real transactions empties every table behind it; the next such test finds the code lists anew.
    Such tests come last: see `--dist` in `.ci/checks`.
    """
    if "transactional_db" in request.fixturenames or "live_server" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        call_command("load_codelists", verbosity=0)


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    """The index lies outside the test's transaction, so every test has its own."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"


@pytest.fixture(autouse=True)
def nothing_kept():
    for cache in caches.all():
        cache.clear()
    forget()
