"""Beginning to apply: from the catalogue, for oneself or for one's organisation."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.access import PersonRequest, may_edit
from portal.accounts.models import Organisation
from portal.cases.actions import NotAllowed
from portal.grants.schemes import queries as schemes
from portal.grants.schemes.structure import Applicant, Scheme, get
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, lists
from ..actions import moving, starting
from ..models import EMPLOYER_DESK, MY_DESK, Filing, Grant
from .doors import of_grant


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """A button elsewhere posts the scheme. Who has something to choose, or cannot begin, gets a page that says so."""
    code = request.POST.get("scheme") or request.GET.get("scheme", "")
    here = f"{reverse('filings:start')}?scheme={code}"
    if not request.user.is_authenticated:
        return redirect_to_login(here if code else reverse("filings:mine"))
    if not code:
        return redirect("filings:mine")
    try:
        scheme = get(code)
    except KeyError:
        raise Http404 from None
    return _begin(request, scheme, here)  # type: ignore[arg-type]


def _begin(request: PersonRequest, scheme: Scheme, here: str) -> HttpResponse:
    by_organisation = scheme.applicant is Applicant.ORGANISATION
    choices = [request.organisation, *access.principals(request.organisation, scheme.code)] if by_organisation else []
    body = _chosen(request, [one for one in choices if one])
    may = not by_organisation or may_edit(request.membership)
    version = schemes.live(scheme.code, tokyo_date(timezone.now()))
    draft = lists.open_draft(scheme.code, request.user, body) if may else None
    earlier = lists.earlier_filing(scheme.code, request.user, body) if may else None
    refusal = ""
    if request.method == "POST" and may and version and (draft or not earlier or "how" in request.POST):
        try:
            chosen = earlier if request.POST.get("how") == "copy" else None
            filing = starting.start(
                version=version, actor=request.user, at=timezone.now(), organisation=body, copy_from=chosen
            )
            return redirect(_tasks(filing, body))
        except Refused as refused:
            refusal = str(refused)
        except NotAllowed:
            raise Http404 from None
    context = {
        "scheme": scheme,
        "version": version,
        "by_organisation": by_organisation,
        "organisation": body,
        "others": [one for one in choices if one and one != body] if may else [],
        "may": may,
        "draft_url": _tasks(draft, body) if draft else "",
        "earlier": earlier,
        "refusal": refusal,
        "here": here,
    }
    return render(request, "filings/start.html", context, status=422 if refusal else 200)


def _chosen(request: PersonRequest, choices: list[Organisation]) -> Organisation | None:
    """One's own organisation, or the one named of those that one files for."""
    named = request.POST.get("body") or request.GET.get("body", "")
    return next((one for one in choices if one.public_id == named), choices[0] if choices else None)


def _tasks(filing: Filing, body: Organisation | None) -> str:
    return reverse("filings:tasks", args=[EMPLOYER_DESK if body else MY_DESK, filing.case.public_id])


@require_POST
@of_grant(write=True)
def open_filing(request: PersonRequest, grant: Grant, kind: str) -> HttpResponse:
    """The next filing of a grant that is there."""
    try:
        grant.scheme.filing(kind)
        filing = starting.open_filing(grant=grant, kind=kind, actor=request.user, at=timezone.now())
    except (KeyError, NotAllowed):
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(grant.get_absolute_url())
    return redirect("filings:tasks", grant.desk, filing.case.public_id)


@require_POST
@of_grant(write=True)
def changes_seen(request: PersonRequest, grant: Grant) -> HttpResponse:
    moving.changes_seen(grant=grant, actor=request.user, at=timezone.now())
    return redirect(grant.get_absolute_url())
