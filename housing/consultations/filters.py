import datetime as dt

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.cases.procedures import get
from portal.lib.dates import tokyo_date

from .choices import Channel, Plan
from .models import Consultation


def today() -> dt.date:
    return tokyo_date(timezone.now())


class ConsultationFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=_("状態"),
        field_name="case__state",
        choices=lambda: [(state.code, state.label) for state in get("consultation").states],
        empty_label=_("すべて"),
    )
    plan = django_filters.ChoiceFilter(label=_("方針"), choices=Plan.choices, empty_label=_("すべて"))
    channel = django_filters.ChoiceFilter(label=_("受けた場所"), choices=Channel.choices, empty_label=_("すべて"))
    due = django_filters.ChoiceFilter(
        label=_("期限"),
        choices=[("late", _("過ぎている")), ("today", _("今日まで"))],
        method="due_until",
        empty_label=_("すべて"),
    )
    number = django_filters.CharFilter(label=_("受付番号"), field_name="case__number", lookup_expr="icontains")

    class Meta:
        model = Consultation
        fields: list[str] = []

    def due_until(self, rows: QuerySet[Consultation], name: str, value: str) -> QuerySet[Consultation]:
        return rows.filter(case__due_on__lt=today()) if value == "late" else rows.filter(case__due_on__lte=today())
