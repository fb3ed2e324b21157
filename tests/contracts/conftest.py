import pytest
from django.conf import settings

from portal.search import kinds
from portal.search.actions import rebuild

from .corpus import Truth

ENGINES = ["embedded"]


@pytest.fixture(params=ENGINES)
def truth(request, tmp_path, monkeypatch, db) -> Truth:
    """The corpus as the only kind there is, in a fresh index of the engine."""
    monkeypatch.setattr(settings, "SEARCH_ENGINE", request.param)
    monkeypatch.setattr(settings, "SEARCH_INDEX_FILE", tmp_path / "search.sqlite3")
    monkeypatch.setattr(kinds, "_kinds", {})
    truth = Truth()
    kinds.register(truth.kind())
    rebuild()
    return truth


@pytest.fixture(scope="module", params=ENGINES)
def still(request, tmp_path_factory):
    """The same for tests that change nothing: built once, by the first question."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "SEARCH_ENGINE", request.param)
        patch.setattr(settings, "SEARCH_INDEX_FILE", tmp_path_factory.mktemp("still") / "search.sqlite3")
        patch.setattr(kinds, "_kinds", {})
        truth = Truth()
        kinds.register(truth.kind())
        yield truth
