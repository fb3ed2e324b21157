"""The ward's side of a grant: what waits, one filing with its documents, rules and sum, and every act of a clerk."""

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.procedures import STAFF, get
from portal.grants.schemes import access as duties
from portal.grants.schemes.calculation import Calculation
from portal.grants.schemes.structure import get as get_scheme
from portal.lib.dates import add_business_days, tokyo_date

from .. import access, content, facts, lists, queries, rules, sections
from ..actions import checking
from ..filters import FilingFilter
from ..forms import DueForm, StaffMessageForm
from ..models import Account, Document, Filing, Grant
from ..wording import lines

PAGE = 50
MARKS = {"met": "yes", "not_yet": "if", "not_met": "no", "unknown": "unknown"}


@require_GET
@staff_required
@never_cache
def index(request: PersonRequest) -> HttpResponse:
    """By next act and due date; of the schemes of this officer."""
    if not (own := duties.schemes_of(request.user)):
        raise Http404
    waiting = lists.by_next_act(access.filings_for_staff(request.user))
    chosen = FilingFilter(request.GET, queryset=waiting, schemes=own)
    found = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": found,
        "rows": [_row(one) for one in found],
        "total": found.paginator.count,
        "papers": [get_scheme(code) for code in duties.schemes_with(request.user, duties.CLERKS)],
    }
    return render(request, "filings/staff/list.html", context)


def _row(filing: Filing) -> dict[str, Any]:
    case, today = filing.case, tokyo_date(timezone.now())
    filing.grant.case = case  # the same applicant; its own case is not needed for a line
    return {
        "filing": filing,
        "state": get("grant_filing").state(case.state),
        "days": (case.due_on - today).days if case.due_on and case.turn == STAFF else None,
        "mine": case.turn == STAFF,
        "url": reverse("filings:staff_filing", args=[case.public_id]),
    }


@require_GET
@staff_required
@never_cache
def filing(request: PersonRequest, public_id: str) -> HttpResponse:
    """The page of a grant, opened at one of its filings."""
    found = get_object_or_404(access.filings_for_staff(request.user), case__public_id=public_id)
    grant = Grant.objects.select_related("case").get(pk=found.grant_id)
    return redirect(f"{reverse('filings:staff_grant', args=[grant.case.public_id])}?filing={public_id}")


@require_GET
@staff_required
@never_cache
def grant(request: PersonRequest, public_id: str) -> HttpResponse:
    one = grant_seen(request, public_id)
    filings = queries.filings_of(one, STAFF)
    wanted = request.GET.get("filing", "")
    chosen = next((each for each in filings if each.case.public_id == wanted), None) or queries.current(filings)
    if chosen is None:
        chosen = filings[-1]
    checking.opened(filing=chosen, actor=request.user, at=timezone.now())
    return staff_page(request, one, filings, chosen)


def grant_seen(request: PersonRequest, public_id: str) -> Grant:
    seen = Grant.objects.filter(pk__in=access.grants_for_staff(request.user).values("pk"))
    return get_object_or_404(queries.with_everything(seen), case__public_id=public_id)


