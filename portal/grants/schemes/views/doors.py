"""Who may see and who may edit a version: what is not theirs is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import NotAllowed

from .. import access
from ..choices import VersionState
from ..models import Version

View = Callable[..., HttpResponse]


def of_version(*, edit: bool = False) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """The view gets the version of its address. `edit` asks for a draft and somebody who may write it."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @never_cache
        @staff_required
        @wraps(view)
        def guarded(request: PersonRequest, public_id: str, **rest: Any) -> HttpResponse:
            version = get_object_or_404(Version, public_id=public_id)
            if not access.may_see(request.user, version.scheme):
                raise Http404
            if edit and not (version.state == VersionState.DRAFT and access.may_edit(request.user, version.scheme)):
                raise Http404
            return missing_if_not_allowed(view, request, version=version, **rest)

        return guarded

    return decorate


def of_scheme(*, edit: bool = False) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """As `of_version`, for the code of a scheme."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @never_cache
        @staff_required
        @wraps(view)
        def guarded(request: PersonRequest, code: str, **rest: Any) -> HttpResponse:
            if code not in access.schemes_of(request.user) or (edit and not access.may_edit(request.user, code)):
                raise Http404
            return missing_if_not_allowed(view, request, code=code, **rest)

        return guarded

    return decorate


def missing_if_not_allowed(view: View, request: HttpRequest, **given: Any) -> HttpResponse:
    try:
        return view(request, **given)
    except NotAllowed:
        raise Http404 from None


def with_saves(request: HttpRequest, version: Version) -> QueryDict:
    """What was typed, to be saved on top of what is saved now."""
    data = request.POST.copy()
    data["saves"] = str(version.saves)
    return data
