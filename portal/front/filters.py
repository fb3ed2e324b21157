import django_filters
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.cases.procedures import all_procedures


class InboxFilter(django_filters.FilterSet):
    procedure = django_filters.ChoiceFilter(
        label=_("種類"),
        choices=lambda: [(procedure.code, procedure.label) for procedure in all_procedures()],
        empty_label=_("すべて"),
    )
    number = django_filters.CharFilter(label=_("受付番号"), lookup_expr="icontains")

    class Meta:
        model = Case
        fields: list[str] = []
