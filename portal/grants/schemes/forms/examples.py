"""A worked example of staff: the answers, and what they must come to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.forms import JapaneseDateField, YenField

from ..choices import Expected
from ..models import GoldenCase, Version
from ..structure import get
from .questions import MOST_YEN, QuestionsForm

OWN = ("saves", "example_name", "example_day", "expected", "expected_yen")


class ExampleForm(QuestionsForm):
    """Own fields stand before and after the questions of the scheme; their names are not those of questions."""

    show_marks = True

    def __init__(self, version: Version, case: GoldenCase | None = None, data: Any = None):
        super().__init__(get(version.scheme).check, data, answers=case.answers if case else None)
        self.fields["saves"] = forms.IntegerField(widget=forms.HiddenInput, initial=version.saves)
        self.fields["example_name"] = forms.CharField(label=_("例の名前"), max_length=80)
        self.fields["example_day"] = JapaneseDateField(label=_("いつ申請したとして"))
        self.fields["expected"] = forms.ChoiceField(
            label=_("こうなるはずの結果"), choices=Expected.choices, widget=forms.RadioSelect
        )
        self.fields["expected_yen"] = YenField(label=_("こうなるはずの金額"), max_value=MOST_YEN)
        self.order_fields([*OWN[:3], *(question.key for question in self.questions), *OWN[3:]])
        if case:
            self.initial.update(
                example_name=case.name,
                example_day=case.day,
                expected=case.expected,
                expected_yen=case.expected_yen,
            )

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "name": data["example_name"],
            "day": data["example_day"],
            "answers": self.answers(),
            "expected": data["expected"],
            "expected_yen": data["expected_yen"],
        }
