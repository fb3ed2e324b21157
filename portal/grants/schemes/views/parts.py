"""The pages of a draft, in order: their forms, and the page on which one saves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.accounts.access import PersonRequest
from portal.cases.actions import Stale
from portal.lib.refusal import Refused

from .. import actions
from ..forms.figures import FiguresForm
from ..forms.parts import ClausesForm, PartForm, WindowForm, WordsForm
from ..forms.routes import RouteForm
from ..forms.wordings import WordingForm, preview
from ..letters import kinds_of
from ..models import Version
from ..shown import name_of
from ..structure import get
from .doors import of_version, with_saves


@dataclass(frozen=True)
class Part:
    code: str
    label: str | Promise
    form: Callable[..., PartForm]


PARTS = (
    Part("figures", gettext_lazy("数値"), FiguresForm),
    Part("words", gettext_lazy("ことば"), WordsForm),
    Part("clauses", gettext_lazy("条件と要綱の条"), ClausesForm),
    Part("window", gettext_lazy("受付の期間と日数"), WindowForm),
    Part("route", gettext_lazy("決裁の道すじ"), RouteForm),
)


@require_http_methods(["GET", "HEAD", "POST"])
@of_version(edit=True)
def edit(request: PersonRequest, version: Version, part: str) -> HttpResponse:
    found = next((one for one in PARTS if one.code == part), None)
    if found is None:
        raise Http404
    template = "schemes/route.html" if part == "route" else "schemes/part.html"
    return _page(request, version, found.label, found.form, template)


@require_http_methods(["GET", "HEAD", "POST"])
@of_version(edit=True)
def letter(request: PersonRequest, version: Version, kind: str) -> HttpResponse:
    found = next((one for one in kinds_of(version) if one.code == kind), None)
    if found is None:
        raise Http404

    def form(version: Version, data: Any = None) -> WordingForm:
        return WordingForm(version, found, data)

    extra = {"tags": list(found.tags.items()), "preview": preview(version, found)}
    return _page(request, version, found.label, form, "schemes/letter.html", **extra)


def _page(
    request: PersonRequest, version: Version, label: Any, make: Callable[..., PartForm], template: str, **extra: Any
) -> HttpResponse:
    form = make(version, request.POST if request.method == "POST" else None)
    stale, differing = "", []
    if form.is_valid():
        try:
            actions.save_version(
                version=version,
                values=form.values(),
                saves=form.cleaned_data["saves"],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("「%(label)s」を保存しました。") % {"label": label})
            return redirect("schemes:version", version.public_id)
        except Stale as found:
            version.refresh_from_db()
            stale, differing = str(found), list(apart(form, make(version)))
            form = make(version, with_saves(request, version))
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 409 if stale else 422 if form.is_bound and not form.is_valid() else 200
    context = {"form": form, "label": label, "stale": stale, "pairs": differing, **about(version), **extra}
    return render(request, template, context, status=status)


def about(version: Version) -> dict[str, Any]:
    return {"version": version, "scheme": get(version.scheme), "name": name_of(version)}


def apart(typed: PartForm, stored: PartForm) -> Iterator[tuple[str, str, str]]:
    """(label, what is saved now, what was typed) of each field that differs."""
    for field in stored.visible_fields():
        kept, said = field.value(), field.field.prepare_value(typed.cleaned_data.get(field.name))
        before, after = (_in_words(field.field, value) for value in (kept, said))
        if before != after:
            yield str(field.label), before, after


def _in_words(field: Any, value: Any) -> str:
    text = "" if value is None else str(value)
    return str({str(code): label for code, label in getattr(field, "choices", ())}.get(text, text))


def links(version: Version) -> list[tuple[Any, str]]:
    """Label and address of every page of a draft."""
    parts = [(part.label, reverse("schemes:edit", args=[version.public_id, part.code])) for part in PARTS]
    letters = [
        (
            _("通知の文：%(letter)s") % {"letter": kind.label},
            reverse("schemes:letter", args=[version.public_id, kind.code]),
        )
        for kind in kinds_of(version)
    ]
    return [*parts, *letters]
