"""The lease, the grant, leaving and the end."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.lib.dates import tokyo_date
from portal.ui.forms import JapaneseDateField, WordsField, YenField

from .. import queries
from ..choices import (
    Failure,
    Instrument,
    Outcome,
)
from ..models import Consultation
from .showing import DealDateField


class LeaseForm(forms.Form):
    landlord = forms.CharField(label=_("貸主"), max_length=80)
    leased_on = DealDateField(label=_("契約の日"))
    moved_in_on = DealDateField(label=_("入居の日"))
    rent = YenField(label=_("家賃"))
    fee = YenField(label=_("管理費・共益費"), required=False)
    instruments = forms.MultipleChoiceField(
        label=_("安心パッケージ"), choices=Instrument.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        home = consultation.current
        if home and home.listing:
            self.initial.update(
                {
                    "landlord": home.listing.landlord_name,
                    "rent": home.listing.rent,
                    "fee": home.listing.fee,
                }
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["moved_in_on"] < data["leased_on"]:
            self.add_error("moved_in_on", _("入居の日が、契約の日より前です。日付を確かめてください"))
        return data


class GrantForm(forms.Form):
    """家主支援補助金: what is due for this lease, and by which rule."""

    grant_yen = YenField(
        label=_("家主支援補助金の額"),
        required=False,
        help_text=_("対象にならないときは0円。生活保護を受けている方の契約は対象になりません"),
    )
    grant_source = forms.CharField(label=_("額の根拠"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        figure = queries.landlord_grant(tokyo_date(timezone.now()))
        if figure is not None:
            self.initial.update({"grant_yen": figure.amount, "grant_source": figure.source})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["grant_yen"] and not data["grant_source"]:
            self.add_error("grant_source", _("どの決まりによる額か、書いてください"))
        return data


class DayForm(forms.Form):
    day = JapaneseDateField(label=_("退去の日"))
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_day(self) -> dt.date:
        day = self.cleaned_data["day"]
        if day > tokyo_date(timezone.now()):
            raise forms.ValidationError(_("これからの日は入れられません"))
        return day


class EndingForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("結果"),
        choices=[pair for pair in Outcome.choices if pair[0] not in ("answered", "withdrawn")],
        widget=forms.RadioSelect,
    )
    failure = forms.ChoiceField(
        label=_("不成立の理由"),
        choices=[("", _("不成立ではない")), *Failure.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["outcome"] == Outcome.NOT_MADE and not data["failure"]:
            self.add_error("failure", _("不成立の理由を一つ選んでください。協議会の資料になります"))
        return data
