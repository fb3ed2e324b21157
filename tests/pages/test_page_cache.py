from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.pages.content_files import item
from cms.pages.models import GuidePage, PortalPage
from portal.accounts.models import User
from portal.ui import page_cache


def deep_page(site, depth):
    """A page so many levels below the guides, 22 blocks long, that links to other pages from its text and in a list."""
    parent = PortalPage.objects.get(slug="guides")
    target = PortalPage.objects.get(slug="contact").pk
    for level in range(depth):
        parent = parent.add_child(instance=GuidePage(title=f"段 {level}", slug=f"level-{depth}-{level}"))
    text = {"type": "text", "value": f'<p><a linktype="page" id="{target}">相談</a></p>'}
    links = {"type": "links", "value": [item({"text": "相談", "page": target, "address": ""})]}
    parent.body = [text] * 21 + [links]
    parent.save_revision().publish()
    cache.clear()
    return parent.url


def test_cold_page_takes_six_queries_at_any_depth(client, site, django_assert_num_queries):
    for depth in (1, 5):
        path = deep_page(site, depth)
        client.get(path)
        cache.clear()
        page_cache.purge()
        with django_assert_num_queries(6):
            assert client.get(path).content.decode().count('href="/guides/contact/"') == 25


def test_hot_page_takes_none(client, site, django_assert_num_queries):
    for path in ("/", "/guides/apply/", "/programmes/together/"):
        cold = client.get(path).content
        with django_assert_num_queries(0):
            assert client.get(path).content == cold


def test_publishing_shows_at_once(client, site, django_capture_on_commit_callbacks):
    assert "応募のしかた" in client.get("/guides/apply/").content.decode()
    page = GuidePage.objects.get(slug="apply")
    page.title = "申し込みかた"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "<h1>申し込みかた</h1>" in client.get("/guides/apply/").content.decode()
    assert ">申し込みかた</a>" in client.get("/guides/terms/").content.decode()


def test_withdrawn_and_moved_pages_are_gone(client, site, django_capture_on_commit_callbacks):
    client.get("/guides/terms/")
    client.get("/guides/privacy/")
    with django_capture_on_commit_callbacks(execute=True):
        GuidePage.objects.get(slug="terms").unpublish()
        GuidePage.objects.get(slug="privacy").move(GuidePage.objects.get(slug="apply"), pos="last-child")
    assert client.get("/guides/terms/").status_code == 404
    assert client.get("/guides/privacy/").status_code == 404
    assert client.get("/guides/apply/privacy/").status_code == 200


def test_a_signed_in_page_is_never_kept(client, site):
    signed_in = Client()
    signed_in.force_login(User.objects.create_user("taro@example.jp", "a-long-password", name="練馬 太郎"))
    mine = signed_in.get("/guides/apply/")
    assert "練馬 太郎" in mine.content.decode()
    assert "no-store" in mine["Cache-Control"]
    answer = client.get("/guides/apply/")
    assert "練馬 太郎" not in answer.content.decode()
    assert "Cookie" in answer["Vary"]


def test_a_closed_branch(client, site, django_capture_on_commit_callbacks):
    client.get("/guides/apply/")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(
            page=PortalPage.objects.get(slug="guides"), restriction_type=PageViewRestriction.LOGIN
        )
    answer = client.get("/guides/apply/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/guides/apply/"
    client.force_login(User.objects.create_user("taro@example.jp", "a-long-password"))
    assert client.get("/guides/apply/").status_code == 200


def test_a_page_closed_to_my_group_is_not_there(client, site):
    PageViewRestriction.objects.create(
        page=PortalPage.objects.get(slug="terms"), restriction_type=PageViewRestriction.GROUPS
    )
    client.force_login(User.objects.create_user("taro@example.jp", "a-long-password"))
    assert client.get("/guides/terms/").status_code == 404
