"""The ways to a grant: from my page, from the organisation's desk, for paper from the ward's. One set of pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from portal.accounts.access import PersonRequest, may_edit, staff_required
from portal.accounts.models import User
from portal.cases.procedures import ORGANISATION, PERSON, STAFF
from portal.grants.schemes import access as duties

from .. import access, queries
from ..models import EMPLOYER_DESK, MY_DESK, STAFF_DESK, Filing, Grant

View = Callable[..., HttpResponseBase]
PARTIES = {MY_DESK: PERSON, EMPLOYER_DESK: ORGANISATION, STAFF_DESK: STAFF}
LARGEST = 9  # digits of a number that a page sends back


def grant_at(request: PersonRequest, desk: str, public_id: str, write: bool = False) -> Grant:
    """Somebody else's and a missing one answer alike."""
    if desk == MY_DESK:
        found = access.grants_of_person(request.user)
    elif desk == EMPLOYER_DESK and request.membership and (may_edit(request.membership) or not write):
        found = access.grants_of_organisation(request.organisation)
    else:
        raise Http404
    return get_object_or_404(queries.with_everything(found), case__public_id=public_id)


def filing_at(request: PersonRequest, desk: str, public_id: str, write: bool = False) -> Filing:
    if desk == STAFF_DESK:
        filing = staff_filing(request.user, public_id, edit=True)
        if not filing.is_on_paper:
            raise Http404
        return filing
    if desk == MY_DESK:
        own = Filing.objects.filter(grant__in=access.grants_of_person(request.user))
    elif request.membership and (may_edit(request.membership) or not write):
        own = Filing.objects.filter(grant__in=access.grants_of_organisation(request.organisation))
    else:
        raise Http404
    return get_object_or_404(_whole(own), case__public_id=public_id)


def staff_filing(user: User, public_id: str, edit: bool = False) -> Filing:
    """One that the schemes of this officer give to see, or to work on."""
    filing = get_object_or_404(_whole(access.filings_for_staff(user)), case__public_id=public_id)
    if edit and not duties.may_edit(user, filing.grant.version.scheme):
        raise Http404
    return filing


def _whole(filings):
    return filings.select_related(
        "case", "grant__case__person", "grant__case__organisation", "grant__version", "grant__moved_from"
    )


def of_filing(write: bool = False) -> Callable[[View], View]:
    """The view gets the filing of the address instead of its key."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, desk: str, public_id: str, **rest: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            filing = filing_at(request, desk, public_id, write)  # type: ignore[arg-type]
            return view(request, filing, **rest)

        return staff_required_on_its_desk(guarded)

    return decorate


def of_grant(write: bool = False) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, desk: str, public_id: str, **rest: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, grant_at(request, desk, public_id, write), **rest)  # type: ignore[arg-type]

        return guarded

    return decorate


def staff_required_on_its_desk(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, desk: str, **rest: Any) -> HttpResponseBase:
        inner = staff_required(view) if desk == STAFF_DESK else view
        return inner(request, desk=desk, **rest)

    return guarded


def desk_of(request: HttpRequest) -> str:
    """The desk at which this page was opened."""
    return request.resolver_match.kwargs["desk"]  # type: ignore[union-attr]


def party_here(request: HttpRequest) -> str:
    return PARTIES[desk_of(request)]


def to(request: HttpRequest, name: str, filing: Filing, *more: str) -> str:
    """The address of another page of this filing, at the same desk."""
    return reverse(f"filings:{name}", args=[desk_of(request), filing.case.public_id, *more])


def back_to(request: HttpRequest, filing: Filing) -> str:
    """The page of the grant, at the same desk."""
    key = filing.grant.case.public_id
    if desk_of(request) == STAFF_DESK:
        return reverse("filings:staff_grant", args=[key]) + f"?filing={filing.case.public_id}"
    return reverse("filings:grant", args=[desk_of(request), key])


def page(
    request: HttpRequest, template: str, filing: Filing, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = {
        "filing": filing,
        "grant": filing.grant,
        "desk": desk_of(request),
        "key": filing.case.public_id,
        "grant_url": back_to(request, filing),
        "list_url": LISTS[desk_of(request)](),
        "may_write": access.may_write(request.user, filing),  # type: ignore[arg-type]
        **context,
    }
    return render(request, f"filings/{template}", whole, status=status)


LISTS: dict[str, Callable[[], str]] = {
    MY_DESK: lambda: reverse("filings:mine"),
    EMPLOYER_DESK: lambda: reverse("filings:ours"),
    STAFF_DESK: lambda: reverse("filings:staff_list"),
}


def number(request: HttpRequest, name: str) -> int | None:
    """A whole number that the page carried along."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) <= LARGEST else None


def key_of(request: HttpRequest) -> str | None:
    return request.POST.get("key", "")[:40] or None
