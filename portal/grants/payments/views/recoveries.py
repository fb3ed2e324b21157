"""返還: what is to come back, and the acts on it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import NotAllowed
from portal.grants.schemes import access as duties
from portal.lib.refusal import Refused

from .. import access, actions, queries, rules
from ..forms import OrderForm, RepaymentForm, WriteOffForm
from ..models import Recovery
from ..section import state_of
from .doors import must_have_duty

PAGE = 50


@require_GET
@staff_required
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    must_have_duty(request)
    mine = queries.recoveries(access.recoveries_for_staff(request.user)).order_by("due_on", "pk")
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [(one, *state_of(one)) for one in page]}
    return render(request, "payments/staff/recoveries.html", context)


def recovery_of(request: PersonRequest, public_id: str) -> Recovery:
    return get_object_or_404(queries.recoveries(access.recoveries_for_staff(request.user)), public_id=public_id)


@require_GET
@staff_required
@never_cache
def recovery(request: PersonRequest, public_id: str) -> HttpResponse:
    return _page(request, recovery_of(request, public_id))


def _page(request: PersonRequest, found: Recovery, status: int = 200, **typed: Any) -> HttpResponse:
    """`typed` is a form that was not taken."""
    roles = duties.roles(request.user, found.grant.version.scheme)
    open_now = found.state not in ("settled", "written_off")
    words, tone = state_of(found)
    context = {
        "recovery": found,
        "words": words,
        "tone": tone,
        "repayments": found.repayments.select_related("noted_by"),
        "order_form": OrderForm(initial={"due_on": found.due_on}) if open_now and roles & rules.ORDERS else None,
        "repay_form": RepaymentForm() if open_now and roles & rules.MAKES else None,
        "write_off_form": WriteOffForm() if open_now and roles & rules.WRITES_OFF else None,
        "has_errors": bool(typed),
        **typed,
    }
    return render(request, "payments/staff/recovery.html", context, status=status)


@require_POST
@staff_required
def order(request: PersonRequest, public_id: str) -> HttpResponse:
    return _act(
        request, public_id, "order_form", OrderForm, actions.order, _("期限を決めて、申請した人に知らせました。")
    )


@require_POST
@staff_required
def repay(request: PersonRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, "repay_form", RepaymentForm, actions.repay, _("入金を記録しました。"))


@require_POST
@staff_required
def write_off(request: PersonRequest, public_id: str) -> HttpResponse:
    return _act(
        request, public_id, "write_off_form", WriteOffForm, actions.write_off, _("求めないことを記録しました。")
    )


def _act(
    request: PersonRequest, public_id: str, name: str, form_class: type[forms.Form], act: Callable[..., Any], words: str
) -> HttpResponse:
    found = recovery_of(request, public_id)
    form = form_class(request.POST)
    if not form.is_valid():
        return _page(request, found, 422, **{name: form})
    try:
        act(recovery=found, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, recovery_of(request, public_id), 422, **{name: form})
    messages.success(request, words)
    return redirect("payments:recovery", public_id)
