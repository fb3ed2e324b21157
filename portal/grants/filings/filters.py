import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.cases.procedures import get
from portal.grants.schemes.structure import get as scheme_of
from portal.lib.text import plain

from .models import Filing


class FilingFilter(django_filters.FilterSet):
    """`schemes` are those whose cases this officer may know of."""

    scheme = django_filters.ChoiceFilter(label=_("制度"), field_name="grant__version__scheme", empty_label=_("すべて"))
    state = django_filters.ChoiceFilter(
        label=_("状態"),
        field_name="case__state",
        choices=lambda: [(state.code, state.label) for state in get("grant_filing").states],
        empty_label=_("すべて"),
    )
    words = django_filters.CharFilter(label=_("申請した団体・番号"), method="in_words")

    class Meta:
        model = Filing
        fields: list[str] = []

    def __init__(self, *args, schemes: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters["scheme"].extra["choices"] = [(code, scheme_of(code).label) for code in schemes]

    def in_words(self, rows: QuerySet[Filing], name: str, value: str) -> QuerySet[Filing]:
        word = plain(value)
        organisation = Q(case__organisation__name__icontains=word) | Q(case__organisation__kana__icontains=word)
        numbers = Q(case__number__icontains=word) | Q(grant__case__number__icontains=word)
        return rows.filter(organisation | numbers | Q(grant__paper_name__icontains=word))
