from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

import portal.urls

_page: dict[str, bytes] = {}


def bare(request: HttpRequest) -> HttpResponse:
    """The bytes of the list page and nothing else."""
    return HttpResponse(_page[request.GET["path"]])


def take_over(request: HttpRequest) -> HttpResponse:
    """The worker asks itself for the bytes of the list page."""
    path = request.GET["path"]
    _page[path] = Client(HTTP_HOST="127.0.0.1").get(path).content
    return HttpResponse()


def forget(request: HttpRequest, what: str) -> HttpResponse:
    """`pages`: the ready pages; `all`: cards, menus and everything else in a cache as well."""
    for name in ["pages", "default"][: 1 if what == "pages" else 2]:
        caches[name].clear()
    return HttpResponse()


# Before the last, which takes every address: the bare view is looked up as long as the list is.
urlpatterns = [
    *portal.urls.urlpatterns[:-1],
    path("bench/bare/", bare),
    path("bench/take-over/", take_over),
    path("bench/forget/<str:what>/", forget),
    *portal.urls.urlpatterns[-1:],
]
