"""Which home, when it is seen, the application and what came of it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from housing.homes.forms import polite
from portal.lib.dates import TOKYO, tokyo_date
from portal.ui.forms import JapaneseDateField, WordsField

from .. import queries, rules
from ..choices import Reason
from ..models import Consultation


class DealDateField(JapaneseDateField):
    """A day of a viewing or a lease."""

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is not None and rules.is_far(day, tokyo_date(timezone.now())):
            raise forms.ValidationError(rules.FAR)
        return day


class ChooseForm(forms.Form):
    home = forms.TypedChoiceField(label=_("見たい部屋"), coerce=int, widget=forms.RadioSelect)
    with_company = forms.BooleanField(label=_("だれかに一緒に来てほしい"), required=False)
    interpreter = forms.CharField(
        label=_("通訳・手話・筆談"),
        max_length=40,
        required=False,
        help_text=_("例：手話、中国語の通訳。いらなければ書かない"),
    )

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["home"]
        field.choices = [(home.pk, described(home)) for home in queries.open_homes(consultation)]


def described(home) -> str:
    """A referred home in one line."""
    if home.listing is None:
        return f"{home.described}（{home.organisation}）"
    listing = home.listing
    rent = f"{listing.monthly:,}円" if listing.monthly is not None else ""
    return f"{listing.dwelling.building.town}　{listing.dwelling.layout_name}　{rent}"


class ViewingForm(forms.Form):
    day = DealDateField(label=_("見学の日"))
    time = forms.TimeField(label=_("時刻（例：10:00）"))
    place = forms.CharField(label=_("待ち合わせの場所"), max_length=120)

    def clean_place(self) -> str:
        return polite(self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        when = dt.datetime.combine(data["day"], data["time"], tzinfo=TOKYO)
        if when <= timezone.now():
            self.add_error("day", _("これからの日時を入れてください"))
        return {**data, "when": when}


class ConsentForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("この店に、名前と電話番号を伝えてよい"),
        help_text=_("代わりに記録する人は、本人に確かめてから印をつけます"),
        error_messages={"required": _("伝えるには、印をつけてください")},
    )


class ApplyForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("この店に、名前と電話番号を伝えてよい"),
        error_messages={"required": _("申込みには、この店に名前と電話番号を伝えることへの同意が必要です")},
    )
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class RefusalForm(forms.Form):
    reason = forms.ChoiceField(label=_("理由（本人に伝わります）"), choices=Reason.choices, widget=forms.RadioSelect)
    remark = forms.CharField(label=_("区だけが読むことば"), max_length=300, required=False)
