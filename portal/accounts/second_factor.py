"""Whether this sign-in was made with a passkey or an authenticator app."""

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest


def is_required() -> bool:
    return settings.STAFF_SECOND_FACTOR_REQUIRED


def has_passed(request: HttpRequest) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
