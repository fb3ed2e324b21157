import datetime as dt
import json
import shutil
from io import StringIO

import pytest
from django.core.management import call_command

from portal.audit.models import Entry
from portal.codelists import actions, queries
from portal.codelists.models import Code

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 1, 14, 3, tzinfo=dt.UTC)
SIZES = {
    "occupation": 43,
    "facility_kind": 77,
    "qualification": 63,
    "employment": 8,
    "work_style": 18,
    "feature": 41,
}


@pytest.fixture(autouse=True)
def _empty(db):
    queries.forget()
    Code.objects.exclude(parent=None).delete()
    Code.objects.all().delete()
    yield
    queries.forget()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(actions.DATA, tmp_path / "data")


def test_every_list_is_loaded_whole():
    loaded = actions.load(actor=None, at=AT)
    assert loaded.created == sum(SIZES.values())
    assert {name: Code.objects.of(name).count() for name in SIZES} == SIZES


def test_a_second_load_changes_nothing_and_leaves_no_trace():
    actions.load(actor=None, at=AT)
    entries = Entry.objects.filter(action="codelists.loaded").count()
    assert actions.load(actor=None, at=AT) == actions.Loaded(0, 0, 0, sum(SIZES.values()))
    assert Entry.objects.filter(action="codelists.loaded").count() == entries


def test_what_left_the_file_is_closed_and_comes_back_open(folder):
    actions.load(actor=None, at=AT, folder=folder)
    file = folder / "employment.csv"
    whole = file.read_text()
    file.write_text("\n".join(line for line in whole.splitlines() if not line.startswith("E8")))
    assert actions.load(actor=None, at=AT, folder=folder) == actions.Loaded(0, 0, 1, sum(SIZES.values()) - 1)
    assert Code.objects.get(value="E8").valid_to == dt.date(2027, 1, 13)
    assert actions.load(actor=None, at=AT, folder=folder).closed == 0
    file.write_text(whole)
    assert actions.load(actor=None, at=AT, folder=folder).updated == 1
    assert Code.objects.get(value="E8").valid_to is None


def test_a_changed_label_reaches_the_list(folder):
    actions.load(actor=None, at=AT, folder=folder)
    file = folder / "employment.csv"
    file.write_text(file.read_text().replace("E1,正社員,", "E1,常勤の正社員,"))
    assert actions.load(actor=None, at=AT, folder=folder).updated == 1
    assert Code.objects.get(value="E1").label == "常勤の正社員"


def test_the_command_says_what_it_did_in_one_line():
    out = StringIO()
    call_command("load_codelists", stdout=out)
    assert json.loads(out.getvalue()) == {"created": sum(SIZES.values()), "updated": 0, "closed": 0, "unchanged": 0}


def test_features_are_few_enough_to_be_flags():
    actions.load(actor=None, at=AT)
    assert Code.objects.of("feature").count() <= 62
    assert set(Code.objects.of("feature").values_list("group", "level")) == {
        ("1 基本", 1),
        ("2 職場", 2),
        ("2 保育", 2),
        ("2 介護", 2),
    }
