"""Protected consultations: who is named, what leaves the portal and by whose leave."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import NotAllowed
from portal.cases.procedures import STAFF
from portal.lib.refusal import Refused
from portal.lib.tabular import write_csv

from .. import queries
from ..actions import intake, releasing
from ..choices import ReleaseKind
from ..forms.releasing import NameForm, ReleaseForm
from ..models import Consultation
from . import threads
from .doors import OF_STAFF
from .staff import seen


def _back(request: PersonRequest, consultation: Consultation, act, done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(OF_STAFF.page(consultation) + "#protection")


@staff_required
@require_POST
def protect(request: PersonRequest, public_id: str) -> HttpResponse:
    consultation = seen(request, public_id)
    return _back(
        request,
        consultation,
        lambda: intake.protect(consultation=consultation, actor=request.user, at=timezone.now()),
        _("保護する相談にしました。指名された人のほかには見えません。"),
    )


@staff_required
@require_POST
def name(request: PersonRequest, public_id: str) -> HttpResponse:
    consultation = seen(request, public_id)
    form = NameForm(request.POST, consultation=consultation)
    if not (consultation.is_protected and form.is_valid()):
        messages.error(request, _("指名する人を選んでください。"))
        return redirect(OF_STAFF.page(consultation) + "#protection")
    user = form.cleaned_data["user"]
    return _back(
        request,
        consultation,
        lambda: intake.name_person(consultation=consultation, user=user, actor=request.user, at=timezone.now()),
        _("指名しました。"),
    )


@staff_required
@require_POST
def unname(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    consultation = seen(request, public_id)
    named = get_object_or_404(consultation.named, pk=number)
    return _back(
        request,
        consultation,
        lambda: intake.unname(named=named, actor=request.user, at=timezone.now()),
        _("指名を外しました。"),
    )


@staff_required
@require_POST
def ask_release(request: PersonRequest, public_id: str) -> HttpResponse:
    consultation = seen(request, public_id)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("持ち出し方と、何に使うかを入れてください。"))
        return redirect(OF_STAFF.page(consultation) + "#protection")
    return _back(
        request,
        consultation,
        lambda: releasing.ask_release(
            consultation=consultation, actor=request.user, at=timezone.now(), **form.cleaned_data
        ),
        _("もう一人の担当の許可を待っています。"),
    )


@staff_required
@require_POST
def let_out(request: PersonRequest, public_id: str, release: str) -> HttpResponse:
    consultation = seen(request, public_id)
    asked = get_object_or_404(consultation.releases, public_id=release)
    return _back(
        request,
        consultation,
        lambda: releasing.let_out(release=asked, actor=request.user, at=timezone.now()),
        _("持ち出しを認めました。24時間のあいだ、1回だけ使えます。"),
    )


@staff_required
@never_cache
@require_POST
def sheet(request: PersonRequest, public_id: str) -> HttpResponse:
    """The sheet of homes on paper. POST, for it uses up a release."""
    consultation = seen(request, public_id)
    try:
        releasing.take_out(consultation=consultation, kind=ReleaseKind.PRINT, actor=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(OF_STAFF.page(consultation) + "#protection")
    return threads.sheet_of(request, consultation)


@staff_required
@never_cache
@require_POST
def export(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """The course of one consultation for a file of the ward."""
    consultation = seen(request, public_id)
    try:
        releasing.take_out(consultation=consultation, kind=ReleaseKind.EXPORT, actor=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(OF_STAFF.page(consultation) + "#protection")
    view = threads.told(consultation, STAFF)
    rows = [(_("日時"), _("だれが"), _("できごと"), _("ことば"))]
    rows += [(f"{item.at:%Y-%m-%d %H:%M}", item.who, item.sentence, item.text) for item in reversed(view.items)]
    rows += [("", _("契約"), line[0], line[1]) for line in queries.lease_facts(consultation)]
    response = StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="course.csv"'
    return response
