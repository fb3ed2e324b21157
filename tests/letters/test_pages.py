import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.files import scanner, storage
from portal.files.models import StoredFile
from portal.letters import forms
from portal.letters.actions import end
from portal.letters.choices import Standing
from tests import people
from tests.browser import DESK, PHONE, axe_problems, new_page, overflow
from tests.factories.times import NOW
from tests.letters.conftest import issued

pytestmark = pytest.mark.django_db
SAME, OTHER = "区が発行した文書と同じです", "区が発行した文書と同じではありません"


@pytest.fixture
def letter(hana, clerk):
    return issued(hana, clerk)


def page(letter) -> str:
    return reverse("letters:download", args=[letter.public_id])


def verifying(letter) -> str:
    return reverse("letters:verify", args=[letter.public_id])


def sent(letter, data: bytes):
    return people.nobody().client.post(verifying(letter), {"file": SimpleUploadedFile("a.pdf", data)})


def test_the_addressee_gets_the_file_without_a_question(letter, hana):
    answer = hana.client.get(page(letter), follow=True)
    assert b"".join(answer.streaming_content) == storage.path_of(letter.file.stored_name).read_bytes()
    assert answer["Content-Type"] == "application/pdf"


def test_only_the_addressees_first_opening_is_its_arrival(letter, hana, clerk):
    assert clerk.client.get(page(letter)).status_code == 302
    letter.refresh_from_db()
    assert letter.opened_at is None
    hana.client.get(page(letter))
    letter.refresh_from_db()
    first = letter.opened_at
    assert first is not None
    hana.client.get(page(letter))
    letter.refresh_from_db()
    assert letter.opened_at == first


def test_asking_without_opening_is_no_arrival(letter, hana):
    assert hana.client.head(page(letter)).status_code == 405
    letter.refresh_from_db()
    assert letter.opened_at is None


@pytest.mark.parametrize("scan", ["unscanned", "infected"])
def test_what_does_not_come_out_has_not_arrived(letter, hana, scan, monkeypatch):
    monkeypatch.setattr(scanner, "is_configured", lambda: True)
    scanned_at = None if scan == "unscanned" else NOW
    StoredFile.objects.filter(pk=letter.file_id).update(scan=scan, scanned_at=scanned_at)
    assert hana.client.get(page(letter), follow=True).status_code == 409
    letter.refresh_from_db()
    assert letter.opened_at is None


def test_somebody_elses_letter_is_not_there(letter):
    jiro = people.seeker("jiro").client
    missing = jiro.get(reverse("letters:download", args=["nothing"]))
    theirs = jiro.get(page(letter))
    assert (theirs.status_code, missing.status_code) == (404, 404)
    file = reverse("files:download", args=[letter.file.public_id])
    assert jiro.get(file, {"open": "1"}).status_code == 404
    assert people.nobody().client.get(page(letter)).status_code == 302


def test_anybody_can_verify_and_learns_nothing_more(letter):
    text = people.nobody().client.get(verifying(letter)).content.decode()
    assert [word in text for word in ("8練福第1号", "令和8年11月24日", "有効", letter.digest)] == [True] * 4
    private = ("髙﨑", "架空会", "架空町", "補助金", "1,435,000", letter.file.public_id)
    assert [word for word in private if word in text] == []
    assert '<meta name="robots" content="noindex">' in text


def test_a_letter_that_was_never_issued_is_not_there():
    assert people.nobody().client.get(reverse("letters:verify", args=["nothing"])).status_code == 404


def test_the_issued_file_is_the_same(letter):
    text = sent(letter, storage.path_of(letter.file.stored_name).read_bytes()).content.decode()
    assert (SAME in text, OTHER in text) == (True, False)


def test_a_file_with_one_other_byte_is_not_and_is_not_kept(letter):
    data = storage.path_of(letter.file.stored_name).read_bytes()
    text = sent(letter, data.replace(b"%PDF-1.7", b"%PDF-1.6")).content.decode()
    assert (SAME in text, OTHER in text) == (False, True)
    assert (StoredFile.objects.count(), len(storage.all_names())) == (1, 1)


def test_no_file_and_too_large_a_file_are_said(letter, monkeypatch):
    empty = people.nobody().client.post(verifying(letter))
    monkeypatch.setattr(forms, "MAX_BYTES", 10)
    large = sent(letter, b"x" * 11)
    for answer in (empty, large):
        text = answer.content.decode()
        assert (SAME in text, OTHER in text, "エラー：" in text) == (False, False, True)
    assert "ファイルが大きすぎます。10 バイトまでにしてください。" in large.content.decode().replace("\xa0", " ")


def test_a_letter_that_no_longer_holds_says_so(letter, hana, clerk):
    end(letter=letter, standing=Standing.SUPERSEDED, by=issued(hana, clerk), actor=clerk.user, at=NOW)
    text = people.nobody().client.get(verifying(letter)).content.decode()
    assert ("変更された（令和8年11月24日）" in text, "8練福第2号（令和8年11月24日）" in text) == (True, True)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_passer_by_compares_a_file_in_the_browser(live_server, browser, hana, clerk, size):
    letter = issued(hana, clerk)
    page = new_page(browser, size)
    page.goto(live_server.url + verifying(letter))
    assert (axe_problems(page), overflow(page)) == ([], 0)
    page.set_input_files("input[type=file]", storage.path_of(letter.file.stored_name))
    page.get_by_role("button", name="比べる").click()
    assert page.get_by_role("heading", name=SAME).is_visible()
    assert (axe_problems(page), overflow(page)) == ([], 0)
