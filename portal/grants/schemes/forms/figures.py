"""The figures of a version, each read by its kind."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.lib.text import plain
from portal.ui.forms import JapaneseDateField, NumberField, YenField

from ..models import Version
from ..structure import Figure, get
from .parts import PartForm
from .questions import MOST, MOST_YEN, as_kept, choice_field


class FractionField(forms.CharField):
    """A part of the whole, kept as "7/8". Reads 7/8, 0.875, 87.5％ and 9割."""

    def clean(self, value: Any) -> str:
        text = plain(str(super().clean(value) or "")).replace(" ", "")
        if not text:
            return ""
        try:
            found = _fraction(text)
        except (ValueError, ZeroDivisionError):
            raise forms.ValidationError(_("割合が読み取れません。「7/8」や「90%」のように入れてください")) from None
        if not 0 <= found <= 1:
            raise forms.ValidationError(_("割合は、0から1（100%）までにしてください"))
        return str(found)


def _fraction(text: str) -> Fraction:
    for sign, whole in (("%", 100), ("割", 10)):
        if text.endswith(sign):
            return Fraction(text[:-1]) / whole
    return Fraction(text)


def figure_field(figure: Figure) -> forms.Field:
    common: dict[str, Any] = {"label": figure.label, "required": False}
    if figure.kind == "date":
        return JapaneseDateField(**common)
    if figure.kind == "fraction":
        return FractionField(max_length=20, **{**common, "help_text": figure.help or _("例：7/8、90%")})
    common["help_text"] = figure.help
    if figure.kind == "yen":
        return YenField(max_value=MOST_YEN, **common)
    if figure.kind in ("count", "months", "days"):
        unit = {"months": _("か月"), "days": _("日")}.get(figure.kind, "")
        return NumberField(max_value=MOST, unit=unit, **common)
    if figure.kind == "yes_no":
        yes_no = [("True", _("はい")), ("False", _("いいえ"))]
        return forms.TypedChoiceField(
            choices=yes_no, coerce=lambda said: said == "True", empty_value=None, widget=forms.RadioSelect, **common
        )
    return choice_field(figure.choices, **common)


class FiguresForm(PartForm):
    def build(self, scheme: Any) -> None:
        for figure in scheme.figures:
            self.fields[figure.key] = figure_field(figure)

    def stored(self, version: Version) -> dict[str, Any]:
        kinds = {figure.key: figure.kind for figure in get(version.scheme).figures}
        return {key: _initial(kinds[key], value) for key, value in version.figures.items() if key in kinds}

    def values(self) -> dict[str, Any]:
        named = [(figure.key, as_kept(self.cleaned_data[figure.key])) for figure in get(self.version.scheme).figures]
        return {"figures": {key: value for key, value in named if value is not None}}


def _initial(kind: str, value: Any) -> Any:
    if kind == "date" and value:
        return JapaneseDateField().to_python(value)
    return str(value) if kind == "yes_no" and value is not None else value
