"""What follows when an editor publishes, withdraws, moves or closes a page: the only signal receivers we own."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.search import actions as search
from portal.ui import page_cache

from .search import KIND


def _changed(keys: Iterable[int]) -> None:
    search.changed(KIND.name, list(keys), at=timezone.now())
    transaction.on_commit(page_cache.purge)


def page_changed(instance: Page, **kwargs) -> None:
    _changed([instance.pk])


def branch_changed(instance: Page, **kwargs) -> None:
    _changed(instance.get_descendants(inclusive=True).values_list("pk", flat=True))


def restriction_changed(instance: PageViewRestriction, **kwargs) -> None:
    branch_changed(instance.page)


def site_changed(**kwargs) -> None:
    transaction.on_commit(page_cache.purge)


def connect() -> None:
    page_published.connect(page_changed, dispatch_uid="pages.published")
    page_unpublished.connect(page_changed, dispatch_uid="pages.unpublished")
    page_slug_changed.connect(branch_changed, dispatch_uid="pages.slug")
    post_page_move.connect(branch_changed, dispatch_uid="pages.moved")
    post_delete.connect(page_changed, sender=Page, dispatch_uid="pages.deleted")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="pages.restricted")
        signal.connect(site_changed, sender=Site, dispatch_uid="pages.site")
