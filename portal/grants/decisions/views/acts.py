"""The acts of officers on a decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.access import PersonRequest
from portal.grants.budget.actions import Exhausted

from .. import actions
from ..forms import PostedForm, RecordForm
from ..models import Decision
from .detail import page
from .doors import act, address_of, seen


def _done(request: PersonRequest, decision: Decision, words: str) -> HttpResponse:
    messages.success(request, f"{decision.case.number}：{words}")
    return redirect(address_of(decision))


@act()
def circulate(request: PersonRequest, decision: Decision) -> HttpResponse:
    version, key = seen(request)
    actions.circulate(decision=decision, actor=request.user, at=timezone.now(), version=version, key=key)
    return _done(request, decision, _("回議にかけました。次の人に知らせました。"))


@act(edit=False)
def agree(request: PersonRequest, decision: Decision) -> HttpResponse:
    version, key = seen(request)
    try:
        actions.agree(
            decision=decision,
            actor=request.user,
            at=timezone.now(),
            instead_of=request.POST.get("instead_of", ""),
            comment=request.POST.get("comment", ""),
            version=version,
            key=key,
        )
    except Exhausted as exhausted:
        return page(request, decision, 409, exhausted=str(exhausted))
    return _done(request, decision, _("承認しました。"))


@act(edit=False)
def send_back(request: PersonRequest, decision: Decision) -> HttpResponse:
    version, key = seen(request)
    actions.send_back(
        decision=decision,
        actor=request.user,
        at=timezone.now(),
        instead_of=request.POST.get("instead_of", ""),
        comment=request.POST.get("comment", ""),
        version=version,
        key=key,
    )
    return _done(request, decision, _("起案した人に差し戻しました。"))


@act()
def record(request: PersonRequest, decision: Decision) -> HttpResponse:
    form = RecordForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, decision, 422, record_form=form)
    version, key = seen(request)
    values = form.cleaned_data
    try:
        actions.record(
            decision=decision,
            decided_on=values["decided_on"],
            document_number=values["document_number"],
            sheet=values["sheet"],
            actor=request.user,
            at=timezone.now(),
            version=version,
            key=key,
        )
    except Exhausted as exhausted:
        return page(request, decision, 409, exhausted=str(exhausted), record_form=form)
    return _done(request, decision, _("決裁を記録しました。"))


@act()
def issue(request: PersonRequest, decision: Decision) -> HttpResponse:
    version, key = seen(request)
    actions.issue(decision=decision, actor=request.user, at=timezone.now(), version=version, key=key)
    return _done(request, decision, _("通知書を出しました。"))


@act()
def drop(request: PersonRequest, decision: Decision) -> HttpResponse:
    version, key = seen(request)
    actions.drop(decision=decision, actor=request.user, at=timezone.now(), version=version, key=key)
    return _done(request, decision, _("起案を取りやめました。"))


@act()
def posted(request: PersonRequest, decision: Decision) -> HttpResponse:
    form = PostedForm(request.POST)
    if not form.is_valid():
        return page(request, decision, 422, posted_form=form)
    actions.posted(decision=decision, on=form.cleaned_data["on"], actor=request.user, at=timezone.now())
    return _done(request, decision, _("届いた日を記録しました。"))
