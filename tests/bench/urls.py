from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

import portal.urls
from portal.ui import page_cache

_page: dict[str, bytes] = {}


def bare(request: HttpRequest) -> HttpResponse:
    """The bytes of the list page and nothing else."""
    return HttpResponse(_page["bytes"])


def remember(content: bytes) -> None:
    _page["bytes"] = content


def put(request: HttpRequest) -> HttpResponse:
    """The worker takes over the bytes of the list page, which it asks of itself."""
    from django.test import Client

    remember(Client(HTTP_HOST="127.0.0.1").get("/jobs/").content)
    return HttpResponse()


def forget(request: HttpRequest, what: str) -> HttpResponse:
    """`pages` loses the ready pages, `all` the drawn cards too."""
    page_cache.purge()
    for name in ("pages",) if what == "pages" else ("pages", "default"):
        caches[name].clear()
    return HttpResponse()


urlpatterns = [
    path("bench/bare/", bare),
    path("bench/put/", put),
    path("bench/forget/<str:what>/", forget),
    path("", include(portal.urls)),
]
