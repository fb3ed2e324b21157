"""Words on the thread, and the form each transition asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.cases.procedures import Transition
from portal.ui.forms import WordsField

from ..models import Consultation
from .intake import ContactForm
from .living import DayForm, EndingForm, GrantForm, LeaseForm
from .planning import TriageForm
from .showing import ApplyForm, ChooseForm, ConsentForm, RefusalForm, ViewingForm


class TextForm(forms.Form):
    text = WordsField(label=_("ことば"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class TextIfAnyForm(forms.Form):
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class MessageForm(forms.Form):
    text = WordsField(label=_("メッセージ"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class StaffMessageForm(MessageForm):
    internal = forms.BooleanField(label=_("職員だけのメモにする（本人には見えません）"), required=False)


FORMS: dict[str, type[forms.Form]] = {
    "text": TextForm,
    "text_if_any": TextIfAnyForm,
    "contact": ContactForm,
    "triage": TriageForm,
    "choose": ChooseForm,
    "viewing": ViewingForm,
    "apply": ApplyForm,
    "consent": ConsentForm,
    "refusal": RefusalForm,
    "lease": LeaseForm,
    "grant": GrantForm,
    "day": DayForm,
    "ending": EndingForm,
}


ABOUT_ONE = {"choose", "lease"}


def form_for(step: Transition, consultation: Consultation, data=None) -> forms.Form | None:
    """The form a transition asks for; None for a plain button."""
    if not step.form:
        return None
    about: dict[str, Any] = {"consultation": consultation} if step.form in ABOUT_ONE else {}
    return FORMS[step.form](data, auto_id=f"{step.code}-%s", **about)
