"""The ward's desk: what waits, one consultation, wish cards, referrals."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.accounts.models import Organisation
from portal.cases.actions import NotAllowed, assign, perform
from portal.cases.procedures import get
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.tabular import write_csv

from .. import access, matching, queries
from ..actions import intake, planning
from ..choices import How, Scope
from ..filters import ConsultationFilter
from ..forms.intake import IntakeForm
from ..forms.planning import CardForm, ReferForm, WishesForm
from ..forms.releasing import NameForm, ReleaseForm
from ..models import Consultation
from . import threads
from .doors import OF_STAFF

PAGE = 50


def seen(request: PersonRequest, public_id: str) -> Consultation:
    return threads.one(access.for_staff(request.user), public_id)


@staff_required
@never_cache
def staff_list(request: PersonRequest) -> HttpResponse:
    waiting = access.listed().select_related("case", "supporter").order_by("case__closed_at", "case__due_on", "pk")
    chosen = ConsultationFilter(request.GET or {}, queryset=waiting)
    page = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    context = {"filter": chosen, "page": page, "rows": _rows(page.object_list), "total": page.paginator.count}
    return render(request, "consultations/staff/list.html", context)


@staff_required
@never_cache
def staff_protected(request: PersonRequest) -> HttpResponse:
    """Only those in which this person is named."""
    rows = access.protected_for(request.user).select_related("case", "supporter").order_by("case__due_on", "pk")
    return render(request, "consultations/staff/protected.html", {"rows": _rows(rows[:PAGE])})


def _rows(consultations) -> list[dict[str, Any]]:
    procedure, today = get("consultation"), tokyo_date(timezone.now())
    return [
        {
            "row": row,
            "state": procedure.state(row.case.state),
            "days": (row.case.due_on - today).days if row.case.due_on else None,
            "url": OF_STAFF.page(row),
        }
        for row in consultations
    ]


@staff_required
@never_cache
def staff_csv(request: PersonRequest) -> StreamingHttpResponse:
    """The list for a spreadsheet, without names and without protected ones."""
    procedure = get("consultation")
    rows = [(_("受付番号"), _("受けた日"), _("受けた場所"), _("状態"), _("期限"), _("方針"))]
    for row in ConsultationFilter(request.GET or {}, queryset=access.listed().select_related("case")).qs:
        case = row.case
        rows.append(
            (
                case.number,
                str(tokyo_date(case.opened_at)),
                row.get_channel_display(),
                str(procedure.state(case.state).label),
                str(case.due_on or ""),
                row.get_plan_display(),
            )
        )
    response = StreamingHttpResponse(write_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="consultations-{tokyo_date(timezone.now())}.csv"'
    return response


@staff_required
@never_cache
def staff_new(request: PersonRequest) -> HttpResponse:
    """By telephone, at a counter, on paper. The code is shown once, to be told or written down."""
    form = IntakeForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4().hex})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            consultation, code = intake.open_consultation(
                text=data["text"],
                channel=data["channel"],
                urgent=data["urgent"],
                protected=data["protected"],
                proxy=(data["proxy_name"], data["proxy_relation"]),
                contact=form.contact() if data["agrees"] else None,
                sent=repr([request.user.pk, data]) if data["key"] else "",
                actor=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return render(request, "consultations/staff/received.html", {"code": code, "consultation": consultation})
    status = 422 if form.is_bound else 200
    return render(request, "consultations/staff/new.html", {"form": form, "has_errors": form.is_bound}, status=status)


@staff_required
@never_cache
def staff_thread(request: PersonRequest, public_id: str) -> HttpResponse:
    consultation = seen(request, public_id)
    intake.read(consultation=consultation, actor=request.user, at=timezone.now())
    more = {**beside(consultation), "url": OF_STAFF.page(consultation)}
    return threads.page(request, consultation, OF_STAFF, request.GET.get("open", ""), more=more)


def beside(consultation: Consultation) -> Mapping[str, Any]:
    return {
        "inquiries": queries.answers_sorted(consultation),
        "may_ask": consultation.case.state in queries.MAY_ASK,
        "may_refer": consultation.case.state in queries.MAY_REFER,
        "named": consultation.named.select_related("user") if consultation.is_protected else [],
        "releases": consultation.releases.select_related("asked_by", "released_by")[:10],
        "readers": queries.readers(consultation),
        "supporters": queries.supporters(),
        "may_tell_supporter": access.has_consent(consultation, Scope.SUPPORTER),
        "household": matching.in_words(consultation),
        "name_form": NameForm(consultation=consultation, auto_id="name-%s"),
        "release_form": ReleaseForm(auto_id="release-%s"),
    }


@staff_required
@require_POST
def staff_act(request: PersonRequest, public_id: str, transition: str) -> HttpResponse:
    return threads.act_on(request, seen(request, public_id), transition, OF_STAFF, request.user)


@staff_required
@require_POST
def staff_message(request: PersonRequest, public_id: str) -> HttpResponse:
    return threads.say_on(request, seen(request, public_id), OF_STAFF, request.user)


@staff_required
@require_POST
def staff_take(request: PersonRequest, public_id: str) -> HttpResponse:
    """This person looks after it from now on."""
    consultation = seen(request, public_id)
    assign(case=consultation.case, assignee=request.user, actor=request.user, at=timezone.now())
    messages.success(request, _("あなたが担当になりました。"))
    return redirect(OF_STAFF.page(consultation))


@staff_required
@require_POST
def staff_consent(request: PersonRequest, public_id: str) -> HttpResponse:
    """Staff record what the person agreed to by word or on paper."""
    consultation = seen(request, public_id)
    scope = request.POST.get("scope", "")
    if scope in (Scope.CONTACT, Scope.SUPPORTER):
        told, at = Scope(scope), timezone.now()
        try:
            intake.agree(consultation=consultation, scope=told, how=How.CALL, actor=request.user, at=at)
        except NotAllowed:
            raise Http404 from None
        messages.success(request, _("同意を記録しました。"))
    return redirect(OF_STAFF.page(consultation))


@staff_required
@require_POST
def staff_supporter(request: PersonRequest, public_id: str) -> HttpResponse:
    """Give the consultation to a support corporation, or take it back."""
    consultation = seen(request, public_id)
    chosen = request.POST.get("supporter", "")
    try:
        if chosen:
            supporter = get_object_or_404(Organisation, pk__in=queries.supporters().values("pk"), public_id=chosen)
            planning.engage(consultation=consultation, supporter=supporter, actor=request.user, at=timezone.now())
        else:
            planning.disengage(consultation=consultation, actor=request.user, at=timezone.now())
        messages.success(request, _("伴走する居住支援法人を記録しました。"))
    except NotAllowed:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(OF_STAFF.page(consultation))


@staff_required
@never_cache
def staff_card(request: PersonRequest, public_id: str) -> HttpResponse:
    """Write the card, see it as the shops will, send it."""
    consultation = seen(request, public_id)
    form = CardForm(request.POST if request.method == "POST" else None, initial=matching.card_of(consultation))
    checked = request.method == "POST" and form.is_valid()
    if checked and "send" in request.POST:
        refusal = _perform(request, consultation, "send_card", form.cleaned_data)
        if not refusal:
            return redirect(OF_STAFF.page(consultation))
        form.add_error(None, refusal)
        checked = False
    context = {
        "consultation": consultation,
        "form": form,
        "checking": checked and "back" not in request.POST,
        "facts": matching.card_facts(form.cleaned_data) if checked else [],
        "asked": queries.asked_partners(),
        "url": OF_STAFF.page(consultation),
        "has_errors": form.is_bound and bool(form.errors),
    }
    return render(request, "consultations/staff/card.html", context, status=422 if context["has_errors"] else 200)


@staff_required
@never_cache
def staff_refer(request: PersonRequest, public_id: str) -> HttpResponse:
    """Homes that fit and homes that were offered, each with its reasons; staff choose which to hand over."""
    consultation = seen(request, public_id)
    key = request.POST.get("key", "")[:40]
    if key and consultation.case.events.filter(key=key).exists():
        return redirect(OF_STAFF.page(consultation))
    found = matching.candidates(consultation, timezone.now())
    described = queries.described_offers(consultation)
    form = ReferForm(
        request.POST if request.method == "POST" else None,
        listings=matching.offered(found),
        described=described,
        initial={"how": How.WEB},
    )
    if request.method == "POST" and form.is_valid():
        values = {
            "homes": matching.handed(found, form.cleaned_data["listings"], form.cleaned_data.get("described") or []),
            "how": form.cleaned_data["how"],
            "note": form.cleaned_data["note"],
        }
        refusal = _perform(request, consultation, "refer", values, key)
        if not refusal:
            return redirect(OF_STAFF.page(consultation))
        form.add_error(None, refusal)
    context = {
        "consultation": consultation,
        "form": form,
        "candidates": found,
        "key": key or uuid.uuid4().hex,
        "url": OF_STAFF.page(consultation),
        "has_errors": form.is_bound,
    }
    return render(request, "consultations/staff/refer.html", context, status=422 if form.is_bound else 200)


@staff_required
@never_cache
def staff_wishes(request: PersonRequest, public_id: str) -> HttpResponse:
    """要件整理: what must be, what is wanted, what must not be, and the household with its budget."""
    consultation = seen(request, public_id)
    form = WishesForm(request.POST if request.method == "POST" else None, consultation=consultation)
    if request.method == "POST" and form.is_valid():
        refusal = _perform(request, consultation, "heard", form.values())
        if not refusal:
            return redirect(OF_STAFF.page(consultation))
        form.add_error(None, refusal)
    context = {
        "consultation": consultation,
        "form": form,
        "url": OF_STAFF.page(consultation),
        "has_errors": form.is_bound,
    }
    return render(request, "consultations/staff/wishes.html", context, status=422 if form.is_bound else 200)


def _perform(
    request: PersonRequest, consultation: Consultation, transition: str, values: Mapping[str, Any], key: str = ""
) -> str:
    """The words of a refusal, or nothing."""
    try:
        perform(
            case=consultation.case,
            transition=transition,
            actor=request.user,
            at=timezone.now(),
            values=values,
            text=values.get("note", ""),
            key=key or None,
        )
    except NotAllowed:
        return _("この相談では、いまこの操作はできません。")
    except Refused as refusal:
        return str(refusal)
    messages.success(request, str(get("consultation").transition(transition).done))
    return ""
