"""Vacancies kept before there is an account: a signed cookie on the device, at most fifty, for half a year."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE, AGE, LIMIT = "kept", 180 * 24 * 3600, 50


def on_device(request: HttpRequest) -> list[str]:
    text = request.get_signed_cookie(COOKIE, default="", max_age=AGE) or ""
    return [part for part in text.split(".") if part][:LIMIT]


def write(response: HttpResponse, public_ids: Iterable[str]) -> None:
    kept = list(dict.fromkeys(public_ids))[:LIMIT]
    if not kept:
        response.delete_cookie(COOKIE)
        return
    response.set_signed_cookie(
        COOKIE, ".".join(kept), max_age=AGE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
