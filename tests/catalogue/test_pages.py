import pytest
import time_machine

from portal.search.actions import reconcile
from tests.factories import grants
from tests.factories.times import NOW

from .conftest import COURSE, HOUSING, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW):
        yield


def test_the_list_shows_every_scheme_with_its_status(client, course):
    seen = text(client.get("/grants/"))
    assert "実務者研修受講料助成（サンプル）受付中2027年3月31日（水）まで。予算がなくなりしだい終わります" in seen
    assert "保育従事職員宿舎借り上げ支援（サンプル）準備中まだ受付が決まっていません。" in seen


def test_a_scheme_of_one_version(client, course):
    seen = text(client.get(f"/grants/{COURSE}/"))
    for words in course.words.values():
        assert "".join(words.split()) in seen
    assert "2026年度の予算ののこり残り10,000,000円" in seen
    assert "修了証明書の写し" in seen
    assert "申請をはじめる" in seen


def test_a_scheme_to_come_offers_no_beginning(client, db):
    grants.version(HOUSING, fiscal_year=2027)
    seen = text(client.get(f"/grants/{HOUSING}/"))
    assert "受付前2027年4月1日（木）から受け付けます。" in seen
    assert "申請をはじめる" not in seen


def test_a_scheme_without_a_version_has_a_page_and_no_check(client, db):
    assert "この制度の内容は、まだ決まっていません" in text(client.get(f"/grants/{HOUSING}/"))
    assert client.get(f"/grants/{HOUSING}/check/").status_code == 404


def test_a_draft_is_seen_by_nobody(client, db):
    grants.draft(COURSE, words={"summary": "まだ秘密の下書き"})
    assert "秘密" not in text(client.get("/grants/"))
    assert "秘密" not in text(client.get(f"/grants/{COURSE}/"))


def test_missing(client, db):
    for path in ("/grants/no_such/", "/grants/no_such/check/", "/grants/no_such/result/"):
        assert client.get(path).status_code == 404
    assert client.post("/grants/no_such/forget/").status_code == 404


def test_the_search_of_the_list(client, course):
    reconcile()
    seen = text(client.get("/grants/", {"q": "実務者研修"}))
    assert "実務者研修受講料助成（サンプル）受付中" in seen
    assert "保育従事" not in seen
    assert "そのことばの制度は、まだありません" in text(client.get("/grants/", {"q": "ロケット"}))


def test_a_published_version_is_found_at_once_and_the_old_one_no_more(
    client, course, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        grants.version(COURSE, words={"summary": "ひまわりの助成です。"})
    assert "ひまわりの助成" in text(client.get("/grants/", {"q": "ひまわり"}))
    assert reconcile("grant") == {}


def test_the_search_of_the_header_finds_schemes(client, course):
    reconcile()
    assert "実務者研修受講料助成（サンプル）" in text(client.get("/search/", {"q": "実務者研修"}))
