"""The questions of the finder: everything may be left out. Each knows how to read a household and what it changes."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from housing.homes.choices import PUBLIC_TAGS, Guarantee
from portal.geo import queries as places
from portal.ui.forms import JapaneseDateField, NumberField, YenField

from .choices import BY_PEOPLE, MOST_PEOPLE, MoneyKind, Rail, Speech
from .household import BANDS, STATION, TOWN, Household, Near
from .models import MoneyRow

MOST_YEN = 10_000_000
NEAR_MINUTES, VISIT_MINUTES = 15, 20
MINUTES = [(minutes, _("歩いて %(n)s分まで") % {"n": minutes}) for minutes in (5, 10, 15, 20, 30)]
HAVE = [("yes", _("いる")), ("no", _("いない"))]
NO_MEANS = "none"


class AnswerForm(forms.Form):
    """Fields named like those of `Household` are taken as they are."""

    show_marks = False
    use_required_attribute = False
    plain: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def told(cls, household: Household) -> dict[str, Any]:
        return {name: getattr(household, name) for name in cls.plain}

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {name: tuple(data[name]) if isinstance(data[name], list) else data[name] for name in self.plain}


def people(label: Any) -> NumberField:
    return NumberField(label=label, unit=_("人"), max_value=10, required=False)


class WhoForm(AnswerForm):
    plain = BANDS
    adults = people(_("18〜64歳"))
    elders = people(_("65歳から"))
    youths = people(_("10〜17歳"))
    pupils = people(_("6〜9歳"))
    toddlers = people(_("3〜5歳"))
    infants = people(_("0〜2歳"))

    @classmethod
    def told(cls, household: Household) -> dict[str, Any]:
        return {name: getattr(household, name) or None for name in cls.plain}

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] or 0 for name in self.plain}


class RentForm(AnswerForm):
    plain = ("rent_limit", "within_assistance")
    rent_limit = YenField(
        label=_("家賃と管理費の合計の上限（月）"), max_value=MOST_YEN, required=False, help_text=_("例：60,000円")
    )
    within_assistance = forms.BooleanField(label=_("住宅扶助の上限の中でさがす"), required=False)


class MoneyForm(AnswerForm):
    plain = ("income", "gross_income", "savings", "income_fell")
    income = YenField(label=_("手取りの月収（年金もふくむ）"), max_value=MOST_YEN, required=False)
    gross_income = YenField(
        label=_("税金などを引く前の月収"),
        max_value=MOST_YEN,
        required=False,
        help_text=_("給付金の目安に使います。"),
    )
    savings = YenField(label=_("引っ越しに使える貯金"), max_value=100 * MOST_YEN, required=False)
    income_fell = forms.BooleanField(
        label=_("2年のうちに、離職・休業・家族の死亡などで収入が大きく減った"), required=False
    )


class PlaceForm(AnswerForm):
    """Up to three areas, any of which will do, and one place that must be near as well."""

    plain = ("area_is_must",)
    area_1 = forms.ChoiceField(label=_("住みたい駅か町"), required=False)
    area_2 = forms.ChoiceField(label=_("または"), required=False)
    area_3 = forms.ChoiceField(label=_("または"), required=False)
    minutes = forms.TypedChoiceField(
        label=_("そこからの近さ"), choices=MINUTES, coerce=int, initial=NEAR_MINUTES, required=False, empty_value=None
    )
    visit = forms.CharField(
        label=_("通う学校・病院などの近くの駅か町"), max_length=40, required=False, help_text=_("例：光が丘駅、旭町")
    )
    visit_minutes = forms.TypedChoiceField(
        label=_("そこからの近さ"), choices=MINUTES, coerce=int, initial=VISIT_MINUTES, required=False, empty_value=None
    )
    area_is_must = forms.BooleanField(label=_("場所は必ず（遠い部屋は「合いません」にする）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("area_1", "area_2", "area_3"):
            self.fields[name].choices = area_choices()  # type: ignore[attr-defined]

    @classmethod
    def told(cls, household: Household) -> dict[str, Any]:
        told = {f"area_{place}": f"{near.kind}:{near.code}" for place, near in enumerate(household.areas, 1)}
        if household.areas:
            told["minutes"] = household.areas[0].minutes  # type: ignore[assignment]
        visits = {"visit": near.label, "visit_minutes": near.minutes} if (near := first(household.visits)) else {}
        return {**told, **visits, "area_is_must": household.area_is_must}

    def clean_visit(self) -> str:
        name = self.cleaned_data["visit"].strip()
        if name and places.find_place(name) is None:
            raise forms.ValidationError(
                _("その名前の駅か町が見つかりません。「光が丘駅」や「旭町」のように入れてください。")
            )
        return name

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = dict.fromkeys(data[name] for name in ("area_1", "area_2", "area_3") if data[name])
        areas = tuple(near_of(code, data["minutes"] or NEAR_MINUTES) for code in chosen)
        found = places.find_place(data["visit"]) if data["visit"] else None
        visits = (
            (Near(found.label, data["visit_minutes"] or VISIT_MINUTES, "", "", found.point[0], found.point[1]),)
            if found
            else ()
        )
        return {**super().changes(), "areas": areas, "visits": visits}


def first(nears: tuple[Near, ...]) -> Near | None:
    return nears[0] if nears else None


def area_choices() -> list:
    """Stations under their lines, then towns under their common name."""
    stations = [
        (line, [(f"{STATION}:{code}", _("%(name)s駅") % {"name": name}) for code, name in group])
        for line, group in places.station_choices()
    ]
    towns = [(base, [(f"{TOWN}:{code}", name) for code, name in group]) for base, group in places.town_choices()]
    return [("", _("選ばない")), *stations, *towns]


def near_of(area: str, minutes: int) -> Near:
    """Of a choice of `area_choices`."""
    kind, code = area.split(":", 1)
    if kind == STATION:
        station = next(row for row in places.stations() if row.code == code)
        label = str(_("%(name)s駅") % {"name": station.name})
        return Near(label, minutes, kind, code, station.latitude, station.longitude)
    town = next(row for row in places.towns() if row.code == code)
    return Near(town.name, minutes, kind, code, town.latitude, town.longitude)


class AvoidForm(AnswerForm):
    avoid_1 = forms.ChoiceField(label=_("さがさない町"), required=False)
    avoid_2 = forms.ChoiceField(label=_("さがさない町"), required=False)
    avoid_3 = forms.ChoiceField(label=_("さがさない町"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].choices = [("", _("選ばない")), *places.town_choices()]  # type: ignore[attr-defined]

    @classmethod
    def told(cls, household: Household) -> dict[str, Any]:
        return {f"avoid_{place}": code for place, code in enumerate(household.avoided, 1)}

    def changes(self) -> dict[str, Any]:
        return {"avoided": tuple(dict.fromkeys(code for code in self.cleaned_data.values() if code))}


class BodyForm(AnswerForm):
    plain = ("stairs", "top_floor", "step", "door", "turning", "rails")
    stairs = NumberField(
        label=_("部屋に入るまでに上がれる段の数"),
        unit=_("段"),
        max_value=100,
        required=False,
        help_text=_("ないときは 0"),
    )
    top_floor = NumberField(
        label=_("エレベーターがないとき、何階まで"), unit=_("階"), min_value=1, max_value=50, required=False
    )
    step = NumberField(label=_("越えられる段差の高さ"), unit="mm", max_value=1_000, required=False)
    door = NumberField(label=_("通るのに要る幅（廊下・浴室・便所）"), unit="mm", max_value=2_000, required=False)
    turning = NumberField(label=_("車いすで回るのに要る直径"), unit="mm", max_value=3_000, required=False)
    rails = forms.MultipleChoiceField(
        label=_("手すりがほしいところ"), choices=Rail.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class WhenForm(AnswerForm):
    plain = ("needed_by",)
    needed_by = JapaneseDateField(label=_("いつまでに入りたいか"), required=False)


class GuaranteeForm(AnswerForm):
    plain = ("needs_proxy",)
    means = forms.MultipleChoiceField(
        label=_("使える保証の方法"),
        choices=[
            (Guarantee.GUARANTOR, _("連帯保証人がいる")),
            (Guarantee.COMPANY, _("家賃保証会社を使える")),
            (NO_MEANS, _("まだない")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    has_contact = forms.ChoiceField(
        label=_("緊急連絡先になってくれる人"), choices=HAVE, required=False, widget=forms.RadioSelect
    )
    needs_proxy = forms.BooleanField(label=_("代理納付（福祉事務所が家賃を払う）が必要"), required=False)

    @classmethod
    def told(cls, household: Household) -> dict[str, Any]:
        return {
            "means": [*household.guarantees, *([NO_MEANS] if household.no_guarantee else [])],
            "has_contact": {True: "yes", False: "no", None: ""}[household.has_contact],
            "needs_proxy": household.needs_proxy,
        }

    def changes(self) -> dict[str, Any]:
        means = [each for each in self.cleaned_data["means"] if each != NO_MEANS]
        contact = {"yes": True, "no": False}.get(self.cleaned_data["has_contact"])
        none = NO_MEANS in self.cleaned_data["means"] and not means
        return {**super().changes(), "guarantees": tuple(means), "no_guarantee": none, "has_contact": contact}


class LifeForm(AnswerForm):
    plain = ("pets", "instruments", "watching", "watching_limit", "speech")
    pets = forms.BooleanField(label=_("ペットと住む"), required=False)
    instruments = forms.BooleanField(label=_("楽器をひく"), required=False)
    watching = forms.BooleanField(label=_("見守りがほしい"), required=False)
    watching_limit = YenField(label=_("見守りに払える額（月）"), max_value=MOST_YEN, required=False)
    speech = forms.MultipleChoiceField(
        label=_("店で使いたいことば"), choices=Speech.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class TagsForm(AnswerForm):
    plain = ("tags",)
    tags = forms.MultipleChoiceField(
        label=_("今回だけ伝えてよい事情"),
        choices=[(tag.value, tag.label) for tag in PUBLIC_TAGS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("選ばなくても、どの部屋も相談できます。"),
    )


COST_FIELDS = {
    "deposit": _("敷金"),
    "key_money": _("礼金"),
    "brokerage": _("仲介手数料"),
    "guarantee_fee": _("保証料"),
    "insurance": _("保険"),
    "keys": _("鍵交換"),
    "cleaning": _("清掃"),
    "other": _("その他"),
}


class PriceForm(forms.Form):
    """The sums of a home, from its listing or from a paper."""

    use_required_attribute = False
    rent = YenField(label=_("家賃（月）"), max_value=MOST_YEN, help_text=_("例：52,000円"))
    fee = YenField(label=_("管理費・共益費（月）"), max_value=MOST_YEN, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, label in COST_FIELDS.items():
            self.fields[name] = YenField(label=label, max_value=MOST_YEN, required=False)

    @property
    def costs(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] or 0 for name in COST_FIELDS}


class MoneyRowForm(forms.ModelForm):
    use_required_attribute = False
    amount = NumberField(label=_("額"), max_value=100 * MOST_YEN, help_text=_("0 は、この日で終わることを表します。"))
    people = NumberField(
        label=_("世帯の人数"), unit=_("人"), max_value=MOST_PEOPLE, help_text=_("人数によらないときは 0、7人以上は 7")
    )
    area = NumberField(
        label=_("この広さまで"), unit="㎡", max_value=100, help_text=_("広さによらないときは 0"), initial=0
    )
    valid_from = JapaneseDateField(label=_("この日から使う"))

    class Meta:
        model = MoneyRow
        fields = ["kind", "people", "area", "amount", "valid_from", "source", "is_unverified"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, count = data.get("kind"), data.get("people")
        if kind and count is not None and (kind in BY_PEOPLE) != bool(count):
            self.add_error(
                "people",
                _("この種類は人数ごとに入れます。1から7を入れてください。")
                if kind in BY_PEOPLE
                else _("この種類は人数によりません。0 を入れてください。"),
            )
        if data.get("area") and (kind, count) != (MoneyKind.ASSISTANCE, 1):
            self.add_error("area", _("広さで変わるのは、1人の住宅扶助だけです。0 を入れてください。"))
        return data

    def _post_clean(self) -> None:
        """Only `actions.add_row` writes, and says in words what cannot be."""
