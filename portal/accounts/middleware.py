from collections.abc import Callable
from functools import cache, cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .models import Membership, Organisation
from .queries import current_membership
from .second_factor import has_passed, is_required


class _Settled:
    """Asked at most once per request, and only by pages that need it."""

    @cached_property
    def membership(self) -> Membership | None:
        return current_membership(self)  # type: ignore[arg-type]

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None


@cache
def _settled(kind: type[HttpRequest]) -> type[HttpRequest]:
    return type(kind.__name__, (_Settled, kind), {})


class CurrentOrganisationMiddleware:
    """Gives every request `.membership` and `.organisation`; both may be None, so no lazy object can stand for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.__class__ = _settled(request.__class__)  # type: ignore[arg-type, assignment]
        return self.get_response(request)


class SecondFactorMiddleware:
    """The editors' admin checks rights by itself but not how somebody signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_required() and request.path.startswith(settings.EDITORS_DESK):
            user = request.user
            if user.is_authenticated and user.has_perm("wagtailadmin.access_admin") and not has_passed(request):
                return redirect("people:second_factor")
        return self.get_response(request)
