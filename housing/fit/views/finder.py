"""The guided finder. Answers live in the session; no address holds one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from housing.homes import cards
from housing.homes.access import public_listings
from portal.lib.dates import tokyo_date
from portal.ui.paging import page_number

from .. import advice, kept, queries, shown
from ..choices import NO
from ..questions import QUESTIONS, answered, find

PAGE = 10
NEAR_MISSES = 5


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    context = {"first": QUESTIONS[0], "count": len(QUESTIONS), "household": kept.household_of(request)}
    return render(request, "fit/start.html", {**context, "easy": kept.is_easy(request)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, code: str) -> HttpResponse:
    asked = find(code)
    if asked is None:
        raise Http404
    household = kept.household_of(request)
    place = QUESTIONS.index(asked)
    if request.method == "POST" and "skip" in request.POST:
        kept.keep(request, asked.skipped(household))
        return redirect(address(place + 1))
    form = asked.ask(household, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kept.keep(request, answered(household, form))
        return redirect("fit:result" if "finish" in request.POST else address(place + 1))
    context = {
        "question": asked,
        "form": form,
        "number": place + 1,
        "total": len(QUESTIONS),
        "back": address(place - 1),
        "easy": kept.is_easy(request),
    }
    return render(request, "fit/question.html", context)


def address(place: int) -> str:
    """Of the question at a place; before the first is the start, after the last the result."""
    if place < 0:
        return reverse("fit:finder")
    return reverse("fit:question", args=[QUESTIONS[place].code]) if place < len(QUESTIONS) else reverse("fit:result")


@never_cache
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    household, today, easy = kept.household_of(request), tokyo_date(timezone.now()), kept.is_easy(request)
    fits = queries.fitting(household, public_listings(), today)
    good = [fit for fit in fits if fit.verdict.code != NO]
    near = [fit for fit in fits if fit.verdict.near_miss]
    number = max(1, min(page_number(request.GET), -(-len(good) // PAGE) or 1))
    context = {
        "good": drawn(good[(number - 1) * PAGE : number * PAGE], easy),
        "near": drawn(near[:NEAR_MISSES], easy) if number == 1 else [],
        "total": len(good),
        "near_total": len(near),
        "number": number,
        "size": PAGE,
        "changes": advice.single_changes(household, fits, queries.money_of(today), today),
        "reason": advice.main_reason(fits) if not good else "",
        "answered": not household.is_empty,
        "questions": QUESTIONS,
        "advice_url": shown.advice_url(),
        "easy": easy,
    }
    return render(request, "fit/result.html", context)


def drawn(fits: list, easy: bool) -> list[dict]:
    """Card and reasons of each; a home that went in the meantime is left out."""
    html = {card.key: card.html for card in cards.ready([fit.home.pk for fit in fits])}
    return [{"card": html[fit.home.pk], **shown.context(fit.verdict, easy)} for fit in fits if fit.home.pk in html]


@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    kept.forget(request)
    messages.success(request, _("答えを消しました。"))
    return redirect("fit:finder")


@require_POST
def words(request: HttpRequest) -> HttpResponse:
    """やさしい日本語 on or off, then back to where the person was."""
    kept.set_easy(request, request.POST.get("easy") == "1")
    place = request.POST.get("place", "")
    if place == "result":
        return redirect("fit:result")
    return redirect("fit:question", place) if find(place) else redirect("fit:finder")
