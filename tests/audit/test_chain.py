"""The chain of the audit, and what `verify` says of it and of the rest of the house."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from jobs.vacancies.models import Vacancy
from portal.audit.actions import record
from portal.audit.models import Entry, Head
from portal.audit.verifier import broken_links
from portal.cases.models import Case, Event
from portal.search import engines, kinds
from portal.search.actions import rebuild
from portal.search.models import Outbox
from tests import people
from tests.factories import vacancies
from tests.factories.times import NOW, after

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(db):
    user = people.seeker().user
    Entry.objects.all().delete()
    Head.objects.all().delete()
    return [record("test.act", actor=user, at=after(hours=n), subject=user, detail={"字": n}) for n in range(5)]


def test_entries_follow_one_another(entries):
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4, 5]
    assert len({entry.digest for entry in entries}) == 5
    assert list(broken_links()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"action": "test.other"},
        {"actor_id": None},
        {"at": after(days=9)},
        {"subject_key": "999"},
        {"subject_type": "x"},
        {"detail": {"字": 99}},
        {"digest": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_row_is_named(entries, change):
    Entry.objects.filter(sequence=3).update(**change)
    assert list(broken_links()) == ["audit entry 3 was changed after it was written"]


def test_a_deleted_row_is_named(entries):
    Entry.objects.filter(sequence=3).delete()
    assert list(broken_links()) == ["audit entry 3 is missing"]


def test_a_shortened_chain_is_noticed(entries):
    Entry.objects.filter(sequence__gte=4).delete()
    assert list(broken_links()) == ["audit chain ends at 3, its head says 5"]


def test_two_rows_that_changed_places_are_noticed(entries):
    third, fourth = (Entry.objects.get(sequence=number) for number in (3, 4))
    for number, row in ((30, third), (3, fourth), (4, third)):
        Entry.objects.filter(pk=row.pk).update(sequence=number)
    assert list(broken_links()) == ["audit entry 3 was changed after it was written"]


def test_an_inserted_row_is_noticed(entries):
    Entry.objects.create(sequence=6, at=NOW, action="test.forged", digest="f" * 64)
    assert list(broken_links()) == ["audit entry 6 was changed after it was written"]


def test_an_entry_goes_with_the_act_that_failed(entries):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("test.act", actor=None, at=NOW)
        _ = 1 / 0
    assert Entry.objects.count() == 5
    assert record("test.act", actor=None, at=NOW).sequence == 6
    assert list(broken_links()) == []


def test_a_number_is_given_once(entries):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(sequence=5, at=NOW, action="test.twice", digest="")


# verify


@pytest.fixture
def house(db):
    employer, staff = people.employer(), people.staff()
    vacancy = vacancies.published(vacancies.facility(employer.organisation), employer.user, staff.user)
    rebuild()
    return vacancy


def verify():
    """(what it wrote, the problem it ended with)"""
    out = StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_a_house_in_order(house):
    text, problem = verify()
    assert problem == ""
    assert {line.split(":")[1] for line in text.splitlines()} == {" holds"}
    assert {"cases", "audit chain", "index parity", "stored files"} <= {
        line.split(":")[0] for line in text.splitlines()
    }


def test_verify_finds_a_tampered_audit_row(house):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET detail = %s WHERE sequence = 2", [json.dumps({"to": "published"})])
    text, problem = verify()
    assert problem == "1 problem(s) found"
    assert "audit entry 2 was changed after it was written" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"state": "nowhere"}, "is in the unknown state nowhere"),
        ({"state": "paused"}, "is in paused, its last event does not lead there"),
        ({"version": 9}, "has version 9 after 3 moves"),
    ],
)
def test_verify_finds_an_impossible_state(house, change, said):
    Case.objects.filter(pk=house.case_id).update(**change)
    text, problem = verify()
    assert (problem, f"case {house.case.number} {said}" in text) == ("1 problem(s) found", True)


def test_verify_finds_a_lost_event(house):
    Event.objects.filter(case=house.case, transition="approve").delete()
    assert "its last event does not lead there" in verify()[0]


@pytest.mark.parametrize(("public", "said"), [(False, "surplus"), (True, "missing")])
def test_verify_finds_what_the_index_says_wrongly(house, public, said):
    """Rows that changed behind the outbox's back: a document too many, then one too few."""
    Outbox.objects.all().delete()
    Vacancy.objects.filter(pk=house.pk).update(is_public=False)
    if public:
        engines.get("embedded").refresh(kinds.get("vacancy"), [house.pk])
        Vacancy.objects.filter(pk=house.pk).update(is_public=True)
    text, problem = verify()
    assert (problem, f"embedded vacancy: 1 {said}, first {house.pk}" in text) == ("1 problem(s) found", True)


def test_verify_waits_for_what_the_outbox_will_mend(house):
    Outbox.objects.all().delete()
    Vacancy.objects.filter(pk=house.pk).update(is_public=False)
    Outbox.objects.create(index="embedded", kind="vacancy", key=house.pk, at=NOW)
    assert verify()[1] == ""
