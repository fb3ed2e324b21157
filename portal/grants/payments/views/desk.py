"""The ward's desk of payments: what waits, what failed, the batches."""

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
from ..models import Payment
from .doors import acted, must_have_duty

PAGE = 30


@require_GET
@staff_required
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    return page(request)


def page(request: PersonRequest, problem: str = "") -> HttpResponse:
    must_have_duty(request)
    mine = access.payments_for_staff(request.user)
    makes = set(duties.schemes_with(request.user, rules.MAKES))
    groups = queries.due_groups(mine)
    batches = queries.batches(access.batches_for_staff(request.user))
    context = {
        "groups": [(group, group.scheme.code in makes) for group in groups],
        "failed": [
            (one, one.grant.version.scheme in makes)
            for one in mine.filter(state=Payment.State.FAILED).select_related(*queries.RELATED)
        ],
        "open_batches": batches.filter(released_at=None, dropped_at=None),
        "batches": Paginator(batches.exclude(released_at=None), PAGE).get_page(request.GET.get("page")),
        "recoveries": queries.open_recoveries(access.recoveries_for_staff(request.user)).count(),
        "makes": bool(makes),
        "problem": problem,
    }
    return render(request, "payments/staff/index.html", context, status=422 if problem else 200)


@staff_required
@require_POST
def make(request: PersonRequest) -> HttpResponse:
    chosen = access.payments_for_staff(request.user).filter(public_id__in=request.POST.getlist("payment"))
    if not duties.schemes_with(request.user, rules.MAKES):
        raise Http404
    try:
        batch = actions.make_batch(payments=chosen, actor=request.user, at=timezone.now())
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        return page(request, str(refused))
    return redirect("payments:batch", batch.public_id)


@require_POST
@staff_required
def again(request: PersonRequest, public_id: str) -> HttpResponse:
    payment = get_object_or_404(access.payments_for_staff(request.user), public_id=public_id)
    return acted(
        request,
        lambda: actions.again(payment=payment, actor=request.user, at=timezone.now()),
        _("支払待ちに戻しました。"),
        "payments:index",
    )
