import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from housing.consultations.choices import How
from portal.accounts.models import Organisation, User
from portal.lib.dates import TOKYO
from portal.ui.forms import JapaneseDateField, NumberField, WordsField

from . import access
from .choices import CheckResult, ConsentHow, DeclineReason, LogKind, Outcome, StopReason
from .models import Log, Plan, Support
from .rules import LONGEST_MINUTES


class PersonField(forms.ModelChoiceField):
    """Somebody of the corporation, by name."""

    def __init__(self, **kwargs: Any):
        super().__init__(User.objects.none(), **kwargs)

    def label_from_instance(self, obj: User) -> str:  # type: ignore[override]
        return obj.name


class TextForm(forms.Form):
    text = WordsField(label=_("ことば"), max_length=1000)


class MessageForm(forms.Form):
    text = WordsField(label=_("メッセージ"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class WorkerForm(forms.Form):
    worker = PersonField(label=_("担当"), empty_label=None)

    def __init__(self, *args, support: Support, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["worker"]
        field.queryset = access.workers_for(support)
        field.initial = support.worker_id


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("理由（区に伝わります）"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )
    text = WordsField(label=_("ことば"), max_length=1000, required=False)

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("reason") == DeclineReason.OTHER and not data.get("text"):
            self.add_error("text", _("理由をことばで書いてください。"))
        return data


class DayForm(forms.Form):
    day = JapaneseDateField(label=_("入居した日"))


class EndForm(forms.Form):
    outcome = forms.ChoiceField(label=_("どう終わりましたか"), choices=Outcome.choices, widget=forms.RadioSelect)
    text = WordsField(label=_("区に伝えること"), max_length=1000, required=False)


class StopForm(forms.Form):
    reason = forms.ChoiceField(label=_("理由"), choices=StopReason.choices, widget=forms.RadioSelect)
    text = WordsField(label=_("区に伝えること"), max_length=1000)


class PlanForm(forms.ModelForm):
    goals = WordsField(
        label=_("目標"), max_length=1000, help_text=_("本人のことばで、3つまで。病名や過去のことは書かないでください。")
    )
    starts_on = JapaneseDateField(label=_("始まり"))
    ends_on = JapaneseDateField(label=_("終わり"))
    consented_on = JapaneseDateField(label=_("本人が計画に同意した日"))
    consent_how = forms.ChoiceField(label=_("同意の取り方"), choices=ConsentHow.choices, widget=forms.RadioSelect)

    class Meta:
        model = Plan
        fields = ["goals", "frequency", "starts_on", "ends_on", "consented_on", "consent_how"]
        help_texts = {"frequency": _("例：訪問は月2回、電話は週1回")}

    def __init__(self, *args, support: Support, **kwargs):
        """The last version is what the next one begins with."""
        before = support.plans.first()
        given = {name: getattr(before, name) for name in ("goals", "frequency")} if before else {}
        super().__init__(*args, **kwargs)
        self.initial.update(given)

    def clean(self) -> dict:
        data: dict = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("終わりの日は、始まりの日よりあとにしてください。"))
        return data


class LogForm(forms.Form):
    kind = forms.ChoiceField(label=_("種類"), choices=LogKind.choices, widget=forms.RadioSelect)
    day = JapaneseDateField(label=_("日"))
    time = forms.TimeField(label=_("始めた時刻（例：10:00）"))
    minutes = NumberField(label=_("かかった時間"), unit=_("分"), min_value=1, max_value=LONGEST_MINUTES)
    travel_minutes = NumberField(
        label=_("移動の時間"),
        unit=_("分"),
        max_value=LONGEST_MINUTES,
        required=False,
        help_text=_("行きと帰りを足して"),
    )
    text = WordsField(
        label=_("したこと"),
        max_length=2000,
        help_text=_("したことと、次にすることを。病名や過去のことは、支援に必要なときだけ書きます。"),
    )

    def clean(self) -> dict:
        data: dict = super().clean() or self.cleaned_data
        if data.get("day") and data.get("time"):
            data["starts_at"] = dt.datetime.combine(data["day"], data["time"], tzinfo=TOKYO)
        return data

    def values(self) -> dict[str, Any]:
        names = ("kind", "starts_at", "minutes", "travel_minutes", "text", "result")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class CorrectionForm(LogForm):
    """Zero minutes strike the row out."""

    minutes = NumberField(
        label=_("かかった時間"),
        unit=_("分"),
        max_value=LONGEST_MINUTES,
        help_text=_("まちがって書いた記録を取り消すときは、0にします。"),
    )

    @staticmethod
    def begins_with(log: Log) -> dict[str, Any]:
        local = log.starts_at.astimezone(TOKYO)
        same = {name: getattr(log, name) for name in ("kind", "minutes", "travel_minutes", "text")}
        return {**same, "day": local.date(), "time": f"{local:%H:%M}"}


class CheckForm(LogForm):
    result = forms.ChoiceField(label=_("いまの住まい"), choices=CheckResult.choices, widget=forms.RadioSelect)
    field_order = ["result", "kind", "day", "time", "minutes", "travel_minutes", "text"]


class TaskForm(forms.Form):
    text = forms.CharField(label=_("やること"), max_length=120)
    due_on = JapaneseDateField(label=_("いつまで"))
    owner = PersonField(label=_("する人"), empty_label=None)

    def __init__(self, *args, support: Support, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = access.workers_for(support)
        field.initial = support.worker_id


class RequestForm(forms.Form):
    """The corporation is chosen first, then somebody of it, so that no list of everybody is shown."""

    purpose = WordsField(
        label=_("お願いすること"),
        max_length=1000,
        help_text=_("必要な手助けを書きます。例：見学への同行、手続きの手伝い、入居後の訪問"),
    )
    worker = PersonField(
        label=_("担当"), required=False, empty_label=_("法人が決める"), help_text=_("決まっているときだけ選びます。")
    )
    agreed = forms.ChoiceField(
        label=_("本人の同意の取り方"), choices=[("", _("もう記録してある")), *How.choices], required=False
    )

    def __init__(self, *args, corporation: Organisation, named_only: bool, has_consent: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["worker"]
        field.queryset = access.workers_of(corporation)
        if named_only:
            field.required, field.empty_label = True, None
            field.help_text = _("この人だけに知らせます。")
        if has_consent:
            del self.fields["agreed"]
        else:
            agreed: Any = self.fields["agreed"]
            agreed.required, agreed.choices, agreed.widget = True, How.choices, forms.RadioSelect(choices=How.choices)
            agreed.help_text = _("名前と相談の内容を法人に伝えることに、本人が同意したあとで選びます。")


class CorporationForm(forms.Form):
    corporation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("居住支援法人"), empty_label=None, to_field_name="public_id"
    )

    def __init__(self, *args, corporations: QuerySet[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["corporation"]
        field.queryset = corporations


FORMS: dict[str, Any] = {
    "text": TextForm,
    "worker": WorkerForm,
    "decline": DeclineForm,
    "day": DayForm,
    "end": EndForm,
    "stop": StopForm,
    "plan": PlanForm,
}
ABOUT_ONE = {"worker", "plan"}


def form_for(name: str, support: Support, data=None) -> forms.Form | None:
    """The form a transition asks for; None for a plain button."""
    if not name:
        return None
    about = {"support": support} if name in ABOUT_ONE else {}
    return FORMS[name](data, auto_id=f"{name}-%s", **about)
