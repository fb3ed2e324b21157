from django.core.management import call_command

from portal.audit.invariants import all_checks
from portal.search.queries import Search

from .conftest import make


def test_the_reconciler_says_what_it_mended(shelf, capsys):
    Search("sample").run()
    shelf.pop(1)
    shelf[9] = make(9, "調理員")
    assert list(all_checks()["index parity"]()) == [
        "embedded sample: 1 missing, first 9",
        "embedded sample: 1 surplus, first 1",
    ]
    call_command("search_reconcile")
    assert capsys.readouterr().out == "embedded sample: 1 missing, 1 surplus, 0 stale; mended\n"
    assert list(all_checks()["index parity"]()) == []


def test_rebuild(shelf):
    Search("sample").run()
    shelf[9] = make(9, "調理員")
    call_command("search_rebuild", kind="sample")
    assert Search("sample").words("調理").run().keys == [9]
    shelf.pop(9)
    call_command("search_rebuild")
    assert Search("sample").run().total == 5
