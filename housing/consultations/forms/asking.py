"""A shop's answer to a wish card."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from housing.homes.forms import polite
from housing.homes.models import Listing
from portal.ui.forms import JapaneseDateField

from ..choices import Answer, Reason
from ..models import Inquiry


class ListingChoices(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        rent = f"{obj.monthly:,}円" if obj.monthly is not None else ""
        return f"{obj.dwelling.building.town}　{obj.dwelling.layout_name}　{rent}　{obj.case.number}"


class AnswerForm(forms.Form):
    """Three taps: an answer, a home or a reason, send."""

    answer = forms.ChoiceField(
        label=_("返事"),
        choices=[pair for pair in Answer.choices if pair[0] != Answer.NONE],
        widget=forms.RadioSelect,
    )
    listings = ListingChoices(Listing.objects.none(), label=_("出せる部屋"), required=False)
    condition = forms.CharField(
        label=_("条件・部屋のようす"),
        max_length=300,
        required=False,
        help_text=_("載せていない部屋のとき、または条件があるとき。人を選ぶ条件は書けません"),
    )
    reason = forms.ChoiceField(
        label=_("「なし」「時期待ち」の理由"),
        choices=[("", _("選ばない")), *(pair for pair in Reason.choices if pair[0] not in ("person", "unreachable"))],
        required=False,
        widget=forms.RadioSelect,
    )
    free_from = JapaneseDateField(label=_("空く日（時期待ちのとき）"), required=False)

    def __init__(self, *args, listings: QuerySet[Listing], **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["listings"]
        field.queryset = listings
        if not listings.exists():
            del self.fields["listings"]

    def clean_condition(self) -> str:
        return polite(self.cleaned_data["condition"])

    @staticmethod
    def of(inquiry: Inquiry) -> dict[str, Any]:
        return {
            "answer": inquiry.answer,
            "condition": inquiry.condition,
            "reason": inquiry.reason,
            "free_from": inquiry.free_from,
            "listings": inquiry.listings.all(),
        }
