from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import Frequency


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(label=_("知らせる頻度"), choices=Frequency.choices)


class SaveForm(forms.Form):
    name = forms.CharField(label=_("名前"), max_length=60, help_text=_("あとで見分けるための名前です"))
    frequency = forms.ChoiceField(label=_("知らせる頻度"), choices=Frequency.choices, widget=forms.RadioSelect)
