"""The seeker's side: asking, visiting, applying, and what came of it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from jobs.vacancies.access import public_vacancies
from jobs.vacancies.models import Vacancy
from portal.accounts.access import PersonRequest
from portal.cases.procedures import get
from portal.lib.refusal import Refused

from .. import access, actions, queries
from ..forms import ShareForm, TextForm


def public_vacancy(public_id: str) -> Vacancy:
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
            application = actions.visit(vacancy=vacancy, seeker=request.user, at=timezone.now())
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
    terms = request.POST.get("terms", "")
    if checked and "send" in request.POST:
        try:
            application = actions.apply(
                vacancy=vacancy,
                seeker=request.user,
                shares=form.shares(),
                text=form.cleaned_data["text"],
                at=timezone.now(),
                key=request.POST.get("key", "")[:40] or None,
                terms=int(terms) if terms.isdecimal() and len(terms) < 9 else None,
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
    }
    return render(request, "applications/mine.html", context)
