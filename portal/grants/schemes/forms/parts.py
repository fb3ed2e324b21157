"""The pages of the draft editor: each holds some columns of a version. Nothing is needed to save; to publish it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.forms import JapaneseDateField, NumberField, WordsField

from ..choices import Mode
from ..models import Version
from ..structure import get
from ..words import NEEDED, WORDS

TO_PUBLISH = gettext_lazy("公開するには、これが必要です。")


class PartForm(forms.Form):
    """`saves` is the count of changes that the page showed, so that a stale page is noticed."""

    saves = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False
    show_marks = False

    def __init__(self, version: Version, data: Any = None):
        self.version = version
        super().__init__(data, initial={**self.stored(version), "saves": version.saves})
        self.build(get(version.scheme))

    def build(self, scheme: Any) -> None:
        """Add the fields that the scheme asks for."""

    def stored(self, version: Version) -> dict[str, Any]:
        """What the columns hold, by field."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """Columns of the version."""
        raise NotImplementedError


class WordsForm(PartForm):
    def build(self, scheme: Any) -> None:
        for key, label in WORDS.items():
            box = forms.Textarea(attrs={"rows": 3})
            note = TO_PUBLISH if key in NEEDED else ""
            self.fields[key] = WordsField(label=label, help_text=note, required=False, max_length=1000, widget=box)

    def stored(self, version: Version) -> dict[str, Any]:
        return dict(version.words)

    def values(self) -> dict[str, Any]:
        return {"words": {key: self.cleaned_data[key] for key in WORDS if self.cleaned_data[key]}}


class ClausesForm(PartForm):
    def build(self, scheme: Any) -> None:
        for rule in scheme.conditions:
            self.fields[rule.code] = forms.CharField(
                label=rule.sentence, help_text=TO_PUBLISH, required=False, max_length=80
            )

    def stored(self, version: Version) -> dict[str, Any]:
        return dict(version.clauses)

    def values(self) -> dict[str, Any]:
        rules = get(self.version.scheme).conditions
        return {"clauses": {rule.code: said for rule in rules if (said := self.cleaned_data[rule.code])}}


def days(label: Any, help_text: Any = "", low: int = 0) -> NumberField:
    return NumberField(label=label, unit=gettext_lazy("日"), min_value=low, max_value=365, help_text=help_text)


class WindowForm(PartForm):
    opens_on = JapaneseDateField(label=gettext_lazy("受付を始める日"))
    closes_on = JapaneseDateField(
        label=gettext_lazy("受付を終える日"),
        required=False,
        help_text=gettext_lazy("「いつでも」のときは、空にできます。"),
    )
    mode = forms.ChoiceField(label=gettext_lazy("受付の終わり方"), choices=Mode.choices, widget=forms.RadioSelect)
    target_days = days(gettext_lazy("標準処理期間（開庁日）"), low=1)
    correction_days = days(gettext_lazy("補正の期間（開庁日）"), low=1)
    withdraw_days = days(gettext_lazy("決定後に取り下げられる日数"))

    def stored(self, version: Version) -> dict[str, Any]:
        return {name: getattr(version, name) for name in self.base_fields if name != "saves"}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.base_fields if name != "saves"}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        opens, closes = values.get("opens_on"), values.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("受付を始める日より後の日にしてください"))
        if values.get("mode") == Mode.DEADLINE and not closes and "closes_on" not in self.errors:
            self.add_error("closes_on", _("締切日までのときは、受付を終える日を入れてください"))
        return values
