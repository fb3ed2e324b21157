"""One support as the corporation and as the ward see it: whose turn, the plan, what is to be done, what was done."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from housing.consultations.actions import intake
from portal.accounts.access import MemberRequest, PersonRequest, staff_required
from portal.cases.actions import NotAllowed, perform, say
from portal.cases.procedures import ORGANISATION, STAFF, Transition, get
from portal.cases.queries import thread as thread_of
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, queries
from ..forms import MessageForm, form_for
from ..models import Support
from .guard import corporation_required, key_of, number_in, own_support

NAMES = {ORGANISATION: ("support:act", "support:message"), STAFF: ("support:staff_act", "support:staff_message")}


def staffs_support(request: PersonRequest, public_id: str) -> Support:
    rows = queries.with_thread(access.supports_seen_by_staff(request.user))
    return get_object_or_404(rows, case__public_id=public_id)


@corporation_required
def case(request: MemberRequest, public_id: str) -> HttpResponse:
    return _page(request, own_support(request, public_id), ORGANISATION, request.GET.get("open", ""))


@staff_required
@never_cache
def staff_case(request: PersonRequest, public_id: str) -> HttpResponse:
    return _page(request, staffs_support(request, public_id), STAFF, request.GET.get("open", ""))


def _page(request: Any, support: Support, party: str, opened: str, form=None, message_form=None) -> HttpResponse:
    """Opening it is kept in the access log of the consultation."""
    view = thread_of(support.case, party)
    if form is None and message_form is None:
        intake.read(consultation=support.consultation, actor=request.user, at=timezone.now())
    acts = [
        (step, form if form is not None and step.code == opened else form_for(step.form, support), step.code == opened)
        for step in view.offered
    ]
    refused = form is not None or message_form is not None
    act_name, message_name = NAMES[party]
    context = {
        "support": support,
        "thread": view,
        "acts": acts,
        "main": next((step for step, _form, _open in acts if step.tone == "main"), None),
        "told": access.told_of(support),
        "works": party == ORGANISATION and support.case.state in access.WORKING,
        "may_correct": party == ORGANISATION,
        "plans": support.plans.select_related("written_by"),
        "tasks": queries.open_tasks(Support.objects.filter(pk=support.pk)).select_related("owner"),
        "checks": support.checks.select_related("owner", "log"),
        "logs": support.logs.select_related("corrects", "corrected_by")[:200],
        "today": tokyo_date(timezone.now()),
        "act_name": act_name,
        "message_name": message_name,
        "message_form": message_form or MessageForm(),
        "key": uuid.uuid4().hex,
        "has_errors": refused,
    }
    return render(request, "support/case.html", context, status=422 if refused else 200)


@corporation_required
@require_POST
def act(request: MemberRequest, public_id: str, transition: str) -> HttpResponse:
    return _act(request, own_support(request, public_id), ORGANISATION, transition)


@staff_required
@require_POST
def staff_act(request: PersonRequest, public_id: str, transition: str) -> HttpResponse:
    return _act(request, staffs_support(request, public_id), STAFF, transition)


def _act(request: Any, support: Support, party: str, transition: str) -> HttpResponse:
    step = next((each for each in get("support").transitions if each.code == transition), None)
    if step is None or step.hidden or party not in step.parties:
        raise Http404
    form = form_for(step.form, support, request.POST)
    if form is not None and not form.is_valid():
        return _page(request, support, party, transition, form)
    values = form.cleaned_data if form else {}
    try:
        perform(
            case=support.case,
            transition=transition,
            actor=request.user,
            at=timezone.now(),
            version=number_in(request.POST.get("version", "")),
            values=values,
            text=values.get("text", ""),
            key=key_of(request),
        )
        messages.success(request, str(step.done))
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        support.case.refresh_from_db()
        return _refused(request, support, party, step, form, str(refusal))
    return _back(support, party)


def _refused(request: Any, support: Support, party: str, step: Transition, form, why: str) -> HttpResponse:
    """What was typed stays: in its form, or in the message where the step is no longer offered."""
    if form is None:
        messages.error(request, why)
        return _back(support, party)
    if step in get("support").offered(support.case, party):
        form.add_error(None, why)
        return _page(request, support, party, step.code, form)
    messages.error(request, why)
    typed = form.cleaned_data.get("text") or form.cleaned_data.get("goals", "")
    return _page(request, support, party, "", message_form=MessageForm(initial={"text": typed}))


def _back(support: Support, party: str) -> HttpResponse:
    """Where this person may still look: whoever declined a protected case sees the desk again."""
    if party == ORGANISATION and support.consultation.is_protected and support.case.closed_at:
        return redirect("support:desk")
    return redirect(get("support").path_of(support.case, party))


@corporation_required
@require_POST
def message(request: MemberRequest, public_id: str) -> HttpResponse:
    return _say(request, own_support(request, public_id), ORGANISATION)


@staff_required
@require_POST
def staff_message(request: PersonRequest, public_id: str) -> HttpResponse:
    return _say(request, staffs_support(request, public_id), STAFF)


def _say(request: HttpRequest, support: Support, party: str) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, support, party, "", message_form=form)
    try:
        say(
            case=support.case,
            actor=request.user,  # type: ignore[arg-type]
            text=form.cleaned_data["text"],
            at=timezone.now(),
            key=key_of(request),
        )
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return _page(request, support, party, "", message_form=form)
    return redirect(get("support").path_of(support.case, party) + "#message")
