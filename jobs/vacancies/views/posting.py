"""Writing the terms: one step at a time, then everything at a glance, then handing it in."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import MemberRequest, member_required
from portal.accounts.models import Role
from portal.cases.actions import NotAllowed, Stale
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused
from portal.lib.verdict import Finding, Severity

from .. import actions, answers, pay, queries
from ..forms import (
    BY_CODE,
    NEEDED,
    ROW_HELP,
    STEP_OF,
    STEPS,
    Rows,
    Step,
    StepForm,
    as_typed,
    form_of,
    formset_of,
    rows_of,
)
from ..models import Terms, Vacancy
from .employer import own_vacancy, stopping

# What the script that saves while somebody types sends along.
AUTOSAVE = "X-Autosave"


def _open_terms(vacancy: Vacancy) -> Terms | None:
    """The draft that can still be written on."""
    terms = vacancy.draft
    if terms is None or terms.frozen_at is not None:
        return None
    terms.vacancy = vacancy
    return terms


@require_http_methods(["GET", "POST"])
@member_required(Role.EDITOR)
def step(request: MemberRequest, public_id: str, code: str) -> HttpResponse:
    vacancy, chosen = own_vacancy(request, public_id), BY_CODE.get(code)
    if chosen is None:
        raise Http404
    terms = _open_terms(vacancy)
    if terms is None:
        messages.error(request, _("この求人は今、書き直せません。"))
        return redirect("vacancies:employer_task_list", public_id)
    if request.method == "POST":
        return _save(request, vacancy, terms, chosen)
    form, rows = _shown(terms, chosen, "add" in request.GET)
    findings = queries.findings(terms, tokyo_date(timezone.now()))
    if "checked" in request.GET:
        form, rows = _checked(form, rows, chosen, findings)
    return _page(request, vacancy, terms, chosen, form, rows, findings)


def _shown(terms: Terms, chosen: Step, one_more: bool) -> tuple[StepForm, Rows | None]:
    form = form_of(chosen)(instance=terms)
    if not chosen.rows:
        return form, None
    stored = rows_of(terms, chosen.rows)
    extra = 1 if one_more or not stored else 0
    return form, formset_of(chosen.rows, extra)(initial=stored, prefix=chosen.rows)


def _checked(form: StepForm, rows: Rows | None, chosen: Step, findings: list[Finding]) -> tuple[StepForm, Rows | None]:
    """The same forms with what the rules stop pinned to the fields."""
    wrong = stopping(findings, chosen)
    form = form_of(chosen)(data=as_typed(form), instance=form.instance)
    form.pin(wrong)
    if rows is not None:
        rows = formset_of(chosen.rows)(data=as_typed(rows), prefix=chosen.rows)
        rows.pin(wrong, chosen.rows)
    return form, rows


def _save(request: MemberRequest, vacancy: Vacancy, terms: Terms, chosen: Step) -> HttpResponse:
    form = form_of(chosen)(data=request.POST, instance=terms)
    rows = formset_of(chosen.rows)(data=request.POST, prefix=chosen.rows) if chosen.rows else None
    by_itself = AUTOSAVE in request.headers
    if not form.is_valid() or not (rows is None or rows.is_valid()):
        if by_itself:
            return HttpResponse(status=422)
        return _page(request, vacancy, terms, chosen, form, rows, [])
    try:
        terms = actions.save_terms(
            terms=terms,
            values=form.values,
            rows={chosen.rows: rows.values} if rows is not None else {},
            saves=form.cleaned_data["saves"],
            actor=request.user,
            at=timezone.now(),
        )
    except Stale as stale:
        if by_itself:
            return HttpResponse(status=409)
        return _stale(request, vacancy, terms, chosen, form, rows, str(stale))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("vacancies:employer_task_list", vacancy.public_id)
    return _drawn_anew(request, vacancy, terms) if by_itself else _after_save(request, vacancy, terms, chosen)


def _drawn_anew(request: MemberRequest, vacancy: Vacancy, terms: Terms) -> HttpResponse:
    """Saved while typing: the preview as it is now, and the count of saves for the next one."""
    response = render(request, "vacancies/employer/preview.html", {"vacancy": vacancy, **preview(terms)})
    response["X-Saves"] = str(terms.saves)
    return response


def _after_save(request: MemberRequest, vacancy: Vacancy, terms: Terms, chosen: Step) -> HttpResponse:
    here = reverse("vacancies:employer_step", args=[vacancy.public_id, chosen.code])
    if "add" in request.POST:
        return redirect(f"{here}?add=1#rows")
    if "back" in request.POST:
        return redirect("vacancies:employer_task_list", vacancy.public_id)
    if stopping(queries.findings(terms, tokyo_date(timezone.now())), chosen):
        return redirect(f"{here}?checked=1")
    if "next" not in request.POST:
        return redirect(here)
    place = STEPS.index(chosen) + 1
    if place < len(STEPS):
        return redirect("vacancies:employer_step", vacancy.public_id, STEPS[place].code)
    return redirect("vacancies:employer_check", vacancy.public_id)


def _stale(
    request: MemberRequest, vacancy: Vacancy, terms: Terms, chosen: Step, form: StepForm, rows: Rows | None, words: str
) -> HttpResponse:
    """Both versions side by side. The input stays; saving again, having seen them, overwrites."""
    stored = Terms.objects.get(pk=terms.pk)
    pairs = [
        (answers.label(name), answers.in_words(name, getattr(stored, name)), answers.in_words(name, value))
        for name, value in form.values.items()
        if getattr(stored, name) != value
    ]
    data = request.POST.copy()
    data["saves"] = str(stored.saves)
    again = form_of(chosen)(data=data, instance=terms)
    extra = {"stale": words, "pairs": pairs, "stored_rows": answers.answer(stored, chosen.rows) if chosen.rows else ""}
    return _page(request, vacancy, stored, chosen, again, rows, [], status=409, **extra)


def _page(
    request: MemberRequest,
    vacancy: Vacancy,
    terms: Terms,
    chosen: Step,
    form: StepForm,
    rows: Rows | None,
    findings: Iterable[Finding],
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    terms.vacancy = vacancy
    wrong = (form.is_bound and bool(form.errors)) or (rows is not None and rows.is_bound and not rows.is_valid())
    if rows is not None and rows.is_bound:
        wrong = wrong or bool(rows.non_form_errors())
    context = {
        "vacancy": vacancy,
        "terms": terms,
        "step": chosen,
        "number": STEPS.index(chosen) + 1,
        "total": len(STEPS),
        "form": form,
        "rows": rows,
        "rows_label": answers.ROW_LABELS.get(chosen.rows, ""),
        "rows_help": ROW_HELP.get(chosen.rows, ""),
        "row_errors": _row_errors(rows),
        "notes": [each for each in findings if each.field in chosen.fields and each.severity is not Severity.BLOCK],
        "has_errors": wrong,
        **preview(terms),
        **extra,
    }
    return render(request, "vacancies/employer/step.html", context, status=status)


def _row_errors(rows: Rows | None) -> list[dict[str, str]]:
    if rows is None or not rows.is_bound:
        return []
    return [
        {
            "text": " ".join(error.messages),
            "mend": str(getattr(error, "mend", "")),
            "source": str(getattr(error, "source", "")),
        }
        for error in rows.non_form_errors().as_data()
    ]


def preview(terms: Terms) -> dict[str, Any]:
    """The vacancy as seekers will see it, as far as it is written."""
    sheet = terms.sheet()
    today = tokyo_date(timezone.now())
    told = sheet if sheet.fixed_overtime_hours else replace(sheet, fixed_overtime=None)
    return {
        "sheet": sheet,
        "pay_lines": pay.lines(sheet),
        "pay_extras": pay.extras(told),
        "range": queries.pay_range(sheet.occupation, sheet.wage_type, today)
        if sheet.occupation and sheet.wage_type
        else None,
        "cells": sheet.cells(),
    }


@require_GET
@member_required(Role.EDITOR)
def check(request: MemberRequest, public_id: str) -> HttpResponse:
    """Every answer with a link to change it, what the rules say, and the button."""
    vacancy = own_vacancy(request, public_id)
    terms = _open_terms(vacancy)
    if terms is None:
        return redirect("vacancies:employer_task_list", public_id)
    findings = queries.findings(terms, tokyo_date(timezone.now()))
    told = [(finding, _place(vacancy, finding)) for finding in findings]
    context = {
        "vacancy": vacancy,
        "terms": terms,
        "parts": [_part(vacancy, terms, each) for each in STEPS],
        "blocks": [pair for pair in told if pair[0].severity is Severity.BLOCK],
        "others": [pair for pair in told if pair[0].severity is not Severity.BLOCK],
        "key": secrets.token_urlsafe(16),
        **preview(terms),
    }
    return render(request, "vacancies/employer/check.html", context)


def _part(vacancy: Vacancy, terms: Terms, each: Step) -> tuple[Any, str, list[tuple[str, str, str]]]:
    address = reverse("vacancies:employer_step", args=[vacancy.public_id, each.code])
    rows = [(answers.label(name), answers.answer(terms, name), name in NEEDED) for name in each.fields]
    missing = _("（まだ入っていません）")
    return each.label, address, [(label, text or missing, address) for label, text, needed in rows if text or needed]


def _place(vacancy: Vacancy, finding: Finding) -> str:
    """Where to mend what was found; "" when it is not in these forms."""
    if finding.field not in STEP_OF:
        return ""
    address = reverse("vacancies:employer_step", args=[vacancy.public_id, STEP_OF[finding.field].code])
    return f"{address}?checked=1"


@require_POST
@member_required(Role.EDITOR)
def submit(request: MemberRequest, public_id: str) -> HttpResponse:
    vacancy = own_vacancy(request, public_id)
    key, saves = request.POST.get("key", "")[:40], request.POST.get("saves", "")
    try:
        actions.submit(
            vacancy=vacancy,
            actor=request.user,
            at=timezone.now(),
            key=key or None,
            saves=int(saves) if saves.isdecimal() and len(saves) < 9 else None,
        )
    except actions.Blocked as blocked:
        messages.error(request, str(blocked))
        return redirect("vacancies:employer_check", public_id)
    except NotAllowed:
        raise Http404 from None
    except actions.Stale as stale:
        messages.error(request, str(stale))
        return redirect("vacancies:employer_check", public_id)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("vacancies:employer_task_list", public_id)
    return redirect("vacancies:employer_done", public_id)


@require_GET
@member_required()
def done(request: MemberRequest, public_id: str) -> HttpResponse:
    vacancy = own_vacancy(request, public_id)
    return render(
        request, "vacancies/employer/done.html", {"vacancy": vacancy, "live": vacancy.case.state == "published"}
    )
