"""The ward's side: vacancies to check, and the minimum wage."""

import datetime as dt
import uuid

import django_filters
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import perform
from portal.cases.models import Case
from portal.cases.queries import thread
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.verdict import Severity
from portal.ui.forms import JapaneseDateField, WordsField, YenField

from .. import actions, printed, queries
from ..models import MinimumWage, Terms, Vacancy

SIGNS = {Severity.BLOCK: "stop", Severity.REVIEW: "warn", Severity.WARN: "", Severity.ACT: ""}


class QueueFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("状態"),
        choices=[("review", gettext_lazy("はじめての確認")), ("revising", gettext_lazy("変更の確認"))],
        empty_label=gettext_lazy("すべて"),
    )
    organisation = django_filters.CharFilter(
        label=gettext_lazy("団体の名前"), field_name="organisation__name", lookup_expr="icontains"
    )

    class Meta:
        model = Case
        fields: list[str] = []


@staff_required
@never_cache
def staff_list(request: PersonRequest) -> HttpResponse:
    waiting = (
        Case.objects.filter(procedure="vacancy", turn="staff")
        .select_related("organisation", "vacancy")
        .order_by("due_on", "pk")
    )
    chosen = QueueFilter(request.GET, queryset=waiting)
    context = {"filter": chosen, "cases": chosen.qs[:200]}
    return render(request, "vacancies/staff/list.html", context)


@staff_required
@never_cache
def staff_review(request: PersonRequest, public_id: str) -> HttpResponse:
    return _review_page(request, public_id)


def _review_page(request: PersonRequest, public_id: str, text: str = "") -> HttpResponse:
    vacancy = get_object_or_404(reviewed(), public_id=public_id)
    terms = vacancy.draft or vacancy.live
    if terms is not None:
        terms.vacancy = vacancy
    today = tokyo_date(timezone.now())
    names = {field.name: field.verbose_name for field in Terms._meta.get_fields() if hasattr(field, "verbose_name")}
    context = {
        "vacancy": vacancy,
        "thread": thread(vacancy.case, "staff"),
        "blocks": printed.blocks(terms.sheet()) if terms else [],
        "findings": queries.findings(terms, today) if terms else [],
        "changes": [(names.get(name, name), old, new) for name, old, new in queries.changes(vacancy, terms)]
        if terms
        else [],
        "key": uuid.uuid4().hex,
        "text": text,
    }
    return render(request, "vacancies/staff/review.html", context, status=422 if text else 200)


@staff_required
@require_POST
def staff_decide(request: PersonRequest, public_id: str, transition: str) -> HttpResponse:
    vacancy = get_object_or_404(reviewed(), public_id=public_id)
    if transition not in ("approve", "send_back", "send_change_back", "close"):
        return redirect("vacancies:staff_review", public_id)
    form = ReasonForm(request.POST)
    text = request.POST.get("text", "")
    if not form.is_valid():
        messages.error(request, str(form.errors["text"][0]))
        return _review_page(request, public_id, text)
    text = form.cleaned_data["text"]
    try:
        version = request.POST.get("version", "")
        perform(
            case=vacancy.case,
            transition=transition,
            actor=request.user,
            at=timezone.now(),
            version=int(version) if version.isdecimal() and len(version) < 9 else None,
            values={"text": text},
            text=text if transition != "approve" else "",
            key=request.POST.get("key", "")[:40] or None,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _review_page(request, public_id, text) if text else redirect("vacancies:staff_review", public_id)
    messages.success(
        request, _("%(number)s：決めたことを記録し、相手に知らせました。") % {"number": vacancy.case.number}
    )
    return redirect("vacancies:staff_list")


def reviewed():
    return Vacancy.objects.filter(case__state__in=["review", "revising", "returned", "published"]).select_related(
        "case",
        "organisation",
        "facility__kind",
        "live__occupation",
        "live__employment",
        "draft__occupation",
        "draft__employment",
    )


class ReasonForm(forms.Form):
    text = WordsField(max_length=2000, required=False)


class WageForm(forms.ModelForm):
    """The bounds catch slips of the finger, not rates."""

    yen = YenField(label=gettext_lazy("1時間の額"), min_value=500, max_value=9_999)
    valid_from = JapaneseDateField(label=gettext_lazy("効力の日"))

    def clean_valid_from(self) -> dt.date:
        day = self.cleaned_data["valid_from"]
        if abs(day.year - timezone.localdate().year) > 5:
            raise forms.ValidationError(gettext_lazy("効力の日が5年より離れています。年を確かめてください。"))
        return day

    class Meta:
        model = MinimumWage
        fields = ["yen", "valid_from", "source"]


@staff_required
@never_cache
def wages(request: PersonRequest) -> HttpResponse:
    """The rates by effective date; a new row re-checks every live vacancy."""
    form = WageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_minimum_wage(wage=form.save(commit=False), actor=request.user, at=timezone.now())
            messages.success(request, _("最低賃金を登録し、公開中の求人をすべて確かめました。"))
            return redirect("vacancies:wages")
        except Refused as refusal:
            form.add_error("valid_from", str(refusal))
    context = {
        "form": form,
        "rows": MinimumWage.objects.order_by("-valid_from"),
    }
    return render(request, "vacancies/staff/wages.html", context)
