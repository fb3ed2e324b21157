"""The ward's side: asking a corporation, following what goes on, reading the reports, the figures."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from housing.consultations.access import for_staff, has_consent
from housing.consultations.choices import Plan, Scope
from housing.consultations.models import Consultation
from portal.accounts.access import PersonRequest, staff_required
from portal.accounts.models import Organisation
from portal.cases.actions import NotAllowed
from portal.cases.procedures import get
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, actions, figures, queries, report
from ..filters import SupportFilter
from ..forms import CorporationForm, RequestForm
from ..models import ClosedMonth, Support
from .months import month_in, table_of


def to_accompany(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """It was decided that somebody goes along, and nobody has taken it up."""
    wanted = consultations.filter(plan__in=[Plan.ACCOMPANIED, Plan.BOTH], case__closed_at=None)
    taken_up = Support.objects.exclude(case__state__in=["declined", "withdrawn"])
    return wanted.exclude(pk__in=taken_up.values("consultation")).select_related("case").order_by("pk")


@staff_required
@never_cache
def staff_list(request: PersonRequest) -> HttpResponse:
    """Protected ones are not in it, even for those named."""
    rows = access.listed(access.supports_seen_by_staff(request.user))
    chosen = SupportFilter(request.GET, queryset=queries.with_case(rows).order_by("case__closed_at", "case__due_on"))
    procedure = get("support")
    context = {
        "filter": chosen,
        "rows": [(support, procedure.state(support.case.state)) for support in chosen.qs[:300]],
        "waiting": to_accompany(for_staff(request.user).filter(is_protected=False))[:50],
        "today": tokyo_date(timezone.now()),
    }
    return render(request, "support/staff/list.html", context)


@staff_required
@never_cache
def staff_protected(request: PersonRequest) -> HttpResponse:
    """What this person is named for, and nobody else's."""
    named = for_staff(request.user).filter(is_protected=True)
    rows = queries.with_case(access.supports_seen_by_staff(request.user).filter(consultation__in=named))
    procedure = get("support")
    context = {
        "rows": [(support, procedure.state(support.case.state)) for support in rows[:100]],
        "waiting": to_accompany(named)[:50],
        "today": tokyo_date(timezone.now()),
    }
    return render(request, "support/staff/protected.html", context)


@staff_required
@never_cache
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """First which corporation, then what for; of a protected consultation also who alone is told."""
    consultation = get_object_or_404(
        for_staff(request.user).select_related("case", "supporter"), case__public_id=public_id
    )
    corporations = access.corporations()
    supporter = consultation.supporter.public_id if consultation.supporter else None
    chosen = CorporationForm(request.GET or None, corporations=corporations, initial={"corporation": supporter})
    corporation: Organisation | None = chosen.cleaned_data["corporation"] if chosen.is_valid() else None
    form = None
    if corporation is not None:
        form = RequestForm(
            request.POST or None,
            corporation=corporation,
            named_only=consultation.is_protected,
            has_consent=has_consent(consultation, Scope.SUPPORTER),
        )
        if request.method == "POST" and form.is_valid():
            try:
                support = actions.request(
                    consultation=consultation,
                    corporation=corporation,
                    actor=request.user,
                    at=timezone.now(),
                    **form.cleaned_data,
                )
                messages.success(request, _("支援を依頼しました。3営業日のうちに返事が来ます。"))
                return redirect("support:staff_case", support.case.public_id)
            except NotAllowed:
                raise Http404 from None
            except Refused as refusal:
                form.add_error(None, str(refusal))
    context = {
        "consultation": consultation,
        "corporations": corporations,
        "chosen": chosen,
        "corporation": corporation,
        "form": form,
        "existing": queries.open_support(consultation),
        "has_errors": bool(form and form.is_bound),
    }
    return render(request, "support/staff/ask.html", context, status=422 if context["has_errors"] else 200)


@staff_required
@never_cache
def staff_months(request: PersonRequest) -> HttpResponse:
    """The report of every corporation for one month, and whether people stay."""
    today = tokyo_date(timezone.now())
    text = request.GET.get("month", "")
    day = month_in(text) if text else today.replace(day=1)
    context = {
        "month": day,
        "months": report.months_of(today),
        "reports": [report.monthly(corporation, day) for corporation in access.corporations()],
        "stays": figures.stays(),
        "today": today,
    }
    return render(request, "support/staff/months.html", context)


@staff_required
@never_cache
def staff_month(request: PersonRequest, public_id: str, month: str) -> HttpResponse:
    corporation = get_object_or_404(access.corporations(), public_id=public_id)
    return render(request, "support/month.html", {"report": report.monthly(corporation, month_in(month))})


@staff_required
@never_cache
def staff_month_csv(request: PersonRequest, public_id: str, month: str, table: str) -> StreamingHttpResponse:
    return table_of(get_object_or_404(access.corporations(), public_id=public_id), month_in(month), table)


@staff_required
@require_POST
def open_month(request: PersonRequest, public_id: str, month: str) -> HttpResponse:
    """Let a corporation correct a month it has handed in."""
    corporation = get_object_or_404(access.corporations(), public_id=public_id)
    closed = get_object_or_404(ClosedMonth, corporation=corporation, month=month_in(month), opened_at=None)
    try:
        actions.open_month(closed=closed, actor=request.user, at=timezone.now())
        messages.success(request, _("この月を開け直しました。法人が記録を直せます。"))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("support:staff_month", public_id, month)
