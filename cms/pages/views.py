from django.contrib.auth.views import redirect_to_login
from django.contrib.sitemaps import Sitemap
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from portal.search.queries import Search
from portal.ui.page_cache import kept_ready
from portal.ui.paging import page_number

from .models import PortalPage
from .queries import find, public_pages
from .search import KIND, cards

PER_PAGE = 20


@require_safe
@kept_ready
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the tree. A closed one opens only with a session, so none is ever kept for everybody."""
    page = find(path)
    if page is None:
        raise Http404
    if page.closed and not all(rule.accept_request(request) for rule in page.get_view_restrictions()):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    response = page.serve(request)
    return response.render() if hasattr(response, "render") else response


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    number = page_number(request.GET)
    result = Search(KIND.name).words(words).page(number, PER_PAGE).run()
    context = {"words": words, "result": result, "cards": cards(result.keys), "number": number, "size": PER_PAGE}
    return render(request, "pages/search.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/robots.txt", content_type="text/plain; charset=utf-8")


def sign_in(request: HttpRequest) -> HttpResponse:
    """Editors sign in by the one door of the portal, with its limits and its second factor."""
    return redirect("account_login") if request.user.is_anonymous else redirect("wagtailadmin_home")


class PagesSitemap(Sitemap):
    def items(self) -> list[PortalPage]:
        return list(public_pages())

    def location(self, item: PortalPage) -> str:
        return item.url

    def lastmod(self, item: Page):
        return item.last_published_at
