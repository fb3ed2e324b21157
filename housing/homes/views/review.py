"""Checking homes before they are public: the association of a shop, then the ward; and admitting partners."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.access import MemberRequest, PersonRequest, member_required, staff_required
from portal.accounts.models import Role, User
from portal.cases.actions import NotAllowed, perform
from portal.cases.procedures import STAFF
from portal.cases.queries import thread
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, actions, answers, stock
from ..choices import PartnerKind
from ..models import Listing, Partner
from ..procedures import ASSOCIATION
from ..steps import STEPS
from .desk import road

DECISIONS = ("pass_on", "approve", "send_back", "confirm", "pause", "withdraw")


def page(request: HttpRequest, listing: Listing, party: str, typed: dict[str, str] | None = None) -> HttpResponse:
    """A home as its checkers see it: every answer, a box for words beside each, the rules, the clock, its twins."""
    typed = typed or {}
    today = tokyo_date(timezone.now())
    asked = {row.field: row for row in reversed(listing.remarks.all())}
    told = thread(listing.case, party)
    context = {
        "listing": listing,
        "thread": told,
        "road": road(told),
        "findings": stock.publication(listing, today),
        "readiness": stock.readiness(listing, today),
        "parts": [(step.label, _lines(listing, step, typed, asked)) for step in STEPS],
        "photos": listing.photos.all(),
        "twins": stock.twins(listing),
        "act": "homes:staff_decide" if party == STAFF else "homes:partner_decide",
        "key": uuid.uuid4().hex,
        "text": typed.get("text", ""),
        "is_staff": party == STAFF,
    }
    return render(request, "homes/staff/review.html", context, status=422 if typed else 200)


def _lines(listing: Listing, step: Any, typed: dict[str, str], asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(field, label, answer, words typed, the last remark) of each field of a step."""
    return [
        (name, label, answer, typed.get(f"remark-{name}", ""), asked.get(name))
        for name, (label, answer) in zip(step.fields, answers.of(listing, step), strict=True)
    ]


def decide(
    request: HttpRequest, listing: Listing, party: str, transition: str, actor: User, after: str
) -> HttpResponse:
    if transition not in DECISIONS:
        raise Http404
    version, key = request.POST.get("version", ""), request.POST.get("key", "")[:40] or None
    seen = int(version) if version.isdecimal() and len(version) < 9 else None
    typed = {name: str(text) for name, text in request.POST.items() if name == "text" or name.startswith("remark-")}
    try:
        if transition == "send_back":
            actions.send_back(
                listing=listing,
                remarks={name.removeprefix("remark-"): value for name, value in typed.items() if name != "text"},
                text=typed.get("text", ""),
                actor=actor,
                at=timezone.now(),
                version=seen,
                key=key,
            )
        else:
            perform(case=listing.case, transition=transition, actor=actor, at=timezone.now(), version=seen, key=key)
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
        return page(request, listing, party, {"text": "", **typed})
    messages.success(
        request, _("%(number)s：決めたことを記録し、相手に知らせました。") % {"number": listing.case.number}
    )
    return redirect(after)


# The association


def checked_by(request: MemberRequest) -> Partner:
    partner = access.partner_of(request.organisation, PartnerKind.ASSOCIATION)
    if not partner.reviews_homes:
        raise Http404
    return partner


@require_GET
@never_cache
@member_required()
def association_list(request: MemberRequest) -> HttpResponse:
    rows = stock.for_desk(stock.to_review_by(checked_by(request))).order_by("case__due_on", "pk")
    return render(request, "homes/partner/reviews.html", {"rows": rows[:200]})


def _of_her_shops(request: MemberRequest, public_id: str) -> Listing:
    own = stock.to_review_by(checked_by(request))
    return get_object_or_404(stock.for_desk(own), public_id=public_id)


@require_GET
@never_cache
@member_required(Role.EDITOR)
def association_review(request: MemberRequest, public_id: str) -> HttpResponse:
    return page(request, _of_her_shops(request, public_id), ASSOCIATION)


@require_POST
@member_required(Role.EDITOR)
def association_decide(request: MemberRequest, public_id: str, transition: str) -> HttpResponse:
    listing = _of_her_shops(request, public_id)
    return decide(request, listing, ASSOCIATION, transition, request.user, "homes:partner_reviews")


# The ward


@require_GET
@staff_required
@never_cache
def staff_list(request: PersonRequest) -> HttpResponse:
    """Homes that wait for the ward first, then those that wait for an association."""
    waiting = Listing.objects.filter(case__state__in=["review", "association"])
    rows = list(stock.for_desk(waiting).order_by("case__due_on", "pk")[:300])
    context = {
        "ours": [row for row in rows if row.case.state == "review"],
        "theirs": [row for row in rows if row.case.state == "association"],
        "public": access.public_listings().count(),
        "partners": Partner.objects.filter(admitted_at=None).count(),
        "today": tokyo_date(timezone.now()),
    }
    return render(request, "homes/staff/list.html", context)


def _any(public_id: str) -> Listing:
    return get_object_or_404(stock.for_desk(Listing.objects.exclude(case__state="draft")), public_id=public_id)


@require_GET
@staff_required
@never_cache
def staff_review(request: PersonRequest, public_id: str) -> HttpResponse:
    return page(request, _any(public_id), STAFF)


@require_POST
@staff_required
def staff_decide(request: PersonRequest, public_id: str, transition: str) -> HttpResponse:
    return decide(request, _any(public_id), STAFF, transition, request.user, "homes:staff_list")


@require_GET
@staff_required
@never_cache
def partners(request: PersonRequest) -> HttpResponse:
    everybody = Partner.objects.select_related("organisation", "association__organisation").prefetch_related("services")
    context = {
        "waiting": everybody.filter(admitted_at=None).order_by("joined_at"),
        "admitted": everybody.filter(admitted_at__isnull=False).order_by("kind", "organisation__name"),
    }
    return render(request, "homes/staff/partners.html", context)


@require_POST
@staff_required
def partner_decide(request: PersonRequest, public_id: str) -> HttpResponse:
    """Admit a partner, or set whether an association looks first."""
    partner = get_object_or_404(Partner.objects.select_related("organisation"), organisation__public_id=public_id)
    try:
        if "reviews" in request.POST and partner.kind == PartnerKind.ASSOCIATION:
            actions.set_review(
                association=partner, reviews=request.POST["reviews"] == "1", actor=request.user, at=timezone.now()
            )
        elif "admit" in request.POST:
            actions.admit(partner=partner, actor=request.user, at=timezone.now())
        messages.success(request, _("記録しました。"))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("homes:staff_partners")
