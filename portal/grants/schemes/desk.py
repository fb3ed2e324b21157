"""Whose desk has the lines of the grants. The duties of an officer are read once for a request."""

from django.http import HttpRequest

from .access import Held, held_by


def held(request: HttpRequest) -> Held:
    if not hasattr(request, "grant_duties"):
        request.grant_duties = held_by(request.user)  # type: ignore[attr-defined, arg-type]
    return request.grant_duties  # type: ignore[attr-defined]


def has_duty(request: HttpRequest) -> bool:
    """Whether this person of the ward works on any scheme."""
    return bool(held(request).schemes())


def gives_duties(request: HttpRequest) -> bool:
    return bool(held(request).given) or request.user.is_superuser  # type: ignore[union-attr]
