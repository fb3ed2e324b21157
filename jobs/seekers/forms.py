from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.codelists import queries as codes
from portal.codelists.models import Code
from portal.geo.models import Town
from portal.lib.dates import tokyo_date
from portal.ui.forms import DigitsField, JapaneseDateField, NumberField
from portal.ui.week import WeekField

from .models import Experience, Profile

ROWS = 3


class ProfileForm(forms.ModelForm):
    name = forms.CharField(
        label=_("氏名"), max_length=60, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    kana = forms.CharField(label=_("ふりがな"), max_length=60, required=False)
    phone = DigitsField(label=_("電話"), count=(10, 11), required=False)
    town = forms.ModelChoiceField(
        Town.objects.all(), label=_("住んでいる町"), required=False, empty_label=_("選ばない")
    )
    minutes = NumberField(label=_("通える分数"), unit=_("分"), min_value=1, max_value=120, required=False)
    cells = WeekField(label=_("働ける曜日と時間"), required=False)
    days_per_week = NumberField(label=_("週に働ける日数"), unit=_("日"), min_value=1, max_value=7, required=False)
    occupations = forms.ModelMultipleChoiceField(
        Code.objects.of("occupation"), label=_("したい仕事"), required=False, widget=forms.CheckboxSelectMultiple
    )
    qualifications = forms.MultipleChoiceField(
        label=_("持っている資格"), required=False, widget=forms.CheckboxSelectMultiple
    )
    planned = forms.MultipleChoiceField(label=_("取る予定の資格"), required=False, widget=forms.CheckboxSelectMultiple)
    saves = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Profile
        fields = ["phone", "town", "minutes", "mode", "cells", "days_per_week", "occupations", "motive"]
        widgets = {"mode": forms.RadioSelect, "motive": forms.Textarea(attrs={"rows": 5})}

    field_order = [
        "name",
        "kana",
        "phone",
        "town",
        "minutes",
        "mode",
        "cells",
        "days_per_week",
        "occupations",
        "qualifications",
        "planned",
        "motive",
    ]

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        held = list(self.instance.qualifications.all())
        choices = codes.choices("qualification", tokyo_date(timezone.now()))
        for name in ("qualifications", "planned"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.initial = {
            **self.initial,
            "name": user.name,
            "kana": user.kana,
            "qualifications": [row.code_id for row in held if not row.planned],
            "planned": [row.code_id for row in held if row.planned],
            "saves": self.instance.saves,
        }

    def held(self) -> list[dict]:
        owned = self.cleaned_data["qualifications"]
        wanted = [code for code in self.cleaned_data["planned"] if code not in owned]
        return [{"code_id": code, "planned": False} for code in owned] + [
            {"code_id": code, "planned": True} for code in wanted
        ]


class ExperienceForm(forms.Form):
    place = forms.CharField(label=_("勤め先"), max_length=80, required=False)
    work = forms.CharField(label=_("仕事"), max_length=120, required=False)
    since = JapaneseDateField(label=_("始めた日"), required=False)
    until = JapaneseDateField(label=_("終わった日（今も続くときは空のまま）"), required=False)

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if (
            any(data.get(name) for name in ("place", "work", "until"))
            and not data.get("since")
            and "since" not in self.errors
        ):
            self.add_error("since", _("始めた日を入れてください（例：2019年4月1日）。"))
        if data.get("since") and not data.get("place"):
            self.add_error("place", _("勤め先の名前を入れてください。"))
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("終わった日が、始めた日より前になっています。"))
        return data

    @staticmethod
    def initial_rows(profile: Profile) -> list[dict]:
        return [
            {"place": row.place, "work": row.work, "since": row.since, "until": row.until}
            for row in Experience.objects.filter(profile=profile)
        ]


ExperienceRows = forms.formset_factory(ExperienceForm, extra=ROWS, max_num=30, validate_max=True)
