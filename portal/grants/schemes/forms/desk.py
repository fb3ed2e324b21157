"""A new version, and a duty."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.ui.forms import NumberField

from ..choices import Role
from ..models import Version
from ..structure import get

EVERY = "*"


class NewVersionForm(forms.Form):
    fiscal_year = NumberField(label=gettext_lazy("年度（西暦）"), min_value=2020, max_value=2100)
    copy_of = forms.ModelChoiceField(
        label=gettext_lazy("もとにする版"),
        queryset=Version.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("何も写さずに、はじめから書く"),
        help_text=gettext_lazy("数値、ことば、確かめの例を写します。受付の期間は、年度の分だけずらします。"),
    )
    cohort = forms.CharField(
        label=gettext_lazy("期"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("一つの年度に何度か受け付けるときだけ。例：第1期"),
    )
    use_required_attribute = False

    def __init__(self, scheme: str, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["copy_of"]
        field.queryset = Version.objects.filter(scheme=scheme)
        field.label_from_instance = name_of


def name_of(version: Version) -> str:
    """2026年度 第1期（公開中）"""
    year = _("%(year)s年度") % {"year": version.fiscal_year}
    return f"{f'{year} {version.cohort}'.strip()}（{version.get_state_display()}）"


class DutyForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("職員のメールアドレス"))
    role = forms.ChoiceField(label=gettext_lazy("役割"), choices=Role.choices, widget=forms.RadioSelect)
    scheme = forms.ChoiceField(label=gettext_lazy("制度"))
    use_required_attribute = False

    def __init__(self, schemes: Iterable[str], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scheme"]
        field.choices = [(code or EVERY, scheme_name(code)) for code in schemes]

    def clean_email(self) -> User:
        user = User.objects.filter(email__iexact=self.cleaned_data["email"], is_staff=True, is_active=True).first()
        if user is None:
            raise forms.ValidationError(
                _("このアドレスの職員は見つかりません。登録のアドレスと同じか、確かめてください。")
            )
        return user

    def clean_scheme(self) -> str:
        return "" if self.cleaned_data["scheme"] == EVERY else self.cleaned_data["scheme"]


def scheme_name(code: str) -> str:
    """The empty code stands for every scheme that is not restricted."""
    return str(get(code).label) if code else _("限定していない、すべての制度")