def staff_page(
    request: PersonRequest, one: Grant, filings: list[Filing], chosen: Filing, status: int = 200, **typed: Any
) -> HttpResponse:
    """`typed` is what a form that was not taken held."""
    now = timezone.now()
    form, case = chosen.form, chosen.case
    edits = access.party_of(request.user, case) == STAFF
    seen = facts.facts_of(chosen)
    found = facts.calculation_of(chosen, seen)
    sent = list(chosen.submissions.order_by("number"))
    context = {
        "grant": one,
        "filing": chosen,
        "state": get("grant").state(one.case.state),
        "filing_state": get("grant_filing").state(case.state),
        "road": queries.road(one),
        "filings": [(each, each.form.label, queries.state_in_words(each.case)) for each in filings],
        "other": queries.others_looking(one, request.user, now),
        "parts": _parts(chosen, typed.get("asked", {}), found),
        "checklist": [(line, chosen.checked.get(line.code, "")) for line in form.checklist],
        "conditions": [(one_, MARKS[one_.outcome.value]) for one_ in facts.conditions_of(chosen, seen)],
        "sum": found,
        "sum_lines": facts.lines_by_row(found).get("", []),
        "differences": content.diff(form, sent[-2].content, sent[-1].content) if len(sent) > 1 else [],
        "submissions": sent,
        "corrections": chosen.corrections.prefetch_related("items__seen_by"),
        "account": Account.objects.filter(grant=one).first(),
        "sees_account": access.may_see_account(request.user, one.version.scheme),
        "checks": edits and case.state in rules.WITH_THE_WARD,
        "may_reopen": edits and case.state == "verified" and chosen.kind in rules.DECIDED_BY_LETTER,
        "may_lapse": edits and case.state == "correction" and case.due_on and case.due_on < tokyo_date(now),
        "may_enter": edits and chosen.is_on_paper and case.state in rules.WRITABLE,
        "openable": [(kind, one.scheme.filing(kind).label) for kind in queries.openable(one, filings)] if edits else [],
        "sections": sections.drawn(request, one, STAFF),
        "feed": queries.feed(one, filings, STAFF),
        "edits": edits,
        "once": secrets.token_urlsafe(16),
        "due_form": DueForm(initial={"due_on": correction_due(chosen)}),
        "message_form": StaffMessageForm(),
        "scans": Document.objects.filter(filing=chosen, slot="paper", removed_at=None).select_related("file"),
        **typed,
    }
    return render(request, "filings/staff/grant.html", context, status=status)


def correction_due(filing: Filing) -> Any:
    return add_business_days(tokyo_date(timezone.now()), filing.grant.version.correction_days)


def _parts(filing: Filing, typed: dict[tuple[str, str], str], found: Calculation | None) -> list[dict[str, Any]]:
    """Each task: every place with its answer and the words asked of it so far."""
    rows, kept, sums = facts.rows_of(filing), facts.documents_of(filing), facts.lines_by_row(found)
    parts = []
    for task in filing.form.tasks:
        part: dict[str, Any] = {"task": task, "rows": [], "table": None}
        part["lines"] = [
            (one.key, str(one.label), words or "–", typed.get(("question", one.key), ""))
            for one, words in lines(task.questions, filing.answers)
        ]
        if task.table:
            columns = task.table.columns
            part["table"] = (task.table, typed.get(("row", task.table.code), ""))
            part["rows"] = [
                (
                    key,
                    task.table.title(values),
                    [(str(one.label), words) for one, words in lines(columns, values) if words],
                    typed.get(("row", key), ""),
                    found.rows.get(key) if found else None,
                    sums.get(key, []),
                )
                for key, values in rows[task.table.code]
            ]
        part["slots"] = [
            (slot, [one for one in kept if one.slot == slot.code], typed.get(("document", slot.code), ""))
            for slot in task.slots
        ]
        part["asked_account"] = typed.get(("question", "account"), "")
        parts.append(part)
    return parts


def after(filing: Filing) -> str:
    key = filing.grant.case.public_id
    return f"{reverse('filings:staff_grant', args=[key])}?filing={filing.case.public_id}"


def again(request: PersonRequest, filing: Filing, words: str, **typed: Any) -> HttpResponse:
    """The page once more with what was typed, and why it was not taken."""
    messages.error(request, words)
    one = grant_seen(request, filing.grant.case.public_id)
    filings = queries.filings_of(one, STAFF)
    chosen = next(each for each in filings if each.pk == filing.pk)
    return staff_page(request, one, filings, chosen, 422, **typed)


def done(request: PersonRequest, filing: Filing, words: str) -> HttpResponse:
    messages.success(request, f"{filing.case.number}：{words}" if words else _("記録しました。"))
    return redirect(after(filing))
