import hashlib

import pytest
from django.db import IntegrityError, transaction

from portal.audit.models import Entry
from portal.files import storage
from portal.letters.actions import delivered, end, opened
from portal.letters.choices import Standing
from portal.letters.invariants import bytes_and_digests, numbers_and_letters
from portal.letters.models import Letter, Series
from portal.lib.refusal import Refused
from tests.factories.times import NOW, after
from tests.letters.conftest import VALUES, issued

pytestmark = pytest.mark.django_db


def numbers() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("number", flat=True))


def test_each_series_counts_for_itself(hana, clerk):
    issued(hana, clerk)
    issued(hana, clerk, prefix="8練保")
    issued(hana, clerk)
    issued(hana, clerk, prefix="9練福", fiscal_year=2027)
    assert numbers() == ["8練福第1号", "8練保第1号", "8練福第2号", "9練福第1号"]


def test_a_rollback_gives_the_number_back(hana, clerk):
    issued(hana, clerk)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert issued(hana, clerk).number == "8練福第2号"
        raise ZeroDivisionError
    assert issued(hana, clerk).number == "8練福第2号"
    assert list(numbers_and_letters()) == []


def test_a_refused_letter_takes_no_number(hana, clerk):
    issued(hana, clerk)
    with pytest.raises(Refused):
        issued(hana, clerk, values=VALUES | {"金額": " "})
    assert Series.objects.get().last == 1


def test_it_is_kept_with_its_digest_and_written_down(hana, clerk):
    letter = issued(hana, clerk)
    data = storage.path_of(letter.file.stored_name).read_bytes()
    assert letter.digest == letter.file.digest == hashlib.sha256(data).hexdigest()
    assert (letter.file.owner, letter.file.name) == (hana.user, "架空補助金交付決定通知書(8練福第1号).pdf")
    assert (letter.addressee, letter.address) == ("㈱架空会 理事長　髙﨑 𠮷乃", "東京都練馬区架空町①番地")
    entry = Entry.objects.last()
    assert (entry.action, entry.actor, entry.subject_key) == ("letters.issued", clerk.user, str(letter.pk))
    assert entry.detail == {"number": "8練福第1号", "kind": "tests.award"}


def test_a_gap_is_found(hana, clerk):
    letter = issued(hana, clerk)
    Series.objects.update(last=2)
    assert list(numbers_and_letters()) == [f"letters of series {letter.series_id} are not numbered 1 to 2"]


def test_changed_bytes_are_found(hana, clerk):
    letter = issued(hana, clerk)
    assert list(bytes_and_digests()) == []
    path = storage.path_of(letter.file.stored_name)
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    assert list(bytes_and_digests()) == [f"letter {letter.pk} is not what was issued"]
    path.unlink()
    assert list(bytes_and_digests()) == [f"letter {letter.pk} is not what was issued"]


def test_arrival_is_written_once(hana, clerk):
    letter = issued(hana, clerk)
    assert [opened(letter=letter, actor=hana.user, at=after(days=day)) for day in (1, 2)] == [True, False]
    assert [delivered(letter=letter, actor=clerk.user, at=after(days=day)) for day in (3, 4)] == [True, False]
    letter.refresh_from_db()
    assert (letter.opened_at, letter.delivered_at) == (after(days=1), after(days=3))
    actions = Entry.objects.filter(action__startswith="letters.").values_list("action", flat=True)
    assert list(actions) == ["letters.issued", "letters.opened", "letters.delivered"]


def test_a_later_letter_supersedes_it_once(hana, clerk):
    first, second = issued(hana, clerk), issued(hana, clerk)
    end(letter=first, standing=Standing.SUPERSEDED, by=second, actor=clerk.user, at=NOW)
    assert (first.standing, first.replaced_by, first.standing_at) == ("superseded", second, NOW)
    assert Entry.objects.last().detail == {"by": "8練福第2号"}
    with pytest.raises(Refused) as refusal:
        end(letter=first, standing=Standing.REVOKED, actor=clerk.user, at=NOW)
    assert str(refusal.value) == "この文書は、すでに効力がありません。"


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 0},
        {"sequence": 2},
        {"addressee": ""},
        {"standing": "lost", "standing_at": NOW},
        {"standing": "revoked"},
        {"standing_at": NOW},
        {"standing": "superseded", "standing_at": NOW},
    ],
)
def test_the_database_refuses_what_cannot_be(hana, clerk, changes):
    letter = issued(hana, clerk)
    issued(hana, clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**changes)


def test_the_database_refuses_that_a_valid_letter_is_replaced(hana, clerk):
    first, second = issued(hana, clerk), issued(hana, clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=first.pk).update(replaced_by=second)
