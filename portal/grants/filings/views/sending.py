"""Everything as it will be sent, the button, the receipt; and taking it back."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import PersonRequest
from portal.cases.actions import NotAllowed
from portal.cases.models import Case
from portal.grants.schemes.conditions import Held, Outcome
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import facts, queries, rules
from ..actions import checking, submitting
from ..actions.starting import window_problem
from ..forms import WithdrawForm
from ..models import Account, Filing
from ..places import places
from ..wording import lines
from .doors import back_to, key_of, number, of_filing, page, to


def parts_of(request: PersonRequest, filing: Filing) -> list[dict[str, Any]]:
    """Each task with everything in it, in words."""
    rows, kept = facts.rows_of(filing), facts.documents_of(filing)
    found = facts.calculation_of(filing)
    sums = facts.lines_by_row(found)
    parts = []
    for task in filing.form.tasks:
        address = to(request, "task", filing, task.code)
        part: dict[str, Any] = {"task": task, "url": address, "table": task.table, "rows": []}
        part["lines"] = [
            (str(one.label), words or "–", address) for one, words in lines(task.questions, filing.answers)
        ]
        if task.table:
            columns = task.table.columns
            part["rows"] = [
                (
                    task.table.title(values),
                    found.rows.get(key) if found else None,
                    [(str(one.label), words) for one, words in lines(columns, values) if words],
                    sums.get(key, []),
                )
                for key, values in rows[task.table.code]
            ]
        part["slots"] = [(slot, [one for one in kept if one.slot == slot.code]) for slot in task.slots]
        parts.append(part)
    return parts


@require_GET
@of_filing(write=True)
def check(request: PersonRequest, filing: Filing) -> HttpResponse:
    if filing.case.state not in rules.WRITABLE:
        return redirect(back_to(request, filing))
    return _check_page(request, filing)


def _check_page(request: PersonRequest, filing: Filing, refusal: str = "", status: int = 200) -> HttpResponse:
    first = filing.kind in submitting.FIRST and filing.case.state == "draft"
    day = tokyo_date(filing.arrived_at or timezone.now())
    gaps = facts.gaps_of(filing)
    context = {
        "parts": parts_of(request, filing),
        "gaps": [(gap, address_of(request, filing, gap)) for gap in gaps],
        "window": window_problem(filing.grant.version, day) if first else "",
        "sum": (found := facts.calculation_of(filing)),
        "sum_lines": facts.lines_by_row(found).get("", []),
        "account": Account.objects.filter(grant=filing.grant).first(),
        "doubts": doubts(filing) if first and not gaps else [],
        "refusal": refusal,
        "once": secrets.token_urlsafe(16),
        "version": filing.grant.version,
        "untouched": submitting.unanswered(filing) if filing.case.state == "correction" else [],
        "correction": filing.case.state == "correction",
    }
    return page(request, "check.html", filing, context, status)


def address_of(request: PersonRequest, filing: Filing, gap: rules.Gap) -> str:
    """Where to mend it."""
    if gap.what == "row":
        return to(request, "row", filing, gap.task, gap.at)
    address = to(request, "task", filing, gap.task)
    return f"{address}?checked=1#id_{gap.at}" if gap.what == "question" else address


def doubts(filing: Filing) -> list[Held]:
    """Conditions that do not hold, or not yet: whoever wants to may send it all the same."""
    return [one for one in facts.conditions_of(filing) if one.outcome in (Outcome.NOT_MET, Outcome.NOT_YET)]


@require_POST
@of_filing(write=True)
def submit(request: PersonRequest, filing: Filing) -> HttpResponse:
    try:
        submitting.submit(
            filing=filing,
            actor=request.user,
            at=timezone.now(),
            version=number(request, "version"),
            saves=number(request, "saves"),
            key=key_of(request),
        )
    except NotAllowed:
        raise Http404 from None
    except Refused as refused:
        filing.case = Case.objects.get(pk=filing.case_id)
        if filing.case.state not in rules.WRITABLE:
            messages.error(request, str(refused))
            return redirect(back_to(request, filing))
        filing.refresh_from_db(fields=["saves", "answers"])
        return _check_page(request, filing, str(refused), 422)
    return redirect(to(request, "receipt", filing))


@require_GET
@of_filing()
def receipt(request: PersonRequest, filing: Filing) -> HttpResponse:
    """Number, when, every file with pages and fingerprint, the amount: of the last time it was sent."""
    submission = filing.submissions.order_by("number").last()
    if submission is None:
        return redirect(back_to(request, filing))
    slots = {slot.code: slot.label for slot in filing.form.slots}
    content = submission.content
    context = {
        "submission": submission,
        "documents": [(slots.get(one["slot"], _("届いた紙の写し")), one) for one in content["documents"]],
        "rows": [(table.label, len(content["rows"].get(table.code, []))) for table in filing.form.tables],
        "is_fresh": filing.case.state in rules.WITH_THE_WARD,
    }
    return page(request, "receipt.html", filing, context)


@require_http_methods(["GET", "POST"])
@of_filing(write=True)
def withdraw(request: PersonRequest, filing: Filing) -> HttpResponse:
    """Asked once more, because it cannot be undone."""
    if filing.case.state not in rules.UNFINISHED:
        return redirect(back_to(request, filing))
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            submitting.withdraw(
                filing=filing,
                actor=request.user,
                at=timezone.now(),
                version=number(request, "version"),
                text=form.cleaned_data["text"],
            )
            messages.success(request, _("取り下げました。"))
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(back_to(request, filing))
    return page(request, "withdraw.html", filing, {"form": form})


@require_http_methods(["GET", "POST"])
@of_filing(write=True)
def correction(request: PersonRequest, filing: Filing) -> HttpResponse:
    """Each thing to mend, linked to its place, with a box for a reply; then sent again."""
    asked = queries.open_correction(filing)
    if asked is None:
        return redirect(back_to(request, filing))
    if request.method == "POST":
        replies = {item.pk: request.POST.get(f"reply-{item.pk}", "") for item in asked.items.all()}
        try:
            checking.answer_correction(filing=filing, replies=replies, actor=request.user, at=timezone.now())
        except NotAllowed:
            raise Http404 from None
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(back_to(request, filing))
        return redirect(to(request, "check" if "next" in request.POST else "correction", filing))
    known = places(filing)
    items = [(item, _place(request, filing, known, item)) for item in asked.items.all()]
    return page(request, "correction.html", filing, {"correction": asked, "items": items})


def _place(request: PersonRequest, filing: Filing, known: dict, item: Any) -> str:
    """The address of the place; "" when its row was taken away."""
    task = known.get((item.what, item.at), ("", ""))[0]
    if not task:
        return ""
    is_row = item.what == "row" and item.at not in {table.code for table in filing.form.tables}
    return to(request, "row", filing, task, item.at) if is_row else to(request, "task", filing, task)
