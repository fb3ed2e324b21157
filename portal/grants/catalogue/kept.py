"""The answers of a visitor: in the session only, by scheme, until it ends or they say so."""

from typing import Any

from django.http import HttpRequest

KEPT_AS = "grant_check"


def answers_of(request: HttpRequest, scheme: str) -> dict[str, Any]:
    return request.session.get(KEPT_AS, {}).get(scheme, {})


def keep(request: HttpRequest, scheme: str, answers: dict[str, Any]) -> None:
    request.session[KEPT_AS] = {**request.session.get(KEPT_AS, {}), scheme: answers}


def forget(request: HttpRequest, scheme: str) -> None:
    request.session[KEPT_AS] = {code: kept for code, kept in request.session.get(KEPT_AS, {}).items() if code != scheme}
