"""The questions before anybody signs in, and what they come to. No address holds an answer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.grants.schemes.forms.questions import QuestionsForm
from portal.lib.dates import tokyo_date

from .. import kept
from ..checking import Checked
from ..checking import check as checked
from ..queries import Standing
from .pages import standing_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    standing = _with_version(code)
    data = request.POST if request.method == "POST" else None
    form = QuestionsForm(standing.scheme.check, data, answers=kept.answers_of(request, code))
    if form.is_valid():
        kept.keep(request, code, form.answers())
        return redirect("catalogue:result", code)
    status = 422 if form.is_bound else 200
    return render(request, "catalogue/check.html", {"standing": standing, "form": form}, status=status)


@never_cache
@require_safe
def result(request: HttpRequest, code: str) -> HttpResponse:
    standing = _with_version(code)
    if not kept.answers_of(request, code):
        return redirect("catalogue:check", code)
    found = checked_for(request, standing)
    total = found.calculation.total if found.calculation else 0
    context = {
        "standing": standing,
        "version": standing.version,
        "checked": found,
        "enough_for": standing.gauge.left // total if standing.gauge and total else 0,
        "can_remind": found.days_ahead > 0,
    }
    return render(request, "catalogue/result.html", context)


@require_POST
def forget(request: HttpRequest, code: str) -> HttpResponse:
    kept.forget(request, _with_version(code).scheme.code)
    return redirect("catalogue:check", code)


def checked_for(request: HttpRequest, standing: Standing) -> Checked:
    if standing.version is None:
        raise Http404
    answers = kept.answers_of(request, standing.scheme.code)
    return checked(standing.scheme, standing.version, answers, tokyo_date(timezone.now()))


def _with_version(code: str) -> Standing:
    standing = standing_of(code)
    if standing.version is None:
        raise Http404
    return standing
