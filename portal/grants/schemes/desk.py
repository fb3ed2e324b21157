"""Whose desk has the line of the duties."""

from django.http import HttpRequest

from . import access


def gives_duties(request: HttpRequest) -> bool:
    return bool(access.given_by(request.user))  # type: ignore[arg-type]
