from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import Frequency
from .models import SavedSearch


class SaveForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["name", "frequency"]
        widgets = {"frequency": forms.RadioSelect}
        help_texts = {"name": _("あとで見分けるための名前です")}


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(label=_("知らせる頻度"), choices=Frequency.choices)
