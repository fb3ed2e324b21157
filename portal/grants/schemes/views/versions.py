"""The versions of a scheme: all of them, one of them, what differs, and making it public."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.access import PersonRequest, staff_required
from portal.cases.actions import Stale
from portal.lib.dates import fiscal_year, tokyo_date
from portal.lib.refusal import Refused

from .. import access, actions, publishing, shown
from ..choices import VersionState
from ..forms.desk import NewVersionForm
from ..letters import kinds_of
from ..models import Version
from ..queries import all_differences, latest, live, versions_of
from ..structure import get
from .doors import of_scheme, of_version
from .parts import about, links


@require_GET
@never_cache
@staff_required
def index(request: PersonRequest) -> HttpResponse:
    codes = access.schemes_of(request.user)
    known = versions_of(codes)
    groups = [(get(code), known[code], access.may_edit(request.user, code)) for code in codes]
    context = {"groups": groups, "may_give": bool(access.given_by(request.user))}
    return render(request, "schemes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_scheme(edit=True)
def new(request: PersonRequest, code: str) -> HttpResponse:
    base = latest(code)
    told = {"fiscal_year": fiscal_year(tokyo_date(timezone.now())) + 1, "copy_of": base.public_id if base else None}
    form = NewVersionForm(code, request.POST if request.method == "POST" else None, initial=told)
    if form.is_valid():
        try:
            made = actions.new_version(scheme=code, actor=request.user, at=timezone.now(), **form.cleaned_data)
            return redirect("schemes:version", made.public_id)
        except Refused as refused:
            form.add_error("fiscal_year", str(refused))
    context = {"scheme": get(code), "form": form}
    return render(request, "schemes/new.html", context, status=422 if form.is_bound else 200)


@require_GET
@of_version()
def version(request: PersonRequest, version: Version) -> HttpResponse:
    return _page(request, version)


def _page(request: PersonRequest, version: Version, status: int = 200, **extra: Any) -> HttpResponse:
    if version.state == VersionState.DRAFT and access.may_edit(request.user, version.scheme):
        context = {"links": links(version), "problems": publishing.problems(version)}
        return render(
            request, "schemes/draft.html", {**about(version), **_whole(version), **context, **extra}, status=status
        )
    return render(request, "schemes/version.html", {**about(version), **_whole(version), **extra}, status=status)


def _whole(version: Version) -> dict[str, Any]:
    worded = [(kind.label, version.letters[kind.code]) for kind in kinds_of(version) if kind.code in version.letters]
    return {
        "sections": [
            (_("数値"), shown.figures(version)),
            (_("ことば"), shown.words(version)),
            (_("条件と要綱の条"), shown.clauses(version)),
            (_("受付の期間と日数"), shown.window(version)),
            (_("決裁の道すじ"), shown.route(version)),
        ],
        "letters": [(label, shown.letter(kept)) for label, kept in worded],
        "examples": shown.examples(version),
        "base": base_of(version),
    }


def base_of(version: Version) -> Version | None:
    """What a draft is compared with: the version that is open now, or the newest public one."""
    found = live(version.scheme, tokyo_date(timezone.now())) or latest(version.scheme)
    return found if found and found.pk != version.pk else None


@require_GET
@of_version()
def differences(request: PersonRequest, version: Version) -> HttpResponse:
    base = base_of(version)
    context = {
        "base": base,
        "base_name": shown.name_of(base) if base else "",
        "changes": all_differences(base, version) if base else [],
    }
    return render(request, "schemes/differences.html", {**about(version), **context})


@require_POST
@of_version(edit=True)
def publish(request: PersonRequest, version: Version) -> HttpResponse:
    seen = request.POST.get("saves", "")
    try:
        made = actions.publish(
            version=version,
            actor=request.user,
            at=timezone.now(),
            saves=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1,
        )
    except actions.NotReady:
        return _page(request, version, 422, refused=True)
    except Stale as stale:
        version.refresh_from_db()
        return _page(request, version, 409, stale=str(stale))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("schemes:version", version.public_id)
    messages.success(request, _("公開しました。この版の中身は、もう変わりません。"))
    return redirect("schemes:version", made.public_id)
