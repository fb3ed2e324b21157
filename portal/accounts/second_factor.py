"""Whether this sign-in was made with a passkey or an authenticator app."""

import os

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import ENVIRONMENT_VARIABLE, settings
from django.http import HttpRequest

REHEARSALS = {"portal.settings.demo", "portal.settings.test"}


def is_rehearsal() -> bool:
    return os.environ.get(ENVIRONMENT_VARIABLE) in REHEARSALS


def is_required() -> bool:
    """The setting counts in a rehearsal only: a portal in use cannot switch this off."""
    return settings.STAFF_SECOND_FACTOR_REQUIRED or not is_rehearsal()


def has_passed(request: HttpRequest) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
