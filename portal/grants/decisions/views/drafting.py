"""起案: the page on which one officer writes what is to be decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import NotAllowed
from portal.grants.filings.access import filings_for_staff, grants_for_staff
from portal.grants.filings.facts import conditions_of
from portal.grants.filings.models import Filing, Grant
from portal.grants.schemes import access as duties
from portal.grants.schemes.calculation import Calculation
from portal.lib.refusal import Refused

from .. import actions, queries, rules
from ..choices import Kind
from ..forms import TermsForm
from ..models import Decision
from .doors import address_of, decision_at, posted_to, seen


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
@never_cache
def draft(request: PersonRequest, public_id: str, kind: str) -> HttpResponse:
    filing = _filing(request, public_id)
    grant = filing.grant
    if kind not in rules.answers(grant.scheme.profile, filing.kind):
        raise Http404
    start = {"yen": _proposed(filing, kind), "reason": _reasons(filing) if kind == Kind.REFUSAL else ""}
    form = TermsForm(posted_to(request), kind=kind, in_kind=queries.is_in_kind(grant), initial=start)

    def make(values: dict[str, Any]) -> Decision:
        return actions.draft(filing=filing, kind=kind, actor=request.user, at=timezone.now(), **values)

    calculation = Calculation.from_json(filing.calculation) if filing.calculation else None
    return _drafted(request, grant, Kind(kind), form, make, calculation=calculation)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
@never_cache
def revoke(request: PersonRequest, public_id: str) -> HttpResponse:
    seen_by = Grant.objects.filter(pk__in=grants_for_staff(request.user).values("pk"))
    grant = get_object_or_404(seen_by.select_related("case", "version"), case__public_id=public_id)
    if not duties.may_edit(request.user, grant.version.scheme):
        raise Http404
    form = TermsForm(posted_to(request), kind=Kind.REVOCATION, in_kind=queries.is_in_kind(grant), initial={"yen": 0})

    def make(values: dict[str, Any]) -> Decision:
        return actions.draft_revocation(grant=grant, actor=request.user, at=timezone.now(), **values)

    return _drafted(request, grant, Kind.REVOCATION, form, make)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
@never_cache
def revise(request: PersonRequest, public_id: str) -> HttpResponse:
    decision = decision_at(request.user, public_id, edit=True)
    if decision.drafted_by != request.user or decision.case.state not in rules.WRITABLE:
        raise Http404
    form = TermsForm.of(decision, posted_to(request), in_kind=queries.is_in_kind(decision.grant))

    def make(values: dict[str, Any]) -> Decision:
        version, _key = seen(request)
        return actions.revise(decision=decision, actor=request.user, at=timezone.now(), version=version, **values)

    calculation = Calculation.from_json(decision.calculation) if decision.calculation else None
    return _drafted(
        request, decision.grant, Kind(decision.kind), form, make, decision=decision, calculation=calculation
    )


def _filing(request: PersonRequest, public_id: str) -> Filing:
    related = ("case", "grant__case__person", "grant__case__organisation", "grant__version")
    filing = get_object_or_404(
        filings_for_staff(request.user).select_related(*related), case__public_id=public_id, case__state="verified"
    )
    if not duties.may_edit(request.user, filing.grant.version.scheme):
        raise Http404
    return filing


def _drafted(
    request: PersonRequest,
    grant: Grant,
    kind: Kind,
    form: TermsForm,
    make: Callable[[dict[str, Any]], Decision],
    **more: Any,
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            decision = make(form.cleaned_data)
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(number)s：起案を保存しました。") % {"number": decision.case.number})
            return redirect(address_of(decision))
    context = {
        "grant": grant,
        "kind": kind,
        "form": form,
        "former": queries.decided_yen(grant),
        "grant_url": reverse("filings:staff_grant", args=[grant.case.public_id]),
        **more,
    }
    return render(request, "decisions/staff/draft.html", context, status=422 if form.is_bound else 200)


def _proposed(filing: Filing, kind: str) -> int:
    found = filing.calculation.get("total", 0) if filing.calculation else 0
    return min(found, queries.decided_yen(filing.grant)) if kind == Kind.FIXED else found


def _reasons(filing: Filing) -> str:
    """The conditions that are not met, each with the values and the clause: what the letter says."""
    lines = [
        f"{one.sentence}：{one.said.sentence}" + (f"（{one.clause}）" if one.clause else "")
        for one in conditions_of(filing)
        if one.outcome.value in ("not_met", "not_yet")
    ]
    return "\n".join(lines)
