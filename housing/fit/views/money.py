"""The ward's table of figures: rows are added from a day on and never change."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.access import PersonRequest, staff_required
from portal.lib.dates import long_date, tokyo_date
from portal.lib.refusal import Refused

from .. import actions
from ..choices import MoneyKind
from ..forms import MoneyRowForm
from ..models import MoneyRow


@staff_required
def money(request: PersonRequest) -> HttpResponse:
    form = MoneyRowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_row(**form.cleaned_data, actor=request.user, at=timezone.now())
            messages.success(request, _("額を足しました。その日から、計算と相性の判定に使います。"))
            return redirect("fit:money")
        except Refused as refusal:
            form.add_error("valid_from", str(refusal))
    head = [_("世帯"), _("額"), _("使う期間"), _("出典")]
    context = {"form": form, "head": head, "kinds": kinds(), "today": tokyo_date(timezone.now())}
    return render(request, "fit/staff/money.html", context)


def kinds() -> list[tuple[str, list[list[str]]]]:
    """Label and table rows of each kind that has any, the newest figure of a household first."""
    rows: dict[str, list[MoneyRow]] = {}
    for row in MoneyRow.objects.order_by("kind", "people", "area", "-valid_from"):
        rows.setdefault(row.kind, []).append(row)
    return [(str(kind.label), described(rows[kind])) for kind in MoneyKind if kind in rows]


def described(rows: list[MoneyRow]) -> list[list[str]]:
    found, newer = [], None
    for row in rows:
        same = newer is not None and (newer.people, newer.area) == (row.people, row.area)
        since = _("%(day)sから") % {"day": long_date(row.valid_from)}
        period = (
            f"{since}{_('（%(day)sに次の額）') % {'day': long_date(newer.valid_from)}}" if same and newer else since
        )
        unsure = _("（確かめる前の額）") if row.is_unverified else ""
        found.append([household(row), row.amount_text, period, f"{row.source}{unsure}"])
        newer = row
    return found


def household(row: MoneyRow) -> str:
    if not row.people:
        return _("すべて")
    who = _("7人以上") if row.people == 7 else _("%(n)s人") % {"n": row.people}
    return f"{who}{_('（%(n)s㎡まで）') % {'n': row.area}}" if row.area else who
