"""What every page here shares: acts that answer in words, and "not yours" that answers as "not there" does."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed
from portal.grants.schemes.access import schemes_of
from portal.lib.refusal import Refused


def acted(request: PersonRequest, act: Callable[[], object], words: str, *back: str) -> HttpResponse:
    """Carry out a plain button, then go back with what came of it."""
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect(*back)


def must_have_duty(request: PersonRequest) -> None:
    if not schemes_of(request.user):
        raise Http404
