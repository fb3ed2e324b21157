import re

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.pages.models import GuidePage, PortalPage
from portal.accounts.models import User


def found(desk, words):
    answer = desk.get(reverse("wagtailadmin_pages:search"), {"q": words})
    assert answer.status_code == 200
    return sorted(page.slug for page in answer.context["page_obj"])


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("規約", ["rules"]),
        ("ヘルパー", ["rules"]),
        ("ﾍﾙﾊﾟｰ", ["rules"]),
        ("へるぱー", ["rules"]),
        ("ルパ", ["rules"]),
        ("規約 ヘルパー", ["rules"]),
        ("規約 保育園長", []),
        ("約規", []),
        ("３ヶ月", ["rules"]),
        ("3か月", ["rules"]),
        ("hel", ["rules"]),
        ("elp", []),
        ("！？", []),
    ],
)
def test_search_finds_japanese(desk, site, words, slugs):
    guides = PortalPage.objects.get(slug="guides")
    body = [{"type": "text", "value": "<p>試用は3ヶ月です。Helper Station</p>"}]
    guides.add_child(instance=GuidePage(title="ヘルパーの規約", slug="rules", body=body))
    assert found(desk, words) == slugs


def test_editor_changes_the_start_page(desk, client, site, django_capture_on_commit_callbacks):
    client.get("/")
    form = nested_form_data(
        {
            "title": site.title,
            "slug": site.slug,
            "summary": site.summary,
            "headline": "さがそう。",
            "lead": "新しい文です",
            "example": site.example,
            "urgent_title": "大雨",
            "urgent_text": "窓口を早く閉めます。",
            "urgent_level": "stop",
            "urgent_until": "",
            "worries_title": site.worries_title,
            "worries_lead": site.worries_lead,
            "worries": streamfield([("worry", {"text": "こまった", "page": "", "address": "/jobs/"})]),
            "promises_title": "",
            "promises": streamfield([]),
            "action-publish": "action-publish",
        }
    )
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(reverse("wagtailadmin_pages:edit", args=[site.pk]), form)
    assert answer.status_code == 302
    text = client.get("/").content.decode()
    assert "<h1>さがそう。</h1>" in text
    assert '<a class="chip" href="/jobs/">こまった</a>' in text
    assert "窓口を早く閉めます。" in text


def test_the_desk_is_japanese_and_ours(desk, site):
    text = desk.get("/cms-admin/").content.decode()
    assert 'lang="ja"' in text
    assert "ねりま 福祉のしごと・すまい" in text
    assert "pages/editors.css" in text


def test_only_pages_can_be_made(desk, site):
    offered = {model.__name__ for model in site.creatable_subpage_models()}
    assert offered == {"GuideIndexPage", "GuidePage", "NewsIndexPage", "ProgrammeIndexPage"}
    everything = {model for model in Page.__subclasses__() if model._meta.app_label != "wagtailcore"}
    assert everything == {PortalPage}


def test_editor_sees_neither_people_nor_settings(desk, site):
    assert desk.get("/cms-admin/users/").status_code == 302
    assert desk.get("/cms-admin/sites/").status_code == 302


def test_preview_of_a_draft(desk, site):
    page = GuidePage.objects.get(slug="apply")
    page.title = "書きかけ"
    page.save_revision()
    answer = desk.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert answer.status_code == 200
    assert "<h1>書きかけ</h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/cms-admin/", "/cms-admin/pages/", "/cms-admin/images/"])
def test_who_is_no_editor(client, site, path):
    assert client.get(path)["Location"].startswith("/accounts/login/?next=/cms-admin/")
    client.force_login(User.objects.create_user("taro@example.jp", "a-long-password"))
    assert client.get(path).status_code == 404


def test_the_admin_has_no_sign_in_form_of_its_own(client, site):
    answer = client.post("/cms-admin/login/", {"username": "hanako@example.jp", "password": "a-long-password"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/"


def test_every_page_of_the_desk_answers(desk, site):
    """Followed from the first page by its links, as an editor would. Bulk actions need chosen things first."""
    waiting, seen, failed = ["/cms-admin/"], set(), []
    while waiting:
        path = waiting.pop()
        answer = desk.get(path, follow=True)
        if answer.status_code != 200:
            failed.append((path, answer.status_code))
        links = re.findall(r'href="(/cms-admin/[^"#?]*)', answer.content.decode(errors="replace"))
        fresh = {link for link in links if "/logout/" not in link and "/bulk/" not in link} - seen
        seen |= fresh
        waiting += fresh
    assert failed == []
    assert len(seen) > 40
