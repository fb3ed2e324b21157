"""What an officer takes along: the letter as it would be, and everything for the ward's document system."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.accounts.access import PersonRequest, staff_required
from portal.audit.actions import record
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import export, letters
from .doors import address_of, decision_at


@require_GET
@staff_required
@never_cache
def preview(request: PersonRequest, public_id: str) -> HttpResponse:
    decision = decision_at(request.user, public_id)
    try:
        data = letters.preview(decision, tokyo_date(timezone.now()))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(address_of(decision))
    name = f"{decision.case.number}-sample.pdf"
    return HttpResponse(
        data, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_GET
@staff_required
@never_cache
def package(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """起案 package: one archive, each taking of it on record."""
    decision, now = decision_at(request.user, public_id), timezone.now()
    try:
        archive = export.package(decision, now)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(address_of(decision))
    record("grant_decision.package", actor=request.user, at=now, subject=decision)
    return FileResponse(
        archive, as_attachment=True, filename=f"{decision.case.number}.zip", content_type="application/zip"
    )
