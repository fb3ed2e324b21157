"""What waits for this officer, what is ready to go out, what is under way."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.procedures import get
from portal.grants.schemes.access import schemes_of
from portal.lib.dates import tokyo_date

from .. import access, actions, queries, rules
from ..models import Decision
from .doors import address_of

PAGE = 50
MOST = 100  # letters in one go


@require_GET
@staff_required
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    if not schemes_of(request.user):
        raise Http404
    own = queries.by_day(access.decisions_for_staff(request.user))
    mine = own.filter(access.my_turn(request.user))
    waiting = Paginator(mine.exclude(case__state="approved"), PAGE).get_page(request.GET.get("page"))
    others = own.filter(case__state__in=rules.OPEN).exclude(pk__in=mine.values("pk"))
    context = {
        "page": waiting,
        "rows": [_row(one) for one in waiting],
        "ready": [_row(one) for one in mine.filter(case__state="approved")[:MOST]],
        "others": [_row(one) for one in others[:PAGE]],
        "more": others.count() > PAGE,
        "most": MOST,
    }
    return render(request, "decisions/staff/list.html", context)


def _row(decision: Decision) -> dict[str, Any]:
    case, state = decision.case, get("grant_decision").state(decision.case.state)
    return {
        "decision": decision,
        "url": address_of(decision),
        "act": f"{decision.get_role_display()}：{state.next_act}" if decision.role else state.next_act,
        "state": state.label,
        "days": (case.due_on - tokyo_date(timezone.now())).days if case.due_on else None,
        "is_dead": decision.filing is not None and decision.filing.case.state in ("withdrawn", "lapsed"),
    }


@staff_required
@require_POST
def issue_chosen(request: PersonRequest) -> HttpResponse:
    """The letters of all that were ticked; each goes out or says why not."""
    if not schemes_of(request.user):
        raise Http404
    keys = request.POST.getlist("decision")[:MOST]
    found = queries.by_day(access.decisions_for_staff(request.user)).filter(
        case__public_id__in=keys, case__state="approved"
    )
    if not keys:
        messages.error(request, _("通知書を出すものを選んでください。"))
        return redirect("decisions:list")
    told = actions.issue_all(decisions=list(found), actor=request.user, at=timezone.now())
    out = [one for one in told if not one.problem]
    if out:
        messages.success(request, _("%(n)d件の通知書を出しました。") % {"n": len(out)})
    for one in told:
        if one.problem:
            messages.error(request, f"{one.decision.case.number}：{one.problem}")
    if len(told) < len(set(keys)):
        messages.error(request, _("ほかの画面で先に出されたものは、のぞきました。"))
    return redirect("decisions:list")
