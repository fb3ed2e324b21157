"""The ways to a decision. Somebody else's and a missing one answer alike."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.accounts.models import User
from portal.cases.actions import NotAllowed
from portal.grants.schemes import access as duties
from portal.lib.refusal import Refused

from .. import access, queries
from ..models import Decision

View = Callable[..., HttpResponse]
LARGEST = 9  # digits of a number that a page sends back


def decision_at(user: User, public_id: str, edit: bool = False) -> Decision:
    """One of a scheme of this officer; `edit` asks for somebody who drafts and issues."""
    found = get_object_or_404(queries.whole(access.decisions_for_staff(user)), case__public_id=public_id)
    if edit and not duties.may_edit(user, found.grant.version.scheme):
        raise Http404
    return found


def act(edit: bool = True) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """A post by an officer; the view gets the decision of the address."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @require_POST
        @staff_required
        @wraps(view)
        def guarded(request: PersonRequest, public_id: str) -> HttpResponse:
            decision = decision_at(request.user, public_id, edit)
            try:
                return view(request, decision)
            except NotAllowed:
                raise Http404 from None
            except Refused as refused:
                messages.error(request, str(refused))
                return redirect(address_of(decision))

        return guarded

    return decorate


def address_of(decision: Decision) -> str:
    return reverse("decisions:detail", args=[decision.case.public_id])


def posted_to(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty post is a post."""
    return request.POST if request.method == "POST" else None


def seen(request: HttpRequest) -> tuple[int | None, str | None]:
    """The version of the case that the page showed, and the key of its form."""
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdecimal() and len(sent) <= LARGEST else None
    return version, request.POST.get("key", "")[:40] or None
