"""The page of a grant: whose turn, the road, the one feed, what was sent, what rooms further right add."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed, say
from portal.cases.procedures import get
from portal.grants.schemes.queries import differences
from portal.lib.refusal import Refused

from .. import access, queries, rules, sections
from ..addresses import filing_path
from ..forms import MessageForm
from ..models import Filing, Grant
from .doors import LISTS, key_of, of_grant, party_here


@require_GET
@of_grant()
def grant(request: PersonRequest, grant: Grant) -> HttpResponse:
    return thread_page(request, grant, MessageForm())


def thread_page(request: PersonRequest, grant: Grant, form: MessageForm, status: int = 200) -> HttpResponse:
    party = party_here(request)
    filings = queries.filings_of(grant, party)
    current = queries.current(filings)
    writes = access.party_of(request.user, grant.case) == party
    moved = grant.moved_from
    context = {
        "grant": grant,
        "desk": grant.desk,
        "list_url": LISTS[grant.desk](),
        "state": get("grant").state(grant.case.state),
        "road": queries.road(grant),
        "ball": ball(current, party) if current else None,
        "lines": [_line(one) for one in reversed(filings)],
        "feed": queries.feed(grant, filings, party),
        "openable": [(kind, grant.scheme.filing(kind).label) for kind in queries.openable(grant, filings)]
        if writes
        else [],
        "changes": differences(moved, grant.version) if moved else [],
        "sections": sections.drawn(request, grant, party),
        "form": form,
        "once": secrets.token_urlsafe(16),
        "may_write": writes,
        "party": party,
    }
    return render(request, "filings/grant.html", context, status=status)


def ball(filing: Filing, party: str) -> dict[str, object] | None:
    """For the turn box; None when nobody has to act."""
    case = filing.case
    if not case.turn:
        return None
    procedure = get("grant_filing")
    yours = case.turn == party
    return {
        "what": procedure.state(case.state).next_act,
        "until": case.due_on,
        "yours": yours,
        "who": procedure.name_of(case, case.turn),
        "href": filing_path(filing) if yours and case.state in rules.WRITABLE else "",
        "action": _("直す") if case.state == "correction" else _("続きを書く"),
    }


def _line(filing: Filing) -> dict[str, object]:
    """One filing in the list of what was sent."""
    case = filing.case
    address = filing_path(filing) if case.state in rules.WRITABLE else ""
    if not address and filing.arrived_at:
        address = reverse("filings:receipt", args=[filing.grant.desk, case.public_id])
    return {
        "filing": filing,
        "label": filing.form.label,
        "state": queries.state_in_words(case),
        "url": address,
        "may_withdraw": case.state in rules.UNFINISHED,
    }


@require_POST
@of_grant(write=True)
def message(request: PersonRequest, grant: Grant) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return thread_page(request, grant, form, 422)
    try:
        say(case=grant.case, actor=request.user, text=form.cleaned_data["text"], at=timezone.now(), key=key_of(request))
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(grant.get_absolute_url())
