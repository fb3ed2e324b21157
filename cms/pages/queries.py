from collections.abc import Sequence

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from .models import PortalPage, StartPage


def find(path: str) -> PortalPage | None:
    """The public page at a path of the site („guides/apply/“). It knows its `trail`, and in `closed` whether a page on
    it is restricted. One query for the whole way, however deep, one for the page's own table.
    """
    top = site_top()
    names = path.strip("/").split("/") if path.strip("/") else []
    ways = [top + "".join(f"{name}/" for name in names[:depth]) for depth in range(len(names) + 1)]
    restricted = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    chain = list(
        Page.objects.filter(url_path__in=ways).annotate(restricted=Exists(restricted)).order_by("depth").distinct()
    )
    if len(chain) != len(ways) or not chain[-1].live:
        return None
    page = chain[-1].specific
    if not isinstance(page, PortalPage):
        return None
    page.trail = chain[:-1]
    page.closed = any(step.restricted or step.alias_of_id for step in chain)
    return page


def site_top() -> str:
    """The stored path of the start page, which every stored path begins with."""
    roots = Site.get_site_root_paths()
    return roots[0].root_path if roots else ""


def public_pages() -> PageQuerySet:
    """Published, and neither they nor a page above them restricted. One query, where Wagtail's `public()` takes two."""
    here = ExpressionWrapper(OuterRef("path"), CharField())
    closed = PageViewRestriction.objects.annotate(here=here).filter(here__startswith=F("page__path"))
    return PortalPage.objects.live().filter(~Exists(closed)).order_by("path")


def findable_pages(keys: Sequence[int] | None = None) -> PageQuerySet:
    """What search may show: every public page but the start page."""
    pages = public_pages().not_type(StartPage)
    return pages if keys is None else pages.filter(pk__in=keys)


def menu_pages() -> list[PortalPage]:
    return [page for page in public_pages() if page.show_in_menus or page.show_in_footer]
