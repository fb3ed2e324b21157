from django.test import Client
from wagtail.models import PageViewRestriction

from cms.pages.models import PortalPage, StartPage
from cms.pages.search import KIND, cards, documents, keys


def test_every_public_page_but_the_start_page(site):
    expected = set(PortalPage.objects.live().values_list("pk", flat=True)) - {StartPage.objects.get().pk}
    assert set(keys()) == expected
    assert {document.key for document in documents(sorted(expected))} == expected


def test_a_draft_has_no_document_and_no_card(site):
    page = PortalPage.objects.get(slug="terms").specific
    page.unpublish()
    assert list(documents([page.pk])) == []
    assert cards([page.pk]) == []


def test_a_closed_branch_is_not_found(site):
    guides = PortalPage.objects.get(slug="guides")
    closed = set(guides.get_descendants(inclusive=True).values_list("pk", flat=True))
    assert closed <= set(keys())
    PageViewRestriction.objects.create(page=guides, restriction_type=PageViewRestriction.LOGIN)
    assert closed & set(keys()) == set()
    assert PortalPage.objects.get(slug="news").pk in set(keys())


def test_the_text_of_blocks_is_in_the_document(site):
    [document] = documents([PortalPage.objects.get(slug="outreach").pk])
    assert document.title == "家まで会いに行く相談"
    assert "地域包括支援センター" in document.body


def test_page_of_results(client: Client, site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = PortalPage.objects.get(slug="terms").specific
        page.title = "鶴亀の規約"
        page.save_revision().publish()
    text = client.get("/search/pages/", {"q": "鶴亀"}).content.decode()
    assert '<a href="/guides/terms/">鶴亀の規約</a>' in text
    assert client.get("/search/pages/", {"q": "鶴亀", "page": "x"}).status_code == 200
    assert KIND.url_name == "pages:search"
