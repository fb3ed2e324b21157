"""The forms of consultations: the first word, one for each kind of values a transition asks for, the shops' answer."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from housing.fit.household import BANDS, Household
from housing.homes.choices import Guarantee
from housing.homes.models import Listing
from housing.homes.wording import hits
from portal.accounts.models import User
from portal.cases.procedures import Transition
from portal.geo.models import Town
from portal.lib.dates import TOKYO, tokyo_date
from portal.lib.text import plain
from portal.ui.forms import DigitsField, FieldError, JapaneseDateField, NumberField, WordsField, YenField

from . import matching, queries, rules
from .actions.intake import CONTACT
from .actions.planning import RUBRIC
from .choices import (
    AgeBand,
    Answer,
    Channel,
    Failure,
    Grade,
    How,
    Instrument,
    Need,
    Outcome,
    Plan,
    Reason,
    ReleaseKind,
    SizeBand,
    Timing,
)
from .models import Consultation, Inquiry, Triage

TOLD = (
    "rent_limit", "income", "savings", "within_assistance", "needs_proxy", "stairs", "step", "door", "needed_by",
    "guarantees", "has_contact", "watching", "pets",
)  # fmt: skip
UNFILLED = {"autocomplete": "off"}  # a shared computer proposes nothing


class DealDateField(JapaneseDateField):
    """A day of a viewing or a lease."""

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is not None and rules.is_far(day, tokyo_date(timezone.now())):
            raise forms.ValidationError(rules.FAR)
        return day


def welcoming(text: str) -> str:
    """Words that turn people away are not taken; what can be written instead is said."""
    for words, instead in hits(text):
        raise FieldError(_("「%(words)s」は書けません") % {"words": words}, mend=instead)
    return text


class ContactForm(forms.Form):
    """How the ward may get in touch, safely."""

    name = forms.CharField(
        label=_("お名前（呼んでほしい名前でかまいません）"), max_length=60, widget=forms.TextInput(attrs=UNFILLED)
    )
    phone = DigitsField(label=_("電話"), count=(10, 11), required=False)
    email = forms.EmailField(
        label=_("メールアドレス"), max_length=254, required=False, widget=forms.EmailInput(attrs=UNFILLED)
    )
    call_on = JapaneseDateField(label=_("電話がほしい日"), required=False)
    safe_hours = forms.CharField(
        label=_("電話してよい時間"),
        max_length=120,
        required=False,
        help_text=_("例：平日の10時から12時。家の人がいない時間など"),
        widget=forms.TextInput(attrs=UNFILLED),
    )
    call_word = forms.CharField(
        label=_("電話での合い言葉"),
        max_length=40,
        required=False,
        help_text=_("例：「図書館の佐藤です」。区の名前を出さずに電話します"),
        widget=forms.TextInput(attrs=UNFILLED),
    )
    may_leave_word = forms.BooleanField(label=_("留守番電話に残してよい"), required=False)
    agrees = forms.BooleanField(
        label=_("区の担当から連絡してよい"),
        error_messages={"required": _("連絡してよいときは、印をつけてください。番号だけで相談を続けることもできます")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("phone") and not data.get("email"):
            self.add_error("phone", _("電話かメールアドレスの、どちらかを入れてください"))
        return data

    def contact(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in CONTACT}


class AskForm(forms.Form):
    """The first word: one box is enough."""

    text = WordsField(
        label=_("相談したいこと"),
        max_length=2000,
        help_text=_("一言でもかまいません。名前はいりません"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    urgent = forms.BooleanField(label=_("急いでいます（今夜寝るところがない、退去の日が近い など）"), required=False)
    home = forms.CharField(max_length=22, required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    keep = forms.BooleanField(label=_("マイページでも見られるようにする"), required=False)

    def __init__(self, *args, signed_in: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not signed_in:
            del self.fields["keep"]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("相談の番号"),
        max_length=40,
        help_text=_("例：K7MP-2QXA-9DTR。小文字でもかまいません"),
        widget=forms.TextInput(attrs={**UNFILLED, "size": "20", "spellcheck": "false"}),
    )


class IntakeForm(ContactForm):
    """By telephone, at a counter, on paper: staff write for the person."""

    field_order = ["channel", "text", "urgent", "protected", "agrees", "name", "phone", "email"]
    channel = forms.ChoiceField(
        label=_("受けた場所"), choices=[pair for pair in Channel.choices if pair[0] != Channel.WEB]
    )
    text = WordsField(label=_("相談したいこと"), max_length=2000)
    urgent = forms.BooleanField(label=_("急ぎ（今日のうちに連絡する）"), required=False)
    protected = forms.BooleanField(
        label=_("保護する相談（支援措置、暴力からの避難など）"),
        required=False,
        help_text=_("指名された職員だけが見られます。一覧・検索・数字・メールに出ません"),
    )
    proxy_name = forms.CharField(label=_("代わりに書いた人"), max_length=60, required=False)
    proxy_relation = forms.CharField(label=_("本人との関係"), max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["agrees"].required = False

    def clean(self) -> dict[str, Any]:
        data = forms.Form.clean(self) or self.cleaned_data
        given = any(data.get(name) for name in ("name", "phone", "email"))
        if given and not data.get("agrees"):
            self.add_error("agrees", _("名前や電話を書きとめるには、本人の同意が必要です"))
        return data


class TextForm(forms.Form):
    text = WordsField(label=_("ことば"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class TextIfAnyForm(forms.Form):
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class MessageForm(forms.Form):
    text = WordsField(label=_("メッセージ"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class StaffMessageForm(MessageForm):
    internal = forms.BooleanField(label=_("職員だけのメモにする（本人には見えません）"), required=False)


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


class ListingChoices(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        rent = f"{obj.monthly:,}円" if obj.monthly is not None else ""
        return f"{obj.dwelling.building.town}　{obj.dwelling.layout_name}　{rent}　{obj.case.number}"


class AnswerForm(forms.Form):
    """Three taps: an answer, a home or a reason, send."""

    answer = forms.ChoiceField(
        label=_("返事"),
        choices=[pair for pair in Answer.choices if pair[0] != Answer.NONE],
        widget=forms.RadioSelect,
    )
    listings = ListingChoices(Listing.objects.none(), label=_("出せる部屋"), required=False)
    condition = forms.CharField(
        label=_("条件・部屋のようす"),
        max_length=300,
        required=False,
        help_text=_("載せていない部屋のとき、または条件があるとき。人を選ぶ条件は書けません"),
    )
    reason = forms.ChoiceField(
        label=_("「なし」「時期待ち」の理由"),
        choices=[("", _("選ばない")), *(pair for pair in Reason.choices if pair[0] not in ("person", "unreachable"))],
        required=False,
        widget=forms.RadioSelect,
    )
    free_from = JapaneseDateField(label=_("空く日（時期待ちのとき）"), required=False)

    def __init__(self, *args, listings: QuerySet[Listing], **kwargs):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["listings"]
        field.queryset = listings
        if not listings.exists():
            del self.fields["listings"]

    def clean_condition(self) -> str:
        return welcoming(self.cleaned_data["condition"])

    @staticmethod
    def of(inquiry: Inquiry) -> dict[str, Any]:
        return {
            "answer": inquiry.answer,
            "condition": inquiry.condition,
            "reason": inquiry.reason,
            "free_from": inquiry.free_from,
            "listings": inquiry.listings.all(),
        }


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
        return welcoming(self.cleaned_data["place"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        when = dt.datetime.combine(data["day"], data["time"], tzinfo=TOKYO)
        if when <= timezone.now():
            self.add_error("day", _("これからの日時を入れてください"))
        return {**data, "when": when}


class ApplyForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("この店に、名前と電話番号を伝えてよい"),
        error_messages={"required": _("申込みには、この店に名前と電話番号を伝えることへの同意が必要です")},
    )
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class RefusalForm(forms.Form):
    reason = forms.ChoiceField(label=_("理由（本人に伝わります）"), choices=Reason.choices, widget=forms.RadioSelect)
    remark = forms.CharField(label=_("区だけが読むことば"), max_length=300, required=False)


class LeaseForm(forms.Form):
    landlord = forms.CharField(label=_("貸主"), max_length=80)
    leased_on = DealDateField(label=_("契約の日"))
    moved_in_on = DealDateField(label=_("入居の日"))
    rent = YenField(label=_("家賃"))
    fee = YenField(label=_("管理費・共益費"), required=False)
    instruments = forms.MultipleChoiceField(
        label=_("安心パッケージ"), choices=Instrument.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        home = consultation.current
        if home and home.listing:
            self.initial.update(
                {
                    "landlord": home.listing.landlord_name,
                    "rent": home.listing.rent,
                    "fee": home.listing.fee,
                }
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["moved_in_on"] < data["leased_on"]:
            self.add_error("moved_in_on", _("入居の日が、契約の日より前です。日付を確かめてください"))
        return data


class GrantForm(forms.Form):
    """家主支援補助金: what is due for this lease, and by which rule."""

    grant_yen = YenField(
        label=_("家主支援補助金の額"),
        required=False,
        help_text=_("対象にならないときは0円。生活保護を受けている方の契約は対象になりません"),
    )
    grant_source = forms.CharField(label=_("額の根拠"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        figure = queries.landlord_grant(tokyo_date(timezone.now()))
        if figure is not None:
            self.initial.update({"grant_yen": figure.amount, "grant_source": figure.source})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["grant_yen"] and not data["grant_source"]:
            self.add_error("grant_source", _("どの決まりによる額か、書いてください"))
        return data


class DayForm(forms.Form):
    day = JapaneseDateField(label=_("退去の日"))
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_day(self) -> dt.date:
        day = self.cleaned_data["day"]
        if day > tokyo_date(timezone.now()):
            raise forms.ValidationError(_("これからの日は入れられません"))
        return day


class EndingForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("結果"),
        choices=[pair for pair in Outcome.choices if pair[0] not in ("answered", "withdrawn")],
        widget=forms.RadioSelect,
    )
    failure = forms.ChoiceField(
        label=_("不成立の理由"),
        choices=[("", _("不成立ではない")), *Failure.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    text = WordsField(label=_("ひとこと"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data["outcome"] == Outcome.NOT_MADE and not data["failure"]:
            self.add_error("failure", _("不成立の理由を一つ選んでください。協議会の資料になります"))
        return data


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


FORMS: dict[str, type[forms.Form]] = {
    "text": TextForm,
    "text_if_any": TextIfAnyForm,
    "contact": ContactForm,
    "triage": TriageForm,
    "choose": ChooseForm,
    "viewing": ViewingForm,
    "apply": ApplyForm,
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
