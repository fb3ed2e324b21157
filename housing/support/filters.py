import django_filters
from django.utils.translation import gettext_lazy as _

from . import access
from .models import Support

STATES = [
    ("requested", _("返事を待っている")),
    ("accepted", _("計画をつくっている")),
    ("active", _("住まいさがし")),
    ("housed", _("入居後")),
    ("evaluating", _("ふり返り")),
    ("closed", _("終わった")),
]


class SupportFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(label=_("どこまで"), choices=STATES, empty_label=_("全部"), method="by_state")
    corporation = django_filters.ModelChoiceFilter(
        label=_("法人"),
        queryset=lambda request: access.corporations(),
        to_field_name="public_id",
        empty_label=_("全部"),
    )

    class Meta:
        model = Support
        fields = ["state", "corporation"]

    def by_state(self, queryset, name, value):
        if value == "closed":
            return queryset.filter(case__closed_at__isnull=False)
        return queryset.filter(case__state=value)
