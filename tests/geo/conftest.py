import datetime as dt
import os
from pathlib import Path

import pytest

from portal.geo import actions, queries

AT = dt.datetime(2027, 1, 14, 3, tzinfo=dt.UTC)


@pytest.fixture
def places(db):
    """The authored table, loaded."""
    queries.forget()
    yield actions.load_authored(actor=None, at=AT)
    queries.forget()


@pytest.fixture
def real_data() -> Path:
    folder = Path(os.environ.get("PORTAL_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"public data files are not at {folder} (PORTAL_TEST_DATA names the folder)")
    return folder
