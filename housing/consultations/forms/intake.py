"""The first word, and how somebody can be reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.forms import DigitsField, JapaneseDateField, WordsField

from ..actions.intake import CONTACT
from ..choices import Channel

UNFILLED = {"autocomplete": "off"}  # a shared computer proposes nothing


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
    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["agrees"].required = False

    def clean(self) -> dict[str, Any]:
        data = forms.Form.clean(self) or self.cleaned_data
        given = any(data.get(name) for name in ("name", "phone", "email"))
        if given and not data.get("agrees"):
            self.add_error("agrees", _("名前や電話を書きとめるには、本人の同意が必要です"))
        return data
