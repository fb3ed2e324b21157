"""The forms of the thread: one for each kind of values a transition asks for."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.bookings.models import Slot
from portal.facilities.models import Facility
from portal.lib.dates import TOKYO
from portal.ui.forms import JapaneseDateField, NumberField, WordsField

from .models import Application, RejectionReason, WithdrawalReason


class TextForm(forms.Form):
    text = WordsField(label=_("ことば"), max_length=2000)


class MessageForm(forms.Form):
    text = WordsField(label=_("メッセージ"), max_length=2000)


class ShareForm(forms.Form):
    """What the employer will see. Name and a way to answer are needed to apply; the rest is her choice."""

    name = forms.BooleanField(
        label=_("氏名を見せる"),
        error_messages={"required": _("応募には氏名が必要です。名前を出したくないときは、先に質問ができます。")},
    )
    contact = forms.BooleanField(label=_("電話とメールを見せる"), required=False)
    qualifications = forms.BooleanField(label=_("資格を見せる"), required=False)
    experience = forms.BooleanField(label=_("これまでの仕事と自分についてを見せる"), required=False)
    hours = forms.BooleanField(label=_("働ける曜日と時間を見せる"), required=False)
    resume = forms.BooleanField(label=_("履歴書のファイルを見せる"), required=False)
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False)

    def shares(self) -> dict[str, bool]:
        return {name: value for name, value in self.cleaned_data.items() if name != "text"}


class VisitTimesForm(forms.Form):
    facility = forms.ModelChoiceField(Facility.objects.none(), label=_("事業所"), empty_label=None)
    day = JapaneseDateField(label=_("日"))
    start = forms.TimeField(label=_("始まり（例：10:00）"))
    minutes = NumberField(label=_("長さ"), unit=_("分"), min_value=10, max_value=480, initial=30)
    capacity = NumberField(label=_("受け入れる人数"), unit=_("人"), min_value=1, max_value=50, initial=1)
    note = forms.CharField(label=_("持ち物・案内"), max_length=300, required=False)

    def __init__(self, *args, facilities: QuerySet[Facility], **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["facility"]
        field.queryset = facilities


class SlotForm(forms.Form):
    slot = forms.ModelChoiceField(
        Slot.objects.none(), label=_("見学の日時"), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["slot"]
        field.queryset = Slot.objects.for_subject("facility", application.vacancy.facility.public_id).open(
            timezone.now()
        )
        field.label_from_instance = lambda slot: f"{slot.starts_at.astimezone(TOKYO):%-m月%-d日 %-H:%M}"


class TimesForm(forms.Form):
    """Up to three proposed times: a day and a time each."""

    place = forms.CharField(label=_("面接の場所"), max_length=120, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in (1, 2, 3):
            self.fields[f"day_{number}"] = JapaneseDateField(
                label=_("候補%(n)s の日") % {"n": number}, required=number == 1
            )
            self.fields[f"time_{number}"] = forms.TimeField(
                label=_("候補%(n)s の時刻（例：10:00）") % {"n": number}, required=number == 1
            )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        times = []
        for number in (1, 2, 3):
            day, time = data.get(f"day_{number}"), data.get(f"time_{number}")
            if day and time:
                times.append(dt.datetime.combine(day, time, tzinfo=TOKYO))
            elif (day or time) and not self.errors:
                self.add_error(f"day_{number}", _("候補の日と時刻は、両方入れてください。"))
        return {**data, "times": times}


class OptionForm(forms.Form):
    option = forms.TypedChoiceField(label=_("面接の日時"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["option"]
        field.choices = [
            (option.pk, f"{option.starts_at.astimezone(TOKYO):%-m月%-d日 %-H:%M}")
            for option in application.options.all()
        ]


class OfferForm(forms.Form):
    conditions = WordsField(label=_("内定の条件（卒業、資格の登録など。なければ「なし」）"), max_length=600)
    answer_by = JapaneseDateField(label=_("返事の期限"))

    def clean_answer_by(self) -> dt.date:
        day = self.cleaned_data["answer_by"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("返事の期限は、あしたより後の日にしてください。"))
        return day


class DayForm(forms.Form):
    day = JapaneseDateField(label=_("入職した日"))


class RejectionForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("理由（相手に伝わります）"), choices=RejectionReason.choices, widget=forms.RadioSelect
    )
    text = WordsField(label=_("ことば"), max_length=2000, required=False)


class WithdrawalForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("理由"), choices=WithdrawalReason.choices, required=False, widget=forms.RadioSelect
    )
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False)


FORMS = {
    "text": TextForm,
    "slot": SlotForm,
    "times": TimesForm,
    "option": OptionForm,
    "offer": OfferForm,
    "day": DayForm,
    "rejection": RejectionForm,
    "withdrawal": WithdrawalForm,
}
ABOUT_ONE = {"slot", "option"}


def form_for(name: str, application: Application, data=None) -> forms.Form | None:
    """The form a transition asks for; None for a plain button."""
    if not name:
        return None
    about = {"application": application} if name in ABOUT_ONE else {}
    return FORMS[name](data, auto_id=f"{name}-%s", **about)
