from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lib.text import corporate_number_is_valid, plain
from portal.ui.forms import DigitsField

from ..models import Role


class PlainCharField(forms.CharField):
    """One line, without invisible characters."""

    def to_python(self, value: object) -> str:
        return plain(super().to_python(value) or "")


class OrganisationForm(forms.Form):
    name = PlainCharField(label=_("法人名"), max_length=80, help_text=_("登記の名前のとおりに"))
    kana = PlainCharField(label=_("ふりがな"), max_length=120, required=False)
    address = PlainCharField(label=_("主な事務所の所在地"), max_length=120)
    phone = DigitsField(label=_("電話番号"), count=(10, 11))


class NewOrganisationForm(OrganisationForm):
    corporate_number = DigitsField(label=_("法人番号"), count=13, help_text=_("国税庁が指定した13けたの番号"))
    field_order = ["corporate_number", "name", "kana", "address", "phone"]

    def clean_corporate_number(self) -> str:
        number = self.cleaned_data["corporate_number"]
        if not corporate_number_is_valid(number):
            raise forms.ValidationError(
                _("この番号は法人番号として成り立ちません。けたの写し間違いがないか、もう一度ご確認ください。")
            )
        return number


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("招待する方のメールアドレス"), max_length=254)
    role = forms.ChoiceField(
        label=_("役割"),
        choices=Role.choices,
        initial=Role.EDITOR,
        widget=forms.RadioSelect,
        help_text=_("管理者は人の出入りも扱えます。担当者は内容を書けます。"),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("役割"), choices=Role.choices)


class SendBackForm(forms.Form):
    reason = PlainCharField(
        label=_("直していただきたい点"),
        max_length=200,
        help_text=_("団体の管理者に、このまま届きます。"),
        widget=forms.Textarea,
    )


class NameForm(forms.Form):
    name = PlainCharField(label=_("氏名"), max_length=60)
    kana = PlainCharField(label=_("ふりがな"), max_length=60, required=False)


class CloseForm(forms.Form):
    sure = forms.BooleanField(label=_("登録をやめると元に戻せないことを確かめました"))
