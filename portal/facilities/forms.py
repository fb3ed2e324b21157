from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.forms import JapaneseDateField

from .models import QualityFact


class QualityFactForm(forms.ModelForm):
    as_of = JapaneseDateField(label=_("時点"))

    class Meta:
        model = QualityFact
        fields = ["subject", "value", "source", "source_url", "as_of"]
        widgets = {"subject": forms.RadioSelect}
