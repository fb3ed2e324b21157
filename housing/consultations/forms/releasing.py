"""Who may know of a protected case, and what leaves the house."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .. import queries
from ..choices import ReleaseKind
from ..models import Consultation


class NameForm(forms.Form):
    """Lets one more person know of a protected consultation."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("指名する人"))

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = queries.nameable(consultation)


class ReleaseForm(forms.Form):
    kind = forms.ChoiceField(label=_("持ち出し方"), choices=ReleaseKind.choices, widget=forms.RadioSelect)
    purpose = forms.CharField(label=_("何に使うか"), max_length=200)
