from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.lib.refusal import Refused
from portal.notices.actions import retry
from portal.notices.models import Mail

from ..access import PersonRequest, staff_required
from ..actions import organisations
from ..filters import OrganisationFilter
from ..forms.organisations import SendBackForm
from ..models import Organisation
from ..queries import fingerprint

PAGE = 20


@staff_required
def organisation_list(request: PersonRequest) -> HttpResponse:
    asked = request.GET if "state" in request.GET else {**request.GET.dict(), "state": "waiting"}
    found = OrganisationFilter(asked, queryset=Organisation.objects.order_by("created_at", "id"))
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    return render(request, "people/staff_organisations.html", {"filter": found, "page_obj": page})


@staff_required
@require_http_methods(["GET", "POST"])
def organisation(request: PersonRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Organisation, public_id=public_id)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            organisations.send_back_organisation(
                organisation=found,
                reason=form.cleaned_data["reason"],
                seen=request.POST.get("seen", ""),
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("団体の管理者に、直していただきたい点を送りました。"))
            return redirect("people:staff_organisations")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"organisation": found, "seen": fingerprint(found), "form": form, "has_errors": bool(form.errors)}
    return render(request, "people/staff_organisation.html", context)


@staff_required
@require_POST
def verify(request: PersonRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Organisation, public_id=public_id)
    try:
        seen = request.POST.get("seen", "")
        organisations.verify_organisation(organisation=found, seen=seen, actor=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("people:staff_organisation", public_id)
    messages.success(request, _("「%(name)s」を確認済みにしました。") % {"name": found.name})
    return redirect("people:staff_organisations")


@staff_required
def mail_list(request: PersonRequest) -> HttpResponse:
    page = Paginator(Mail.objects.failed(), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/staff_mail.html", {"page_obj": page})


@staff_required
@require_POST
def retry_mail(request: PersonRequest, public_id: str) -> HttpResponse:
    retry(get_object_or_404(Mail, public_id=public_id), at=timezone.now())
    messages.success(request, _("もう一度送ります。"))
    return redirect("people:staff_mail")
