import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page

from cms.pages.actions import load_pages
from cms.pages.models import PortalPage, ProgrammePage


def paths():
    return [page.url for page in PortalPage.objects.live()]


def test_every_page_answers(client, site):
    answers = {path: client.get(path).status_code for path in paths()}
    assert answers == dict.fromkeys(paths(), 200)
    assert len(paths()) == 1 + 3 + 5 + 3 + 15


def test_the_fifteen_programmes(site):
    numbers = ProgrammePage.objects.live().order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(11, 26))


def test_loading_twice_changes_nothing(site):
    before = list(Page.objects.order_by("pk").values("pk", "title", "latest_revision", "url_path"))
    assert load_pages() == []
    assert list(Page.objects.order_by("pk").values("pk", "title", "latest_revision", "url_path")) == before


def test_loading_leaves_what_an_editor_changed(site):
    page = PortalPage.objects.get(slug="terms").specific
    page.title = "きまり"
    page.save_revision().publish()
    PortalPage.objects.get(slug="privacy").specific.unpublish()
    load_pages()
    assert PortalPage.objects.get(slug="terms").title == "きまり"
    assert not PortalPage.objects.get(slug="privacy").live


def test_start_page_shows_search_worries_and_news(client, site):
    text = client.get("/").content.decode()
    assert text.count('action="/search/"') >= 1
    assert '<a class="chip" href="/programmes/housing/">住むところがない</a>' in text
    assert "【架空】光が丘で介護の就職相談・面接会" in text
    assert "style=" not in text
    assert "onclick" not in text


@pytest.mark.parametrize(("hours", "seen"), [(1, True), (-1, False)])
def test_urgent_notice_ends_by_itself(client, site, hours, seen):
    site.urgent_text = "大雨のため、窓口を早く閉めます。"
    site.urgent_until = timezone.now() + timezone.timedelta(hours=hours)
    site.save_revision().publish()
    cache.clear()
    assert ("大雨のため" in client.get("/").content.decode()) is seen


@pytest.mark.parametrize("path", ["/nothing/", "/guides/nothing/", "/guides/apply/nothing/", "/start/"])
def test_missing_page(client, site, path):
    assert client.get(path).status_code == 404


def test_draft_is_missing_even_for_an_editor(client, desk, site):
    PortalPage.objects.get(slug="terms").specific.unpublish()
    assert client.get("/guides/terms/").status_code == 404
    assert desk.get("/guides/terms/").status_code == 404


def test_only_reading(client, site):
    assert client.post("/").status_code == 405


def test_robots_sitemap_and_feed(client, site):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert sitemap.count("<url>") == len(paths())
    assert "<loc>http://testserver/guides/apply/</loc>" in sitemap
    feed = client.get("/news/feed/")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert feed.content.decode().count("<entry>") == 3


def test_the_parts_of_a_page_are_shown(client, site):
    text = client.get("/programmes/outreach/").content.decode()
    assert "<dt>ひきこもり</dt><dd>地域精神保健相談員の訪問（保健相談所）</dd>" in text
    assert '<h3><a href="/guides/contact/">相談のしかたを見る</a></h3>' in text
    assert "<h3>地域包括支援センター</h3>" in text
    assert '<a href="/">ホーム</a>' in text
