from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import PersonRequest, staff_required
from portal.accounts.models import Organisation
from portal.lib.distance import ROAD_FACTOR, WALKING_METRES_A_MINUTE
from portal.lib.refusal import Refused
from portal.lib.text import digits
from portal.search.results import results
from portal.ui.page_cache import kept_ready

from . import actions, queries, search
from .filters import FacilityFilter
from .forms import QualityFactForm
from .models import Facility


@require_safe
@kept_ready
def facility_list(request: HttpRequest) -> HttpResponse:
    context = results(request, FacilityFilter, search.cards) | {
        "heading": _("事業所・施設をさがす"),
        "example": _("例：特養　光が丘"),
        "nothing": _("この条件に合う事業所・施設はありません"),
    }
    return render(request, "facilities/list.html", context)


@require_safe
def facility_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    facility = get_object_or_404(queries.with_places(), public_id=public_id)
    context = {
        "facility": facility,
        "facts": queries.facts(facility),
        "quality": facility.quality_facts.order_by("subject", "-as_of"),
        "metres_a_minute": WALKING_METRES_A_MINUTE,
        "road_factor": ROAD_FACTOR,
    }
    return render(request, "facilities/detail.html", context)


@staff_required
@never_cache
def fact(request: PersonRequest, public_id: str) -> HttpResponse:
    """Staff enter an official fact about a facility."""
    facility = get_object_or_404(Facility, public_id=public_id)
    form = QualityFactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_fact(facility=facility, fact=form.save(commit=False), actor=request.user, at=timezone.now())
            messages.success(request, _("公的な事実を登録しました。事業所と求人のページに出ます。"))
            return redirect(facility)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"facility": facility, "form": form, "has_errors": form.is_bound}
    return render(request, "facilities/fact.html", context)


@require_POST
@staff_required
def operator(request: PersonRequest, public_id: str) -> HttpResponse:
    """Staff name the organisation that runs a facility, by its 法人番号."""
    facility = get_object_or_404(Facility, public_id=public_id)
    organisation = Organisation.objects.filter(corporate_number=digits(request.POST.get("number", "")) or None).first()
    try:
        if organisation is None:
            raise Refused(_("その法人番号の団体は登録されていません。13桁の番号を確かめてください。"))
        actions.set_operator(facility=facility, organisation=organisation, actor=request.user, at=timezone.now())
        messages.success(request, _("運営する団体を%(name)sにしました。") % {"name": organisation.name})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(facility)
