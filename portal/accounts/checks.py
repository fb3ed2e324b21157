"""A portal in use is strict. Only the settings of the demo and of the tests may be loose, and the demo only at home."""

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from .second_factor import is_rehearsal

HOME = {"127.0.0.1", "localhost", "::1", "testserver"}


def strict_settings(**kwargs) -> list[CheckMessage]:
    if is_rehearsal():
        away = set(settings.ALLOWED_HOSTS) - HOME
        return [Error("loose settings answer to this machine only", hint=str(away), id="accounts.E004")] if away else []
    problems: list[CheckMessage] = []
    if not settings.STAFF_SECOND_FACTOR_REQUIRED:
        problems.append(Error("staff must sign in with a second factor", id="accounts.E001"))
    if settings.DEBUG:
        problems.append(Error("DEBUG shows secrets to everybody", id="accounts.E002"))
    if len(_secret_key()) < 32:
        problems.append(Error("PORTAL_SECRET_KEY must hold at least 32 characters", id="accounts.E003"))
    return problems


def _secret_key() -> str:
    """Django raises on reading an empty key, where this check should speak."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""
