"""May this person? Somebody else's page and a missing page answer alike."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from .models import Membership, Organisation, Role, User
from .second_factor import has_passed, is_required

RANK = {Role.VIEWER: 0, Role.EDITOR: 1, Role.OWNER: 2}
View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    """What a view behind `login_required` receives."""

    user: User
    membership: Membership | None
    organisation: Organisation | None


class MemberRequest(HttpRequest):
    """What a view behind `member_required` receives."""

    user: User
    membership: Membership
    organisation: Organisation


def has_role(membership: Membership | None, role: str) -> bool:
    return membership is not None and RANK[Role(membership.role)] >= RANK[Role(role)]


def may_edit(membership: Membership | None) -> bool:
    return has_role(membership, Role.EDITOR)


def may_manage(membership: Membership | None) -> bool:
    return has_role(membership, Role.OWNER)


def member_required(role: str = Role.VIEWER) -> Callable[[View], View]:
    """Only for people of the current organisation with at least this role."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.membership, role):  # type: ignore[attr-defined]
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def staff_required(view: View) -> View:
    """Only for ward staff, signed in with a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise Http404
        if is_required() and not has_passed(request):
            return redirect("people:second_factor")
        return view(request, *args, **kwargs)

    return guarded


def organisation_membership(user: User, public_id: str, role: str = Role.VIEWER) -> Membership:
    """This person's place in the organisation of an address, or 404."""
    found = (
        Membership.objects.filter(user=user, organisation__public_id=public_id).select_related("organisation").first()
    )
    if found is None or not has_role(found, role):
        raise Http404
    return found
