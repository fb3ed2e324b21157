"""The one thread of a consultation, however it is entered."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.access import PersonRequest
from portal.accounts.models import User
from portal.cases.actions import NotAllowed, perform, say
from portal.cases.procedures import PERSON, STAFF, Transition, get
from portal.cases.queries import Thread
from portal.cases.queries import thread as thread_of
from portal.lib.refusal import Refused

from .. import access, queries
from ..actions import intake
from ..forms.steps import MessageForm, StaffMessageForm, form_for
from ..models import Consent, Consultation
from .doors import BY_ACCOUNT, BY_CODE, OF_SUPPORTER, Door


def one(rows: QuerySet[Consultation], public_id: str) -> Consultation:
    """Somebody else's, a protected one and a missing one answer alike."""
    rows = rows.select_related(
        "case__person", "case__assignee", "supporter", "current__organisation",
        "current__listing__dwelling__building__town", "current__listing__case",
    )  # fmt: skip
    return get_object_or_404(rows.prefetch_related("case__events"), case__public_id=public_id)


def told(consultation: Consultation, party: str) -> Thread:
    """What was done by code was done by the person."""
    view = thread_of(consultation.case, party)
    return replace(
        view,
        items=[
            replace(item, who=str(_("相談した人")), mine=party == PERSON) if item.detail.get("by_code") else item
            for item in view.items
        ],
    )


