import pytest
from django.urls import reverse

from portal.search import actions
from portal.search.models import SavedSearch

from .conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(shelf, person) -> SavedSearch:
    return actions.save_search(actor=person, kind="sample", query="q=介護", name="介護", frequency="daily", at=AT)


def test_the_page_of_all_kinds_shows_the_best_three_and_leads_on(client, shelf):
    page = client.get("/search/", {"q": "夜勤"}).content.decode()
    assert page.count('<article class="card">') == 2
    assert page.index("世話人 夜勤あり") < page.index("介護職員（夜勤なし）")
    assert 'href="/search/?q=%E5%A4%9C%E5%8B%A4"' in page
    assert client.get("/search/", {"q": "会"}).content.decode().count('<article class="card">') == 3


def test_nothing_found_and_nothing_asked(client, shelf):
    assert "見つかりませんでした" in client.get("/search/", {"q": "火星"}).content.decode()
    page = client.get("/search/").content.decode()
    assert '<span class="num">5</span><small>件</small>' in page
    assert '<article class="card">' not in page


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", "%00", "'\"--", "あ" * 5000])
def test_naughty_words_are_only_words(client, shelf, query):
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_conditions_are_saved_from_the_address_of_the_results(client, shelf, person):
    address = reverse("search:save", args=["sample"]) + "?q=介護&feature=K01&page=2"
    assert client.get(address).status_code == 302
    client.force_login(person)
    page = client.get(address).content.decode()
    assert "介護、未経験OK" in page
    assert client.post(address, {"name": "", "frequency": "daily"}).status_code == 200
    response = client.post(address, {"name": "近くの介護", "frequency": "weekly"})
    assert (response.status_code, response.url) == (302, "/my/searches/")
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.name, saved.frequency) == (person, "近くの介護", "weekly")
    assert saved.query == "q=%E4%BB%8B%E8%AD%B7&feature=K01"
    assert client.get(reverse("search:save", args=["moon"])).status_code == 404


def test_my_searches_show_mine(client, kept, person, other):
    client.force_login(person)
    assert 'href="/search/?q=%E4%BB%8B%E8%AD%B7"' in client.get("/my/searches/").content.decode()
    client.force_login(other)
    assert "保存した条件はまだありません" in client.get("/my/searches/").content.decode()


def test_frequency_and_end(client, kept, person):
    client.force_login(person)
    client.post(reverse("search:change", args=[kept.token]), {"frequency": "weekly"})
    kept.refresh_from_db()
    assert kept.frequency == "weekly"
    client.post(reverse("search:forget", args=[kept.token]))
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("name", ["change", "forget"])
def test_somebody_elses_answers_like_a_missing_one(client, kept, other, name):
    client.force_login(other)
    theirs = client.post(reverse(f"search:{name}", args=[kept.token]), {"frequency": "off"})
    missing = client.post(reverse(f"search:{name}", args=["x" * 22]), {"frequency": "off"})
    assert (theirs.status_code, theirs.content) == (404, missing.content)
    kept.refresh_from_db()
    assert kept.frequency == "daily"


def test_a_look_at_the_stop_page_stops_nothing_and_its_button_does(client, kept):
    address = reverse("search:stop", args=[kept.token])
    assert "<button" in client.get(address).content.decode()
    kept.refresh_from_db()
    assert kept.frequency == "daily"
    assert "止まっています" in client.post(address).content.decode()
    kept.refresh_from_db()
    assert kept.frequency == "off"


def test_mail_programs_stop_without_cookies(kept):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("search:stop", args=[kept.token]), {"List-Unsubscribe": "One-Click"})
    kept.refresh_from_db()
    assert (response.status_code, kept.frequency) == (200, "off")
    assert strict.post(reverse("search:stop", args=["x" * 22])).status_code == 404
