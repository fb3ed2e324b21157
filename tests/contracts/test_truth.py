"""The index follows the truth: changes, withdrawals, repairs, another analyser, a lost or damaged file."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from portal.search import analysis, engines, kinds
from portal.search.actions import changed, consume, problems, rebuild, reconcile
from portal.search.engines.embedded import store
from portal.search.models import Outbox
from portal.search.queries import Search

from .corpus import AT


def total(query: str = "") -> int:
    return Search("sample").words(query).run().total


def tell(*keys: int) -> None:
    changed("sample", keys, at=AT)
    consume()


def test_a_changed_document_is_found_by_its_new_words_and_no_longer_by_the_old(truth):
    truth.documents[5] = replace(truth.documents[5], title="空色の仕事", rank=5000)
    assert total("空色") == 0
    tell(5)
    assert (total("空色"), Search("sample").run().keys[0]) == (1, 5)
    truth.documents[5] = replace(truth.documents[5], title="茜色の仕事", rank=5001)
    tell(5)
    assert (total("空色"), total("茜色"), total()) == (0, 1, 300)


def test_changed_facets_numbers_and_new_codes_count_at_once(truth):
    assert Search("sample").where("occupation", ["O64"]).run().total == 0
    old = truth.documents[7]
    truth.documents[7] = replace(old, facets={**old.facets, "occupation": ["O64"]}, numbers={"pay": 999_999})
    tell(7)
    assert Search("sample").counting("occupation").run().counts["occupation"]["O64"] == 1
    assert Search("sample").order("pay").run().keys[0] == 7


def test_an_unpublished_document_is_gone_and_comes_back(truth):
    gone = truth.documents.pop(9)
    tell(9)
    assert (total(), Search("sample").page(1, 400).run().keys.count(9)) == (299, 0)
    truth.documents[9] = replace(gone, rank=6000)
    tell(9)
    assert (total(), Search("sample").run().keys[0]) == (300, 9)


def test_deleting_everything_leaves_an_empty_index_that_works(truth):
    keys = list(truth.documents)
    truth.documents.clear()
    tell(*keys)
    while consume():
        pass
    result = Search("sample").words("介護").counting("occupation", "feature", "line").order("pay").run()
    assert (result.total, result.keys, result.newest) == (0, [], 0)
    assert result.counts == {"occupation": {}, "feature": {}, "line": {}}


def test_an_entry_lives_and_dies_with_its_transaction(truth):
    with pytest.raises(RuntimeError), transaction.atomic():
        changed("sample", [1], at=AT)
        raise RuntimeError
    assert Outbox.objects.count() == 0


def test_the_commit_brings_it_into_the_index(truth, django_capture_on_commit_callbacks):
    truth.documents[3] = replace(truth.documents[3], title="若草色の仕事")
    with django_capture_on_commit_callbacks(execute=True):
        changed("sample", [3, 3], at=AT)
        assert total("若草色") == 0
    assert (total("若草色"), Outbox.objects.count()) == (1, 0)


def test_a_document_that_cannot_be_made_holds_up_no_other(truth, monkeypatch, django_capture_on_commit_callbacks):
    def broken(keys):
        if 2 in keys:
            raise ValueError("broken row")
        return [truth.documents[key] for key in keys]

    kinds.register(replace(truth.kind(), documents=broken))
    truth.documents[4] = replace(truth.documents[4], title="藍色の仕事")
    with django_capture_on_commit_callbacks(execute=True):
        changed("sample", [2, 4], at=AT)
    assert total("藍色") == 1
    assert list(Outbox.objects.values_list("key", flat=True)) == [2]
    kinds.register(truth.kind())
    assert (consume(), Outbox.objects.count()) == (1, 0)


def test_the_reconciler_finds_and_mends_what_was_missed(truth):
    truth.documents.pop(1)
    truth.documents[2] = replace(truth.documents[2], title="山吹色の仕事")
    truth.documents[999] = replace(truth.documents[3], key=999, rank=7000)
    assert list(problems()) == [
        "embedded sample: 1 missing, first 999",
        "embedded sample: 1 surplus, first 1",
        "embedded sample: 1 stale, first 2",
    ]
    found = reconcile()["embedded sample"]
    assert (found.missing, found.surplus, found.stale) == ([999], [1], [2])
    assert (list(problems()), reconcile(), total("山吹色"), total()) == ([], {}, 1, 300)


def test_what_waits_is_no_problem(truth):
    truth.documents.pop(1)
    changed("sample", [1], at=AT)
    assert list(problems()) == []


def test_rebuilding_one_kind_leaves_the_other(truth):
    kinds.register(replace(truth.kind("other")))
    rebuild()
    truth.documents.pop(1)
    rebuild("other")
    assert (Search("other").run().total, Search("sample").run().total) == (299, 300)


def test_an_index_of_another_analyser_is_built_anew(truth, monkeypatch):
    before = os.path.realpath(settings.SEARCH_INDEX_FILE)
    truth.documents[5] = replace(truth.documents[5], title="空色の仕事")
    assert total("空色") == 0
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    assert total("空色") == 1
    assert (Path(before).exists(), os.path.realpath(settings.SEARCH_INDEX_FILE) == before) == (False, False)


def test_a_kind_of_another_shape_has_the_index_built_anew(truth):
    kinds.register(replace(truth.kind(), numbers=("pay", "days_off", "days_min", "beds")))
    assert Search("sample").between("beds", low=1).run().total == 0
    assert total() == 300


def lose(file: Path) -> None:
    file.unlink()


def lose_what_stands_behind(file: Path) -> None:
    file.resolve().unlink()


def replace_by_rubbish(file: Path) -> None:
    rubbish = file.with_name("rubbish")
    rubbish.write_bytes(b"no database at all" * 100)
    rubbish.replace(file)


def overwrite(file: Path) -> None:
    file.write_bytes(b"\xff" * file.stat().st_size)


def empty(file: Path) -> None:
    file.write_bytes(b"")


DAMAGES = [lose, lose_what_stands_behind, replace_by_rubbish, overwrite, empty]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_search_meets_a_damaged_file_and_answers(truth, damage):
    damage(settings.SEARCH_INDEX_FILE)
    assert total("介護") == len(truth.matching("介護"))
    assert list(problems()) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_write_meets_a_damaged_file_and_is_not_lost(truth, damage):
    damage(settings.SEARCH_INDEX_FILE)
    truth.documents[5] = replace(truth.documents[5], title="空色の仕事")
    tell(5)
    assert (total("空色"), Outbox.objects.count()) == (1, 0)


def test_what_is_changed_during_a_rebuild_waits_for_its_end(truth):
    engine = engines.get("embedded")
    with engine.file.exclusive():
        truth.documents[5] = replace(truth.documents[5], title="空色の仕事")
        tell(5)
        assert Outbox.objects.count() == 1
        assert total("介護") == len(truth.matching("介護"))
    assert (consume(), total("空色")) == (1, 1)


def test_readers_in_other_threads_see_each_change_whole(truth):
    """While a document moves between two states, every answer shows one of them."""
    old = truth.documents[5]
    seen, stop = set(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            result = Search("sample").words("空色").where("occupation", ["O64"]).run()
            seen.add((result.total, result.without["q"], result.without["occupation"]))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for turn in range(4_000):  # on a busy machine the readers need a while until they have met both states
        blue = replace(old, title="空色の仕事", facets={**old.facets, "occupation": ["O64"]})
        truth.documents[5] = blue if turn % 2 else old
        engines.get("embedded").refresh(truth.kind(), [5])
        if turn > 40 and len(seen) > 1:
            break
    stop.set()
    for reader in readers:
        reader.join()
    assert seen == {(0, 0, 0), (1, 1, 1)}


def test_long_absence_reads_everything_anew(truth, monkeypatch):
    monkeypatch.setattr(store, "GONE_KEPT", 3)
    total()
    for _turn in range(120):
        if truth.documents.pop(9, None) is None:
            truth.documents[9] = replace(truth.documents[8], key=9, rank=1)
        engines.get("embedded").refresh(truth.kind(), [9])
    assert (total(), list(problems())) == (len(truth.documents), [])
