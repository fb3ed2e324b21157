import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jobs.vacancies import queries as vacancy_queries
from jobs.vacancies.access import public_vacancies
from portal.accounts.access import MemberRequest, PersonRequest, member_required
from portal.cases.actions import NotAllowed, Stale, perform, say
from portal.cases.procedures import get
from portal.cases.queries import thread as thread_of
from portal.front import desks
from portal.lib.refusal import Refused

from . import access, actions, queries, rules
from .forms import MessageForm, ShareForm, TextForm, form_for
from .models import Application

NAMES = {
    "name": gettext_lazy("氏名"),
    "contact": gettext_lazy("電話とメール"),
    "qualifications": gettext_lazy("資格"),
    "experience": gettext_lazy("これまでの仕事"),
    "hours": gettext_lazy("働ける曜日と時間"),
}


def public_vacancy(public_id: str):
    return get_object_or_404(public_vacancies().select_related("facility", "live", "organisation"), public_id=public_id)


@login_required
@never_cache
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """A question without a name, the first step of three."""
    vacancy = public_vacancy(public_id)
    form = TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            application = actions.ask(
                vacancy=vacancy, seeker=request.user, text=form.cleaned_data["text"], at=timezone.now()
            )
            return redirect(application)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "applications/ask.html", {"vacancy": vacancy, "form": form, "has_errors": form.is_bound})


@login_required
@never_cache
def visit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Choose a time to visit. Opens the thread with a word, then books on it."""
    vacancy = public_vacancy(public_id)
    application = queries.open_application(request.user, vacancy)
    if application is None and request.method == "POST":
        try:
            text = _("見学を希望します。")
            application = actions.ask(vacancy=vacancy, seeker=request.user, text=text, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(vacancy)
    if application is not None:
        return redirect(application.get_absolute_url() + "?open=book_visit#book_visit")
    return render(request, "applications/visit.html", {"vacancy": vacancy})


@login_required
@never_cache
def apply(request: PersonRequest, public_id: str) -> HttpResponse:
    """What is shown is chosen here, checked, and sent once."""
    vacancy = public_vacancy(public_id)
    form = ShareForm(
        request.POST or None, initial={"name": True, "contact": True, "qualifications": True, "hours": True}
    )
    checked = request.method == "POST" and form.is_valid()
    if checked and not request.user.name:
        form.add_error("name", _("プロフィールに氏名がまだありません。先に氏名を入れてください。"))
        checked = False
    if checked and "send" in request.POST:
        try:
            application = actions.apply(
                vacancy=vacancy,
                seeker=request.user,
                shares=form.shares(),
                text=form.cleaned_data["text"],
                at=timezone.now(),
                key=request.POST.get("key", "")[:40] or None,
            )
            return redirect("applications:sent", application.case.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            checked = False
    preview = queries.shown(request.user, form.shares()) if checked else {}
    context = {
        "vacancy": vacancy,
        "form": form,
        "preview": preview,
        "checking": checked and "back" not in request.POST,
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "has_errors": form.is_bound and not form.is_valid(),
    }
    return render(request, "applications/apply.html", context)


@login_required
@never_cache
def sent(request: PersonRequest, public_id: str) -> HttpResponse:
    application = get_object_or_404(
        access.applications_of(request.user).select_related("case", "vacancy__facility"), case__public_id=public_id
    )
    return render(request, "applications/sent.html", {"application": application})


def seen(request: PersonRequest, public_id: str) -> tuple[Application, str]:
    """The application and the party the person is in it; anybody else's is not there."""
    organisation = request.organisation
    rows = access.applications_seen_by(request.user, organisation).select_related(
        "case__person",
        "case__organisation",
        "vacancy__facility",
        "vacancy__live",
        "vacancy__organisation",
        "booking__slot",
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
    request: PersonRequest, application: Application, party: str, opened: str, form=None, status: int = 200
) -> HttpResponse:
    view = thread_of(application.case, party)
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
        "message_form": MessageForm(),
        "key": uuid.uuid4().hex,
        "can_apply": party == "person" and application.case.state in queries.BEFORE_APPLYING,
        "shown": [(NAMES[name], getattr(application, f"shares_{name}")) for name in actions.SHARES],
        "unanswered": rules.is_unanswered(application.case.turn, application.case.changed_at, timezone.now()),
        "changes": _changes(application) if party == "person" else [],
        "has_errors": status == 422,
    }
    return render(request, "applications/thread.html", context, status=status)


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
        return _thread_page(request, application, party, transition, form, status=422)
    values = form.cleaned_data if form else {}
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
    except Stale as stale:
        messages.error(request, str(stale))
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
            return _thread_page(request, application, party, transition, form, status=422)
    return redirect(application)


@login_required
@require_POST
def message(request: PersonRequest, public_id: str) -> HttpResponse:
    application, _party = seen(request, public_id)
    try:
        say(
            case=application.case,
            actor=request.user,
            text=request.POST.get("text", ""),
            at=timezone.now(),
            key=request.POST.get("key", "")[:40] or None,
        )
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(application.get_absolute_url() + "#message")


@login_required
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    rows = (
        access.applications_of(request.user)
        .select_related("case", "vacancy__facility", "vacancy__live")
        .order_by("case__closed_at", "-case__changed_at")
    )
    procedure = get("application")
    context = {
        "rows": [(row, procedure.state(row.case.state), row.case.turn == "person") for row in rows[:100]],
        "lines": desks.lines(desks.MY, request),
    }
    return render(request, "applications/mine.html", context)


@member_required()
@never_cache
def to_us(request: MemberRequest) -> HttpResponse:
    """Applicants as a list, or as a board by state with `?view=board`."""
    organisation = request.organisation
    procedure = get("application")
    rows = (
        access.applications_to(organisation)
        .select_related("case", "vacancy__facility", "vacancy__live")
        .order_by("case__due_on", "-case__changed_at")
    )
    wanted = request.GET.get("vacancy", "")
    if wanted:
        rows = rows.filter(vacancy__public_id=wanted)
    shown = [(row, procedure.state(row.case.state), procedure.name_of(row.case, "person")) for row in rows[:300]]
    board = [(label, [entry for entry in shown if entry[1].step == code]) for code, label in procedure.road]
    context = {
        "rows": shown,
        "board": board,
        "as_board": request.GET.get("view") == "board",
        "lines": desks.lines(desks.EMPLOYER, request),
        "here": reverse("applications:to_us"),
    }
    return render(request, "applications/to_us.html", context)
