"""The one thread of an application, for both sides and the ward."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jobs.vacancies import queries as vacancy_queries
from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed, perform, say
from portal.cases.procedures import get
from portal.cases.queries import thread as thread_of
from portal.lib.refusal import Refused

from .. import access, actions, queries, rules
from ..forms import MessageForm, form_for
from ..models import Application

NAMES = {
    "name": gettext_lazy("氏名"),
    "contact": gettext_lazy("電話とメール"),
    "qualifications": gettext_lazy("資格"),
    "experience": gettext_lazy("これまでの仕事"),
    "hours": gettext_lazy("働ける曜日と時間"),
    "resume": gettext_lazy("履歴書のファイル"),
}


def seen(request: PersonRequest, public_id: str) -> tuple[Application, str]:
    """The application and the party the person is in it; anybody else's is not there."""
    rows = access.applications_seen_by(request.user).select_related(
        "case__person",
        "case__organisation",
        "vacancy__facility",
        "vacancy__live",
        "vacancy__organisation",
        "booking__slot",
        "resume",
    )
    application = get_object_or_404(rows.prefetch_related("case__events", "options"), case__public_id=public_id)
    party = access.party_of(request.user, application.case)
    if not party:
        raise Http404
    return application, party


@login_required
@never_cache
def thread(request: PersonRequest, public_id: str) -> HttpResponse:
    """One feed for both sides: last act, who must act, by when, and what the other side can see."""
    application, party = seen(request, public_id)
    return _thread_page(request, application, party, request.GET.get("open", ""))


def _thread_page(
    request: PersonRequest, application: Application, party: str, opened: str, form=None, message_form=None
) -> HttpResponse:
    """With a form that was not taken: what was typed stays, in the message where its step is no longer offered."""
    view = thread_of(application.case, party)
    if form is not None and opened not in {step.code for step in view.offered}:
        message_form = MessageForm(initial={"text": form.data.get("text") or form.data.get("conditions", "")})
    refused = form is not None or message_form is not None
    acts = [
        (
            step,
            form if form is not None and step.code == opened else form_for(step.form, application),
            step.code == opened,
        )
        for step in view.offered
    ]
    context = {
        "application": application,
        "thread": view,
        "acts": acts,
        "main": next((step for step, _form, _open in acts if step.tone == "main"), None),
        "message_form": message_form or MessageForm(),
        "key": uuid.uuid4().hex,
        "can_apply": party == "person" and application.case.state in queries.BEFORE_APPLYING,
        "shown": [(NAMES[name], getattr(application, f"shares_{name}")) for name in actions.SHARES],
        "unanswered": rules.is_unanswered(application.case.turn, application.case.changed_at, timezone.now()),
        "changes": _changes(application) if party == "person" else [],
        "has_errors": refused,
    }
    return render(request, "applications/thread.html", context, status=422 if refused else 200)


def _changes(application: Application) -> list[tuple[str, object, object]]:
    """V13: how the terms differ from those the seeker has confirmed."""
    vacancy = application.vacancy
    if vacancy.live is None or vacancy.live_id == application.agreed_id:
        return []
    return vacancy_queries.named_differences(vacancy, application.agreed, vacancy.live)


@login_required
@require_POST
def act(request: PersonRequest, public_id: str, transition: str) -> HttpResponse:
    application, party = seen(request, public_id)
    procedure = get("application")
    step = next((each for each in procedure.transitions if each.code == transition), None)
    if step is None or party not in step.parties or transition == "apply":
        raise Http404
    form = form_for(step.form, application, request.POST)
    if form is not None and not form.is_valid():
        return _thread_page(request, application, party, transition, form)
    values = form.cleaned_data if form else {"terms": request.POST.get("terms", "")}
    version = request.POST.get("version", "")
    try:
        perform(
            case=application.case,
            transition=transition,
            actor=request.user,
            at=timezone.now(),
            version=int(version) if version.isdecimal() and len(version) < 9 else None,
            values=values,
            text=values.get("text") or values.get("conditions") or "",
            key=request.POST.get("key", "")[:40] or None,
        )
        messages.success(request, str(step.done))
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
        if form is not None:
            now, party = seen(request, public_id)
            return _thread_page(request, now, party, transition, form)
    return redirect(application)


@login_required
@require_POST
def message(request: PersonRequest, public_id: str) -> HttpResponse:
    application, party = seen(request, public_id)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _thread_page(request, application, party, "", message_form=form)
    try:
        say(
            case=application.case,
            actor=request.user,
            text=form.cleaned_data["text"],
            at=timezone.now(),
            key=request.POST.get("key", "")[:40] or None,
        )
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return _thread_page(request, application, party, "", message_form=form)
    return redirect(application.get_absolute_url() + "#message")
