import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from .models import Organisation

STATES = [("waiting", _("確認待ち")), ("sent_back", _("差し戻し中")), ("verified", _("確認済み"))]


class OrganisationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("名前・法人番号"), method="search")
    state = django_filters.ChoiceFilter(label=_("状態"), choices=STATES, method="in_state", empty_label=_("すべて"))

    class Meta:
        model = Organisation
        fields: list[str] = []

    def search(self, organisations: QuerySet, name: str, value: str) -> QuerySet:
        return organisations.filter(Q(name__icontains=value) | Q(corporate_number__startswith=value))

    def in_state(self, organisations: QuerySet, name: str, value: str) -> QuerySet:
        if value == "verified":
            return organisations.exclude(verified_at=None)
        waiting = organisations.filter(verified_at=None)
        return waiting.filter(sent_back_at=None) if value == "waiting" else waiting.exclude(sent_back_at=None)
