import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal.facilities.models import QualityFact
from portal.lib.dates import tokyo_date
from portal.search.results import results
from portal.ui.page_cache import kept_ready

from .. import access, cards, jobposting, pay, printed, queries
from ..filters import VacancyFilter


@kept_ready
def vacancy_list(request: HttpRequest) -> HttpResponse:
    context = results(request, VacancyFilter, cards.ready) | {
        "heading": _("仕事をさがす"),
        "example": _("例：介護　光が丘　夜勤なし"),
        "nothing": _("この条件に合う仕事は、今ありません"),
        "alert": _("この条件の新しい求人をメールで受け取る"),
    }
    return render(request, "vacancies/list.html", context)


def vacancy_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    vacancy = queries.with_live_sheet(access.public_vacancies()).filter(public_id=public_id).first()
    if vacancy is None:
        return gone(request, public_id)
    sheet = queries.live_sheet(vacancy)
    today = tokyo_date(timezone.now())
    context = {
        **cards.context(vacancy),
        "lines": pay.lines(sheet),
        "extras": pay.extras(sheet),
        "median": queries.pay_range(sheet.occupation, sheet.wage_type, today),
        "facts": QualityFact.objects.filter(facility=vacancy.facility),
        "blocks": printed.blocks(sheet),
        "posting": jobposting.script(vacancy, sheet, request),
    }
    return render(request, "vacancies/detail.html", context)


def gone(request: HttpRequest, public_id: str) -> HttpResponse:
    """A vacancy that was public says that it has ended, for machines too; all others are not there."""
    vacancy = get_object_or_404(queries.once_public(), public_id=public_id)
    return render(request, "vacancies/gone.html", {"vacancy": vacancy}, status=410)


def vacancy_print(request: HttpRequest, public_id: str) -> HttpResponse:
    vacancy = queries.with_live_sheet(access.public_vacancies()).filter(public_id=public_id).first()
    if vacancy is None:
        raise Http404
    sheet = queries.live_sheet(vacancy)
    context = {
        "vacancy": vacancy,
        "sheet": sheet,
        "blocks": printed.blocks(sheet),
        "lines": pay.lines(sheet) + pay.extras(sheet),
        "address": (address := request.build_absolute_uri(vacancy.get_absolute_url())),
        "code": mark_safe(segno.make(address).svg_inline(scale=3)),
    }
    return render(request, "vacancies/print.html", context)
