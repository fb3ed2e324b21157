"""The applicant's side: the letter in hand, and taking the grant back within its days."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed
from portal.cases.procedures import ORGANISATION, PERSON
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, actions, queries
from ..forms import GiveUpForm
from ..models import Decision
from .doors import posted_to, seen


def own(request: PersonRequest, public_id: str) -> Decision:
    return get_object_or_404(
        queries.whole(access.decisions_of_applicant(request.user)), case__public_id=public_id, letter__isnull=False
    )


@require_GET
@never_cache
@login_required
def letter(request: PersonRequest, public_id: str) -> HttpResponse:
    """The first opening is when it has arrived; then it leads to the letter."""
    decision = own(request, public_id)
    try:
        actions.open_letter(decision=decision, actor=request.user, at=timezone.now())
    except NotAllowed:
        raise Http404 from None
    return redirect("letters:download", decision.letter.public_id)  # type: ignore[union-attr]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def give_up(request: PersonRequest, public_id: str) -> HttpResponse:
    decision = own(request, public_id)
    if access.party_of(request.user, decision.case) not in (PERSON, ORGANISATION):
        raise Http404
    form, grant = GiveUpForm(posted_to(request)), decision.grant
    if request.method == "POST" and form.is_valid():
        return _given_up(request, decision, form.cleaned_data["text"])
    context = {
        "decision": decision,
        "form": form,
        "grant": grant,
        "until": queries.withdraw_until(decision),
        "is_possible": queries.may_be_given_up(decision, tokyo_date(timezone.now())),
        "grant_url": grant.get_absolute_url(),
        "list_url": reverse(f"filings:{'mine' if grant.case.person_id else 'ours'}"),
    }
    return render(request, "decisions/give_up.html", context)


def _given_up(request: PersonRequest, decision: Decision, text: str) -> HttpResponse:
    version, key = seen(request)
    try:
        actions.give_up(decision=decision, actor=request.user, at=timezone.now(), text=text, version=version, key=key)
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("取り下げました。区の担当に知らせました。"))
    return redirect(decision.grant.get_absolute_url())