def page(
    request: HttpRequest,
    consultation: Consultation,
    door: Door,
    opened: str = "",
    form=None,
    message_form=None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """With a form that was not taken: what was typed stays."""
    view = told(consultation, door.party)
    offered = [step for step in view.offered if step.form or door.party != PERSON or not step.hidden]
    if not access.lacks_consent(consultation):
        offered = [step for step in offered if step.code != "agree_anew"]
    if form is not None and opened not in {step.code for step in offered}:
        message_form = _message_form(door)(initial={"text": form.data.get("text", "")})
    acts = [
        (
            step,
            form if form is not None and step.code == opened else form_for(step, consultation),
            step.code == opened,
            door.act(consultation, step.code),
        )
        for step in offered
    ]
    main = next((step for step, *_rest in reversed(acts) if step.tone == "main"), None)
    refused = form is not None or message_form is not None
    context = {
        "consultation": consultation,
        "thread": view,
        "acts": sorted(acts, key=lambda act: act[0] is not main),
        "main": main,
        "message_form": message_form or _message_form(door)(),
        "message_url": door.message(consultation),
        "sheet_url": door.sheet(consultation),
        "key": uuid.uuid4().hex,
        "by_code": door is BY_CODE,
        "has_errors": refused,
        "about": queries.asked_about(consultation),
        "homes": queries.homes_of(consultation),
        "card": queries.card_state(consultation),
        "triage": consultation.triages.first(),
        "lease": queries.lease_of(consultation),
        "consents": consultation.consents.filter(withdrawn_at=None).select_related("organisation"),
        **(more or {}),
    }
    return render(request, template_of(door), context, status=422 if refused else 200)


def template_of(door: Door) -> str:
    return "consultations/staff/thread.html" if door.party == STAFF else "consultations/thread.html"


def act_on(
    request: HttpRequest, consultation: Consultation, transition: str, door: Door, actor: User | None
) -> HttpResponse:
    """One transition that this party may choose by a button. By code there is no actor."""
    step = _offered(transition, door)
    form = form_for(step, consultation, request.POST)
    if form is not None and not form.is_valid():
        return page(request, consultation, door, transition, form)
    values = form.cleaned_data if form else {}
    version = request.POST.get("version", "")
    try:
        perform(
            case=consultation.case,
            transition=transition,
            actor=actor,
            at=timezone.now(),
            version=int(version) if version.isdecimal() and len(version) < 9 else None,
            values=values,
            text=values.get("text") or "",
            key=request.POST.get("key", "")[:40] or None,
        )
        messages.success(request, str(step.done))
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
        if form is not None:
            return page(request, consultation, door, transition, form)
    return redirect(door.page(consultation))


def say_on(request: HttpRequest, consultation: Consultation, door: Door, actor: User | None) -> HttpResponse:
    form = _message_form(door)(request.POST)
    if not form.is_valid():
        return page(request, consultation, door, message_form=form)
    text, key = form.cleaned_data["text"], request.POST.get("key", "")[:40] or None
    case, at = consultation.case, timezone.now()
    try:
        if actor is None:
            step = "ask_again" if case.state in ("answered", "closed") else "write"
            perform(case=case, transition=step, actor=None, at=at, values={"text": text}, text=text, key=key)
        else:
            internal = form.cleaned_data.get("internal", False)
            say(case=case, actor=actor, text=text, at=at, key=key, internal=internal)
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return page(request, consultation, door, message_form=form)
    return redirect(door.page(consultation) + "#message")


def _offered(transition: str, door: Door) -> Transition:
    for step in get("consultation").transitions:
        if step.code == transition and door.party in step.parties and not step.hidden:
            return step
    raise Http404


def _message_form(door: Door) -> type[MessageForm]:
    return StaffMessageForm if door.party == STAFF else MessageForm


# By account


def _own(request: PersonRequest, public_id: str) -> Consultation:
    return one(access.consultations_of(request.user), public_id)


@login_required
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    rows = access.consultations_of(request.user).select_related("case").order_by("case__closed_at", "-case__changed_at")
    procedure = get("consultation")
    shown = [(row, procedure.state(row.case.state), row.case.turn == PERSON) for row in rows[:50]]
    return render(request, "consultations/mine.html", {"rows": shown})


@login_required
@never_cache
def thread(request: PersonRequest, public_id: str) -> HttpResponse:
    return page(request, _own(request, public_id), BY_ACCOUNT, request.GET.get("open", ""))


@login_required
@require_POST
def act(request: PersonRequest, public_id: str, transition: str) -> HttpResponse:
    return act_on(request, _own(request, public_id), transition, BY_ACCOUNT, request.user)


@login_required
@require_POST
def message(request: PersonRequest, public_id: str) -> HttpResponse:
    return say_on(request, _own(request, public_id), BY_ACCOUNT, request.user)


@login_required
@never_cache
def sheet(request: PersonRequest, public_id: str) -> HttpResponse:
    return sheet_of(request, _own(request, public_id))


def sheet_of(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """What was handed over, large enough to read on paper."""
    context = {"consultation": consultation, "homes": queries.homes_of(consultation)}
    return render(request, "consultations/sheet.html", context)


@login_required
@require_POST
def take_back(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    consultation = _own(request, public_id)
    consent = get_object_or_404(Consent, consultation=consultation, pk=number, withdrawn_at=None)
    intake.take_back(consent=consent, actor=request.user, at=timezone.now())
    messages.success(request, _("同意を取りやめました。"))
    return redirect(BY_ACCOUNT.page(consultation))


# From a support corporation's desk


def _supported(request: PersonRequest, public_id: str) -> Consultation:
    consultation = one(access.for_supporter(request.user), public_id)
    if access.party_of(request.user, consultation.case) != OF_SUPPORTER.party:
        raise Http404
    return consultation


@login_required
@never_cache
def supporter_thread(request: PersonRequest, public_id: str) -> HttpResponse:
    consultation = _supported(request, public_id)
    intake.read(consultation=consultation, actor=request.user, at=timezone.now())
    return page(request, consultation, OF_SUPPORTER, request.GET.get("open", ""))


@login_required
@require_POST
def supporter_act(request: PersonRequest, public_id: str, transition: str) -> HttpResponse:
    return act_on(request, _supported(request, public_id), transition, OF_SUPPORTER, request.user)


@login_required
@require_POST
def supporter_message(request: PersonRequest, public_id: str) -> HttpResponse:
    return say_on(request, _supported(request, public_id), OF_SUPPORTER, request.user)


@login_required
@never_cache
def supporter_sheet(request: PersonRequest, public_id: str) -> HttpResponse:
    consultation = _supported(request, public_id)
    if consultation.is_protected:
        raise Http404
    return sheet_of(request, consultation)
