"""Who files for this organisation, and for whom it files."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.access import MemberRequest, may_manage, member_required
from portal.accounts.models import Organisation, Role
from portal.cases.actions import NotAllowed
from portal.grants.schemes.structure import get
from portal.lib.refusal import Refused

from .. import access
from ..actions import mandates
from ..forms import MandateForm
from ..models import Mandate


@require_http_methods(["GET", "POST"])
@member_required()
def index(request: MemberRequest) -> HttpResponse:
    body = request.organisation
    form = MandateForm(request.POST or None)
    if request.method == "POST" and not may_manage(request.membership):
        raise Http404
    if request.method == "POST" and form.is_valid() and _given(request, form):
        messages.success(request, _("代理を任せました。"))
        return redirect("filings:mandates")
    held = access.mandates(timezone.now()).select_related("organisation", "agent")
    found = held.filter(Q(organisation=body) | Q(agent=body)).order_by("ends_on", "pk")
    context = {
        "given": [(one, _scheme(one)) for one in found if one.organisation_id == body.pk],
        "held": [(one, _scheme(one)) for one in found if one.agent_id == body.pk],
        "form": form,
        "may_manage": may_manage(request.membership),
        "has_errors": bool(form.errors),
    }
    return render(request, "filings/mandates.html", context, status=422 if form.errors else 200)


def _scheme(mandate: Mandate) -> str:
    return str(get(mandate.scheme).label) if mandate.scheme else _("団体で申請する制度のすべて")


def _given(request: MemberRequest, form: MandateForm) -> bool:
    values = form.cleaned_data
    agent = Organisation.objects.filter(corporate_number=values["corporate_number"]).first()
    if agent is None:
        form.add_error("corporate_number", _("この法人番号の団体は登録されていません。"))
        return False
    try:
        mandates.give(
            organisation=request.organisation,
            agent=agent,
            scheme=values["scheme"],
            ends_on=values["ends_on"],
            actor=request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_POST
@member_required(Role.OWNER)
def end(request: MemberRequest, public_id: str) -> HttpResponse:
    body = request.organisation
    chosen = get_object_or_404(Mandate, Q(organisation=body) | Q(agent=body), public_id=public_id)
    try:
        mandates.end(mandate=chosen, actor=request.user, at=timezone.now())
    except NotAllowed:
        raise Http404 from None
    messages.success(request, _("代理を取りやめました。"))
    return redirect("filings:mandates")
