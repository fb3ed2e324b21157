from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.structure import get
from portal.ui.forms import YenField

from .actions import MOST
from .models import Budget, Kind


class AppropriationForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("種類"),
        choices=[(kind.value, kind.label) for kind in (Kind.INITIAL, Kind.SUPPLEMENT)],
        widget=forms.RadioSelect,
        initial=Kind.INITIAL,
    )
    yen = YenField(label=_("金額"), min_value=-MOST, max_value=MOST, help_text=_("減らすときは、前に「-」を付けます。"))
    note = forms.CharField(label=_("理由"), max_length=200, help_text=_("議決の日、文書番号など。"))
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    use_required_attribute = False


class TransferForm(forms.Form):
    """流用: out of the budget of the page into another one of the same year."""

    target = forms.ModelChoiceField(label=_("動かす先の制度"), queryset=Budget.objects.none(), to_field_name="scheme")
    yen = YenField(label=_("金額"), min_value=1, max_value=MOST)
    note = forms.CharField(label=_("理由"), max_length=200)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, source: Budget, schemes: Iterable[str], **kwargs: Any):
        kwargs["auto_id"] = "transfer_%s"  # beside the other form on one page
        super().__init__(*args, **kwargs)
        target: Any = self.fields["target"]
        others = Budget.objects.filter(fiscal_year=source.fiscal_year, scheme__in=list(schemes))
        target.queryset = others.exclude(pk=source.pk)
        target.label_from_instance = lambda budget: str(get(budget.scheme).label)
