from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.access import PersonRequest
from portal.lib.refusal import Refused
from portal.lib.text import plain

from . import actions, kinds
from .analysis import MAX_QUERY
from .choices import Frequency
from .evaluation import filterset_of, kinds_to_save
from .forms import FrequencyForm, SaveForm
from .models import SavedSearch
from .queries import Search

BEST = 3


@dataclass(frozen=True)
class Found:
    kind: kinds.Kind
    total: int
    cards: list[SafeString]
    stand_by: bool

    @property
    def url(self) -> str:
        return reverse(self.kind.url_name)


@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """The best of every kind."""
    words = plain(request.GET.get("q", ""))[:MAX_QUERY]
    found = [_best(kind, words) for kind in kinds.all_kinds()]
    total = sum(each.total for each in found)
    return render(request, "search/everything.html", {"q": words, "found": found, "total": total})


def _best(kind: kinds.Kind, words: str) -> Found:
    result = Search(kind.name).words(words).page(1, BEST).run()
    return Found(kind, result.total, kind.cards(result.keys) if words else [], result.stand_by)


@login_required
def save(request: PersonRequest, kind: str) -> HttpResponse:
    """Name the conditions of the address and say how often to tell."""
    if kind not in kinds_to_save():
        raise Http404
    query = request.GET.urlencode()
    filters = filterset_of(kind, query)
    initial = {"name": filters.summary()[:60], "frequency": Frequency.DAILY}
    form = SaveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_search(actor=request.user, kind=kind, query=query, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("条件を保存しました。"))
            return redirect("search:saved")
    context = {"form": form, "kind": kinds.get(kind), "summary": filters.summary(), "query": filters.saved_query()}
    return render(request, "search/save.html", context)


@login_required
@require_safe
def saved(request: PersonRequest) -> HttpResponse:
    page = Paginator(SavedSearch.objects.of(request.user), actions.MOST).get_page(request.GET.get("page"))
    rows = [
        (row, f"{reverse(kinds.get(row.kind).url_name)}?{row.query}", _frequency_form(row))
        for row in page
        if row.kind in kinds_to_save()
    ]
    return render(request, "search/saved.html", {"rows": rows, "page_obj": page})


def _frequency_form(row: SavedSearch) -> FrequencyForm:
    return FrequencyForm(initial={"frequency": row.frequency}, auto_id=f"{row.token}_%s")


@login_required
@require_POST
def change(request: PersonRequest, token: str) -> HttpResponse:
    row = get_object_or_404(SavedSearch.objects.of(request.user), token=token)
    form = FrequencyForm(request.POST)
    if form.is_valid():
        actions.change_frequency(row, actor=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("知らせる頻度を変えました。"))
    return redirect("search:saved")


@login_required
@require_POST
def forget(request: PersonRequest, token: str) -> HttpResponse:
    row = get_object_or_404(SavedSearch.objects.of(request.user), token=token)
    actions.forget(row, actor=request.user, at=timezone.now())
    messages.success(request, _("保存した条件を消しました。"))
    return redirect("search:saved")


@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """For the holder of the link, signed in or not. Mail programs post here themselves (RFC 8058); a mere look, as
    link scanners take, stops nothing.
    """
    row = get_object_or_404(SavedSearch, token=token)
    if request.method == "POST":
        actions.stop(row, at=timezone.now())
        row.refresh_from_db()
    return render(request, "search/stop.html", {"stopped": row.frequency == Frequency.OFF})
