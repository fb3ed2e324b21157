"""Writing what was done, correcting it, and what is to be done next."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import MemberRequest
from portal.cases.actions import NotAllowed
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, actions, queries
from ..forms import CheckForm, CorrectionForm, LogForm, TaskForm
from ..models import Check, Log, Support, Task
from .guard import corporation_required, key_of, own_support


def working_support(request: MemberRequest, public_id: str) -> Support:
    support = own_support(request, public_id)
    if support.case.state not in access.WORKING:
        raise Http404
    return support


@corporation_required
def write_log(request: MemberRequest, public_id: str) -> HttpResponse:
    support = working_support(request, public_id)
    form = LogForm(request.POST or None, initial={"day": tokyo_date(timezone.now())})
    return _log_page(request, support, form, _("支援を記録する"), {})


@corporation_required
def finish_task(request: MemberRequest, public_id: str, task: str) -> HttpResponse:
    """Completing something to do writes its log."""
    support = working_support(request, public_id)
    row = _task(support, task)
    form = LogForm(request.POST or None, initial={"day": tokyo_date(timezone.now()), "text": row.text})
    return _log_page(request, support, form, _("終わったことを記録する"), {"task": row})


@corporation_required
def check(request: MemberRequest, public_id: str, day: int) -> HttpResponse:
    support = working_support(request, public_id)
    row = get_object_or_404(Check, support=support, day=day, result="")
    form = CheckForm(request.POST or None, initial={"day": tokyo_date(timezone.now()), "kind": "visit"})
    title = _("%(day)sの確認") % {"day": row.get_day_display()}
    return _log_page(request, support, form, title, {"check": row})


@corporation_required
def correct_log(request: MemberRequest, public_id: str, log: str) -> HttpResponse:
    support = own_support(request, public_id)
    row = get_object_or_404(Log, support=support, public_id=log, corrected_by=None)
    form = CorrectionForm(request.POST or None, initial=CorrectionForm.begins_with(row))
    context = {"log": row}
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_log(
                log=row, values=form.values(), actor=request.user, at=timezone.now(), key=key_of(request)
            )
            messages.success(request, _("記録を直しました。前の記録も残っています。"))
            return redirect(support.get_absolute_url() + "#logs")
        except NotAllowed:
            raise Http404 from None
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, support, form, _("記録を直す"), context)


def _log_page(
    request: MemberRequest, support: Support, form: LogForm, title: str, completes: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values() | completes
            actions.write_log(
                support=support, values=values, actor=request.user, at=timezone.now(), key=key_of(request)
            )
            messages.success(request, _("記録しました。"))
            return redirect(support.get_absolute_url() + "#logs")
        except NotAllowed:
            raise Http404 from None
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, support, form, title, completes)


@corporation_required
def add_task(request: MemberRequest, public_id: str) -> HttpResponse:
    support = working_support(request, public_id)
    form = TaskForm(request.POST or None, support=support)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_task(support=support, actor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("やることを足しました。"))
            return redirect(support.get_absolute_url() + "#tasks")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, support, form, _("やることを足す"), {})


@corporation_required
@require_POST
def drop_task(request: MemberRequest, public_id: str, task: str) -> HttpResponse:
    support = working_support(request, public_id)
    try:
        actions.drop_task(task=_task(support, task), actor=request.user, at=timezone.now())
        messages.success(request, _("このやることをやめました。"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(support.get_absolute_url() + "#tasks")


def _task(support: Support, public_id: str) -> Task:
    return get_object_or_404(queries.open_tasks(Support.objects.filter(pk=support.pk)), public_id=public_id)


def _form_page(request: MemberRequest, support: Support, form, title: str, about: dict[str, Any]) -> HttpResponse:
    context = {
        **about,
        "support": support,
        "form": form,
        "title": title,
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "has_errors": form.is_bound,
    }
    return render(request, "support/write.html", context, status=422 if form.is_bound else 200)
