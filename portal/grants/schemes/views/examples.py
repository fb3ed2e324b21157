"""The golden cases of a draft: answers, what they must come to, and what they come to now."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.access import PersonRequest
from portal.cases.actions import Stale
from portal.lib.refusal import Refused

from .. import actions
from ..forms.examples import ExampleForm
from ..models import GoldenCase, Version
from .doors import of_version, with_saves
from .parts import about

MOST = 2**31


@require_http_methods(["GET", "HEAD", "POST"])
@of_version(edit=True)
def example(request: PersonRequest, version: Version, number: int | None = None) -> HttpResponse:
    case = _case(version, number) if number is not None else None
    form = ExampleForm(version, case, request.POST if request.method == "POST" else None)
    stale = ""
    if form.is_valid():
        try:
            actions.save_golden_case(
                version=version,
                values=form.values(),
                actor=request.user,
                at=timezone.now(),
                case=case,
                saves=form.cleaned_data["saves"],
            )
            return redirect("schemes:version", version.public_id)
        except Stale as found:
            stale = str(found)
            version.refresh_from_db()
            form = ExampleForm(version, case, with_saves(request, version))
        except Refused as refused:
            form.add_error("example_name", str(refused))
    context = {"form": form, "case": case, "number": number, "stale": stale, **about(version)}
    status = 409 if stale else 422 if form.is_bound else 200
    return render(request, "schemes/example.html", context, status=status)


@require_POST
@of_version(edit=True)
def remove(request: PersonRequest, version: Version, number: int) -> HttpResponse:
    case = _case(version, number)
    try:
        actions.remove_golden_case(case=case, actor=request.user, at=timezone.now())
        messages.success(request, _("例「%(name)s」を消しました。") % {"name": case.name})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("schemes:version", version.public_id)


def _case(version: Version, number: int) -> GoldenCase:
    """The one with this number in the order of the list, from 1."""
    found = list(version.golden_cases.order_by("pk")[number - 1 : number]) if 0 < number < MOST else []
    if not found:
        raise Http404
    return found[0]
