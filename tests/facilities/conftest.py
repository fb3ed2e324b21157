import datetime as dt
import os
from pathlib import Path

import pytest

from portal.codelists import queries as codes
from portal.facilities.actions import import_facilities
from portal.geo import actions as geo_actions
from portal.geo import queries as geo

AT = dt.datetime(2027, 1, 14, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def places(db):
    """Towns and stations, loaded."""
    geo.forget()
    codes.forget()
    geo_actions.load_authored(actor=None, at=AT)
    yield
    geo.forget()


@pytest.fixture
def bring():
    """Import a table given as text (or bytes) and answer the report."""

    def bring(data, name="table.csv", **options):
        data = data.encode() if isinstance(data, str) else data
        return import_facilities(data=data, name=name, actor=None, at=AT, **options)

    return bring


@pytest.fixture
def real_data() -> Path:
    folder = Path(os.environ.get("PORTAL_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"public data files are not at {folder} (PORTAL_TEST_DATA names the folder)")
    return folder
