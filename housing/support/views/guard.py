"""Who comes in: people of a support corporation who may write, and rows they may know of."""

from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from housing.homes.access import partner_of
from housing.homes.choices import PartnerKind
from portal.accounts.access import MemberRequest, View, member_required
from portal.accounts.models import Role

from .. import access, queries
from ..models import Support


def corporation_required(view: View) -> View:
    """For owners and editors of a support corporation; their pages are never kept by a browser."""

    @never_cache
    @member_required(Role.EDITOR)
    @wraps(view)
    def guarded(request: MemberRequest, *args, **kwargs) -> HttpResponse:
        partner_of(request.organisation, PartnerKind.SUPPORT)
        return view(request, *args, **kwargs)  # type: ignore[return-value]

    return guarded


def own_support(request: MemberRequest, public_id: str) -> Support:
    rows = queries.with_thread(access.supports_of(request.organisation, request.user))
    return get_object_or_404(rows, case__public_id=public_id)


def key_of(request) -> str | None:
    return request.POST.get("key", "")[:40] or None


def number_in(text: str) -> int | None:
    """A version that came back with a form."""
    return int(text) if text.isdecimal() and len(text) < 9 else None
