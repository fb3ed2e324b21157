"""Ready pages for visitors who carry no cookie, thrown away for every process of the host at once.

The generation is the time stamp of one file under `VAR_DIR`: reading it costs no query and every process sees the same.
It moves when a page is published and when a search index changes. A second host, with a file of its own, follows after
`SECONDS`.
"""

import hashlib
import os
import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers

View = Callable[..., HttpResponse]
SECONDS = 60


def generation() -> int:
    try:
        return os.stat(settings.VAR_DIR / "pages.stamp").st_mtime_ns  # noqa: PTH116
    except FileNotFoundError:
        return 0


def purge() -> None:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    stamp = settings.VAR_DIR / "pages.stamp"
    stamp.touch()
    os.utime(stamp, ns=(time.time_ns(),) * 2)


def key(name: str) -> str:
    """Of a thing that holds until the next purge. Take it before making the thing, so that nothing stale is kept."""
    return f"pages.{generation()}.{hashlib.blake2b(name.encode(), digest_size=16).hexdigest()}"


def kept_ready(view: View) -> View:
    """A page that its whole address chooses is made once a generation for everybody without a cookie; whoever carries
    one gets a page of her own, which nobody keeps.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        shared = request.method == "GET" and not request.COOKIES
        response = _shared(view, request, *args, **kwargs) if shared else view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        if shared:
            response.headers.setdefault("Cache-Control", "no-cache")
        else:
            add_never_cache_headers(response)
        return response

    return answer


def _shared(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    name = key(request.get_full_path())
    content = caches["pages"].get(name)
    if content is not None:
        return HttpResponse(content)
    response = view(request, *args, **kwargs)
    if _may_be_kept(request, response):
        caches["pages"].set(name, response.content, SECONDS)
    return response


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Not an answer to this visitor alone: a token of a form, a cookie, a session begun."""
    for_one = response.cookies or "CSRF_COOKIE_NEEDS_UPDATE" in request.META or request.session.modified
    return response.status_code == 200 and not response.streaming and not for_one
