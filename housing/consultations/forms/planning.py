"""What is wished, what is decided, what is asked of the shops, what is handed over."""

from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from housing.fit.household import BANDS, Household
from housing.homes.choices import Guarantee
from housing.homes.models import Listing
from portal.geo.models import Town
from portal.lib.text import plain
from portal.ui.forms import JapaneseDateField, NumberField, WordsField, YenField

from .. import matching
from ..actions.planning import RUBRIC
from ..choices import (
    AgeBand,
    Grade,
    How,
    Need,
    Plan,
    SizeBand,
    Timing,
)
from ..models import Consultation, Inquiry, Triage
from .asking import ListingChoices

TOLD = (
    "rent_limit", "income", "savings", "within_assistance", "needs_proxy", "stairs", "step", "door", "needed_by",
    "guarantees", "has_contact", "watching", "pets",
)  # fmt: skip


class TriageForm(forms.Form):
    """The rubric: the person can read it, and why it was decided so."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in RUBRIC:
            self.fields[name] = forms.ChoiceField(
                label=Triage._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
                choices=Grade.choices,
                widget=forms.RadioSelect,
            )
        self.fields["plan"] = forms.ChoiceField(label=_("方針"), choices=Plan.choices, widget=forms.RadioSelect)
        self.fields["reason"] = WordsField(
            label=_("そう決めた理由（本人も読めます）"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
        )


def read_towns(text: str) -> list[Town]:
    """「光が丘、石神井町」. Raises `ValidationError` for a name that no town begins with."""
    found: list[Town] = []
    for name in plain(text).replace(",", "、").split("、"):
        if not (stem := name.strip()):
            continue
        towns = list(Town.objects.filter(name__startswith=stem))
        if not towns:
            raise forms.ValidationError(
                _("「%(name)s」という町が見つかりません。「光が丘」のように町の名前を入れてください"),
                params={"name": stem},
            )
        found += towns
    return found


class WishesForm(forms.Form):
    """Must, want and cannot apart, and the household as far as a rule asks for it: needs, never a diagnosis."""

    must = WordsField(label=_("ゆずれないこと"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    want = WordsField(
        label=_("できればほしいこと"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    cannot = WordsField(
        label=_("避けたいこと"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    adults = NumberField(label=_("18～64歳"), unit=_("人"), max_value=9, required=False)
    elders = NumberField(label=_("65歳から"), unit=_("人"), max_value=9, required=False)
    youths = NumberField(label=_("10～17歳"), unit=_("人"), max_value=9, required=False)
    pupils = NumberField(label=_("6～9歳"), unit=_("人"), max_value=9, required=False)
    toddlers = NumberField(label=_("3～5歳"), unit=_("人"), max_value=9, required=False)
    infants = NumberField(label=_("0～2歳"), unit=_("人"), max_value=9, required=False)
    rent_limit = YenField(label=_("家賃と管理費（月に払える上限）"), unit=_("円"))
    income = YenField(label=_("月の手取り"), required=False)
    savings = YenField(label=_("最初の費用に使えるお金"), required=False)
    within_assistance = forms.BooleanField(label=_("住宅扶助の上限の中でさがす"), required=False)
    needs_proxy = forms.BooleanField(label=_("家賃の代理納付を使う"), required=False)
    towns = forms.CharField(label=_("住みたい町"), max_length=200, required=False, help_text=_("例：光が丘、石神井町"))
    avoided = forms.CharField(
        label=_("避ける町"), max_length=200, required=False, help_text=_("紹介から静かに外します。理由は書きません")
    )
    stairs = NumberField(label=_("のぼれる階段"), unit=_("段まで"), max_value=99, required=False)
    step = NumberField(label=_("こえられる段差"), unit=_("mmまで"), max_value=1000, required=False)
    door = NumberField(label=_("通るのに要る幅"), unit=_("mm"), max_value=2000, required=False)
    needed_by = JapaneseDateField(label=_("いつまでに"), required=False)
    guarantees = forms.MultipleChoiceField(
        label=_("使える保証の方法"), choices=Guarantee.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    has_contact = forms.NullBooleanField(
        label=_("緊急連絡先になる人"),
        required=False,
        widget=forms.RadioSelect(choices=[("", _("聞いていない")), ("true", _("いる")), ("false", _("いない"))]),
    )
    watching = forms.BooleanField(label=_("見守りがほしい"), required=False)
    pets = forms.BooleanField(label=_("ペットと暮らす"), required=False)

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = Household.from_json(consultation.household)
        self.initial.update({name: getattr(consultation, name) for name in ("must", "want", "cannot")})
        self.initial.update({name: getattr(self.before, name) for name in TOLD})
        self.initial.update({name: getattr(self.before, name) or None for name in BANDS})
        self.initial["towns"] = "、".join(near.label for near in self.before.areas)
        avoided = Town.objects.filter(code__in=self.before.avoided)
        self.initial["avoided"] = "、".join(dict.fromkeys(matching.stem(town.name) for town in avoided))

    def clean_towns(self) -> list[Town]:
        return read_towns(self.cleaned_data["towns"])

    def clean_avoided(self) -> list[Town]:
        return read_towns(self.cleaned_data["avoided"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data[name] for name in BANDS):
            self.add_error("adults", _("いっしょに住む人の数を入れてください"))
        return data

    def values(self) -> dict[str, Any]:
        """What the transition keeps. What this form does not ask stays as it was."""
        data = self.cleaned_data
        told: dict[str, Any] = {name: data[name] or 0 for name in BANDS}
        told |= {name: tuple(data[name]) if name == "guarantees" else data[name] for name in TOLD}
        household = replace(
            self.before,
            **told,
            areas=matching.near(data["towns"]),
            avoided=tuple(town.code for town in data["avoided"]),
        )
        kept = {name: data[name] for name in ("must", "want", "cannot")}
        return {**kept, "household": household.to_json()}


class CardForm(forms.Form):
    """Bands and codes alone: nothing here can name somebody."""

    size = forms.ChoiceField(label=_("人数"), choices=SizeBand.choices, widget=forms.RadioSelect)
    age = forms.ChoiceField(label=_("年代"), choices=AgeBand.choices, widget=forms.RadioSelect)
    rent_low = YenField(label=_("家賃（いくらから）"), required=False)
    rent_high = YenField(label=_("家賃と管理費（いくらまで）"), min_value=1)
    towns = forms.CharField(
        label=_("町の名前"),
        max_length=200,
        required=False,
        help_text=_("例：光が丘、石神井町。書かなければ区内のどこでも"),
    )
    area_low = NumberField(label=_("広さ"), unit=_("㎡から"), max_value=300, required=False)
    needs = forms.MultipleChoiceField(
        label=_("住まいに必要なこと"), choices=Need.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    guarantees = forms.MultipleChoiceField(
        label=_("使える保証の方法"), choices=Guarantee.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    timing = forms.ChoiceField(label=_("時期"), choices=Timing.choices, widget=forms.RadioSelect)

    def clean_rent_low(self) -> int:
        return self.cleaned_data["rent_low"] or 0

    def clean_towns(self) -> list[Town]:
        return read_towns(self.cleaned_data["towns"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["rent_low"] > data["rent_high"]:
            self.add_error("rent_low", _("「いくらから」が「いくらまで」より大きくなっています"))
        return data


class ReferForm(forms.Form):
    """Homes to hand over: listings that fit or were offered, and one described by a shop."""

    listings = ListingChoices(Listing.objects.none(), label=_("紹介する部屋"), required=False)
    described = forms.ModelMultipleChoiceField(
        Inquiry.objects.none(), label=_("店がことばで伝えた部屋"), required=False, widget=forms.CheckboxSelectMultiple
    )
    how = forms.ChoiceField(label=_("渡し方"), choices=How.choices, initial=How.WEB, widget=forms.RadioSelect)
    note = WordsField(label=_("ひとこと"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, listings: QuerySet[Listing], described: QuerySet[Inquiry], **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["listings"].queryset = listings
        fields["described"].queryset = described
        fields["described"].label_from_instance = lambda row: f"{row.organisation}：{row.condition}"
        if not described.exists():
            del self.fields["described"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("listings") and not data.get("described"):
            self.add_error("listings", _("紹介する部屋を、一つ以上選んでください"))
        return data
