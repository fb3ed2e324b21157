"""One batch: what is in it, the release by another, the file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.audit.actions import record
from portal.grants.schemes import access as duties
from portal.grants.schemes.structure import get

from .. import access, actions, queries, rules
from ..file import digest_of, file_of
from ..models import Batch, Remittance
from .doors import acted


def batch_of(request: PersonRequest, public_id: str) -> Batch:
    return get_object_or_404(queries.batches(access.batches_for_staff(request.user)), public_id=public_id)


@require_GET
@staff_required
@never_cache
def batch(request: PersonRequest, public_id: str) -> HttpResponse:
    found = batch_of(request, public_id)
    rows = list(queries.remittances_of(found))
    roles = set(duties.roles(request.user, found.scheme))
    makes = bool(roles & rules.MAKES)
    context = {
        "batch": found,
        "scheme": get(found.scheme),
        "rows": [(one, access.payee_of_reader(one, makes)) for one in rows],
        "makes": makes and found.is_open,
        "may_release": found.is_open and bool(roles & rules.RELEASES) and found.made_by != request.user,
        "own": found.is_open and found.made_by == request.user,
        "may_load": makes and found.released_at is not None,
    }
    return render(request, "payments/staff/batch.html", context)


@require_POST
@staff_required
def release(request: PersonRequest, public_id: str) -> HttpResponse:
    found = batch_of(request, public_id)
    return acted(
        request,
        lambda: actions.release_batch(batch=found, actor=request.user, at=timezone.now()),
        _("束を認めました。会計に渡すファイルができています。"),
        "payments:batch",
        public_id,
    )


@require_POST
@staff_required
def drop(request: PersonRequest, public_id: str) -> HttpResponse:
    found = batch_of(request, public_id)
    return acted(
        request,
        lambda: actions.drop_batch(batch=found, actor=request.user, at=timezone.now()),
        _("束をやめました。支払は、支払待ちに戻りました。"),
        "payments:index",
    )


@require_POST
@staff_required
def take_out(request: PersonRequest, public_id: str, payment: str) -> HttpResponse:
    found = batch_of(request, public_id)
    one = get_object_or_404(
        Remittance.objects.select_related("batch", "payment"), batch=found, payment__public_id=payment, state="inside"
    )
    return acted(
        request,
        lambda: actions.take_out(remittance=one, actor=request.user, at=timezone.now()),
        _("束から外しました。"),
        "payments:batch",
        public_id,
    )


@require_GET
@staff_required
@never_cache
def file(request: PersonRequest, public_id: str) -> HttpResponse:
    """The file of a released batch, for accounting alone; each download is in the audit."""
    found = batch_of(request, public_id)
    if found.released_at is None or not access.may(request.user, found.scheme, rules.MAKES):
        raise Http404
    data = file_of(found)
    if digest_of(data) != found.digest:
        messages.error(request, _("認めたときのファイルとちがうため、渡せません。システムの担当に知らせてください。"))
        return redirect("payments:batch", public_id)
    record("batch.file", actor=request.user, at=timezone.now(), subject=found)
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payments-{found.fiscal_year}-{found.number}.csv"'
    return response
