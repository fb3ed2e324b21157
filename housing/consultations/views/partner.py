"""The shops' and associations' side: cards to answer, and homes that somebody wants to see or rent."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from housing.homes.access import listings_of, partner_of
from housing.homes.choices import PartnerKind
from portal.accounts.access import MemberRequest, may_edit, member_required
from portal.accounts.models import Role
from portal.cases.actions import NotAllowed, perform
from portal.cases.procedures import Text, Transition, get
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, matching, queries
from ..access import SHOP
from ..actions import asking
from ..forms.asking import AnswerForm
from ..forms.steps import form_for
from ..models import Inquiry, ReferredHome


@member_required()
@never_cache
def cards(request: MemberRequest) -> HttpResponse:
    """What waits for an answer first, then homes in hand, then what was answered."""
    partner_of(request.organisation)
    rows = access.inquiries_to(request.organisation).select_related("card__consultation__case")
    waiting = queries.waiting_inquiries().filter(organisation=request.organisation).select_related("card")
    homes = access.homes_dealt_with(request.organisation).select_related(
        "referral__consultation__case", "listing__dwelling__building__town"
    )
    context = {
        "waiting": [(row, matching.card_facts_of(row.card)) for row in waiting.order_by("card__closes_on", "pk")[:100]],
        "homes": [(home, _next_act(home)) for home in homes.order_by("-pk")[:50]],
        "answered": rows.exclude(answer="").order_by("-answered_at")[:50],
    }
    return render(request, "consultations/partner/cards.html", context)


def _next_act(home: ReferredHome) -> Text:
    """What the shop does next with a home; nothing where it is not its turn."""
    consultation = home.referral.consultation
    if consultation.current_id != home.pk or consultation.case.turn != SHOP or consultation.case.state == "asking":
        return ""
    return get("consultation").state(consultation.case.state).next_act


def _inquiry(request: MemberRequest, public_id: str) -> Inquiry:
    rows = access.inquiries_to(request.organisation).select_related("card__consultation__case", "organisation")
    return get_object_or_404(rows, public_id=public_id)


@member_required()
@never_cache
def card(request: MemberRequest, public_id: str) -> HttpResponse:
    partner = partner_of(request.organisation)
    inquiry = _inquiry(request, public_id)
    listings = matching.answerable(listings_of(request.organisation), inquiry)
    form = AnswerForm(
        request.POST if request.method == "POST" else None, listings=listings, initial=AnswerForm.of(inquiry)
    )
    if request.method == "POST" and not may_edit(request.membership):
        raise Http404
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            asking.answer(
                inquiry=inquiry,
                answer=data["answer"],
                reason=data["reason"],
                condition=data["condition"],
                free_from=data["free_from"],
                listings=data.get("listings") or [],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("返事を送りました。ありがとうございます。期限までは変えられます。"))
            return redirect("consultations:cards")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "inquiry": inquiry,
        "facts": matching.card_facts_of(inquiry.card),
        "form": form,
        "may_edit": may_edit(request.membership),
        "is_open": not inquiry.card.consultation.case.closed_at
        and inquiry.answer != "none"
        and inquiry.card.closes_on >= tokyo_date(timezone.now()),
        "shops": queries.shops_of(partner) if partner.kind == PartnerKind.ASSOCIATION else [],
        "passed_on": inquiry.passed_on.select_related("organisation"),
        "has_errors": form.is_bound,
    }
    return render(request, "consultations/partner/card.html", context, status=422 if form.is_bound else 200)


@require_POST
@member_required(Role.EDITOR)
def pass_on(request: MemberRequest, public_id: str) -> HttpResponse:
    """An association hands the card to all its shops."""
    partner = partner_of(request.organisation, PartnerKind.ASSOCIATION)
    inquiry = _inquiry(request, public_id)
    try:
        count = asking.pass_on(
            inquiry=inquiry,
            organisations=[shop.organisation for shop in queries.shops_of(partner)],
            actor=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("%(count)s店に渡しました。") % {"count": count})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("consultations:card", public_id)


def _home(request: MemberRequest, public_id: str) -> ReferredHome:
    rows = access.homes_dealt_with(request.organisation).select_related(
        "referral__consultation__case", "referral__consultation__current", "listing__dwelling__building__town",
        "listing__case", "organisation",
    )  # fmt: skip
    return get_object_or_404(rows, public_id=public_id)


@member_required()
@never_cache
def dealing(request: MemberRequest, public_id: str) -> HttpResponse:
    partner_of(request.organisation)
    return _dealing_page(request, _home(request, public_id))


def _dealing_page(request: MemberRequest, home: ReferredHome, opened: str = "", form=None) -> HttpResponse:
    """The home and its next act. Of the person: nothing but what she has agreed to tell this shop."""
    consultation = home.referral.consultation
    procedure = get("consultation")
    is_current = consultation.current_id == home.pk
    offered = procedure.offered(consultation.case, SHOP) if is_current and may_edit(request.membership) else []
    context = {
        "home": home,
        "state": procedure.state(consultation.case.state) if is_current else None,
        "case": consultation.case if is_current else None,
        "told": access.told_to(home) if home.step in ("applied", "passed", "leased") else {},
        "acts": [
            (
                step,
                form if form is not None and step.code == opened else form_for(step, consultation),
                _aside(step, home),
            )
            for step in offered
        ],
        "key": uuid.uuid4().hex,
        "has_errors": form is not None,
    }
    return render(request, "consultations/partner/dealing.html", context, status=422 if form is not None else 200)


def _aside(step: Transition, home: ReferredHome) -> bool:
    """Whether the form of an act stays folded, being not what is expected next."""
    return step.tone != "main" or (step.code == "set_viewing" and home.viewing_at is not None)


@require_POST
@member_required(Role.EDITOR)
def dealing_act(request: MemberRequest, public_id: str, transition: str) -> HttpResponse:
    home = _home(request, public_id)
    consultation = home.referral.consultation
    steps = {step.code: step for step in get("consultation").transitions if SHOP in step.parties and not step.hidden}
    step = steps.get(transition)
    if step is None or consultation.current_id != home.pk:
        raise Http404
    form = form_for(step, consultation, request.POST)
    if form is not None and not form.is_valid():
        return _dealing_page(request, home, transition, form)
    version = request.POST.get("version", "")
    try:
        perform(
            case=consultation.case,
            transition=transition,
            actor=request.user,
            at=timezone.now(),
            version=int(version) if version.isdecimal() and len(version) < 9 else None,
            values=form.cleaned_data if form else {},
            key=request.POST.get("key", "")[:40] or None,
        )
        messages.success(request, str(step.done))
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
        if form is not None:
            return _dealing_page(request, _home(request, public_id), transition, form)
    return redirect("consultations:dealing", public_id)
