"""Who does what for which scheme: given and taken by managers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import NotAllowed
from portal.lib.refusal import Refused

from .. import access, actions
from ..forms.desk import DutyForm, scheme_name
from ..models import Duty


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_required
def index(request: PersonRequest) -> HttpResponse:
    codes = access.given_by(request.user)
    if not codes:
        raise Http404
    form = DutyForm(codes, request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.give_duty(
                user=data["email"], role=data["role"], scheme=data["scheme"], actor=request.user, at=timezone.now()
            )
            messages.success(request, _("%(who)sに、役割をつけました。") % {"who": data["email"]})
            return redirect("schemes:duties")
        except Refused as refused:
            form.add_error("email", str(refused))
    return render(request, "schemes/duties.html", _page(request, codes, form), status=422 if form.is_bound else 200)


def _page(request: PersonRequest, codes: list[str], form: DutyForm) -> dict[str, Any]:
    duties = Duty.objects.filter(scheme__in=codes).select_related("user").order_by("scheme", "user__name", "role")
    rows = [(duty, scheme_name(duty.scheme), duty.user_id != request.user.pk) for duty in duties]
    return {"rows": rows, "form": form}


@staff_required
@never_cache
@require_POST
def take(request: PersonRequest) -> HttpResponse:
    asked = request.POST.get("duty", "")
    known = Duty.objects.filter(scheme__in=access.given_by(request.user))
    duty = known.filter(pk=asked).first() if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    if duty is None:
        raise Http404
    try:
        actions.take_duty(duty=duty, actor=request.user, at=timezone.now())
        messages.success(request, _("役割を外しました。"))
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("schemes:duties")
