from collections.abc import Callable
from functools import cache, cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from .models import Membership, Organisation
from .queries import current_membership
from .second_factor import has_passed, is_required

WAYS_IN = ("/accounts/", "/my/account/second-factor/")


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
    """Staff who came in by one factor alone get no further than to the second; so do editors at their desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_required() and not request.path.startswith(WAYS_IN) and self._half_in(request):
            return redirect("people:second_factor")
        return self.get_response(request)

    def _half_in(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated:
            return False
        at_the_desk = request.path.startswith(settings.EDITORS_DESK)
        responsible = user.is_staff or (at_the_desk and user.has_perm("wagtailadmin.access_admin"))
        return responsible and not has_passed(request)


class NothingKeptMiddleware:
    """What a signed-in person sees is left in no cache, so that nobody finds it by the back button after they left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
