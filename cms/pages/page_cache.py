"""Ready pages for visitors who are not signed in, thrown away for every process of the host at once.

The generation is the time stamp of one file under `VAR_DIR`: reading it costs no query and every process sees the same.
A second host, with a file of its own, follows after `SECONDS`.
"""

import hashlib
import os
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

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


def is_for_everybody(request: HttpRequest) -> bool:
    """Nobody is signed in, and nothing but the path chose the page."""
    known = {settings.SESSION_COOKIE_NAME, "messages"}
    return request.method == "GET" and not request.META.get("QUERY_STRING") and known.isdisjoint(request.COOKIES)


def keep(name: str, request: HttpRequest, response: HttpResponse) -> None:
    """Unless it is an answer to this visitor alone: a token of a form, or a cookie."""
    if response.status_code == 200 and not response.cookies and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META:
        cache.set(name, response.content, SECONDS)


def kept(name: str) -> HttpResponse | None:
    content = cache.get(name)
    return HttpResponse(content) if content is not None else None
