"""Forms made of the questions of a scheme. Nothing is required to save: the rules say what is missing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.grants.schemes.forms.questions import as_kept, as_typed, field_for
from portal.grants.schemes.structure import Answers, Applicant, Question, all_schemes
from portal.lib.dates import TOKYO
from portal.ui.forms import DigitsField, FieldError, JapaneseDateField, WordsField

from .models import Account
from .rules import Gap
from .wording import in_words


class AnswerForm(forms.Form):
    """Some questions on one page. `saves` is the count of saves that the person saw, so a stale form is noticed."""

    saves = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, questions: Iterable[Question], *args: Any, **kwargs: Any):
        self.questions = list(questions)
        super().__init__(*args, **kwargs)
        named = {question.key: question for question in self.questions}
        for question in self.questions:
            self.fields[question.key] = self._field(question, named)
        self._mark(True)

    @staticmethod
    def _field(question: Question, named: Mapping[str, Question]) -> forms.Field:
        field = field_for(question)
        if condition := _condition(question, named):
            field.help_text = f"{condition} {field.help_text}".strip()
        return field

    def full_clean(self) -> None:
        self._mark(False)
        super().full_clean()
        self._mark(True)

    def _mark(self, needed: bool) -> None:
        """What must be there before sending is marked 「※必須」, but an empty field can be saved."""
        for question in self.questions:
            self.fields[question.key].required = needed and question.required and question.shown_if is None

    def kept(self) -> dict[str, Any]:
        """Every question with its answer as JSON keeps it, None where it is empty."""
        return {question.key: as_kept(self.cleaned_data.get(question.key)) for question in self.questions}

    def pin(self, gaps: Iterable[Gap]) -> None:
        """Show what is missing or wrong at the field where it is mended."""
        for gap in gaps:
            name = gap.column or gap.at
            if name in self.fields and name not in self.errors:
                text = gap.text.rpartition("：")[2] if gap.what == "row" else gap.text
                self.add_error(name, FieldError(text, mend=gap.mend))


def _condition(question: Question, named: Mapping[str, Question]) -> str:
    """When a question is asked at all; said where the question it hangs on stands on the same page."""
    if question.shown_if is None or question.shown_if[0] not in named:
        return ""
    other = named[question.shown_if[0]]
    wanted = [question.shown_if[1]] if other.kind == "many" else question.shown_if[1]
    return _("「%(label)s」が「%(value)s」のとき。") % {"label": other.label, "value": in_words(other, wanted)}


def answers_as_typed(questions: Iterable[Question], answers: Answers, saves: int) -> dict[str, Any]:
    typed = {one.key: as_typed(one, answers[one.key]) for one in questions if one.key in answers}
    return {**typed, "saves": saves}


class AccountForm(forms.Form):
    bank_name = forms.CharField(label=gettext_lazy("金融機関の名前"), max_length=40)
    bank = DigitsField(label=gettext_lazy("金融機関番号"), count=4)
    branch_name = forms.CharField(label=gettext_lazy("支店の名前"), max_length=40)
    branch = DigitsField(label=gettext_lazy("支店番号"), count=3)
    kind = forms.ChoiceField(
        label=gettext_lazy("口座の種類"), choices=Account.Kind.choices, widget=forms.RadioSelect, initial="ordinary"
    )
    number = DigitsField(
        label=gettext_lazy("口座番号"), count=7, help_text=gettext_lazy("7けた。足りないときは前に0を付けます。")
    )
    holder = forms.RegexField(
        label=gettext_lazy("口座名義（カナ）"),
        regex=r"^[ァ-ヶー・（）()．.／/　 A-ZＡ-Ｚ0-9０-９\-－]+$",
        max_length=48,
        help_text=gettext_lazy("通帳のとおりに、全角カタカナで。"),
        error_messages={"invalid": gettext_lazy("通帳のとおりに、カタカナで入れてください")},
    )
    use_required_attribute = False


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("ファイル"),
        allow_empty_file=True,
        help_text=gettext_lazy("PDF、写真（JPEG・PNG）、Word、Excel。10MBまで。"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"}),
    )
    use_required_attribute = False


class MessageForm(forms.Form):
    text = WordsField(label=gettext_lazy("メッセージ"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    use_required_attribute = False


class StaffMessageForm(MessageForm):
    internal = forms.BooleanField(label=gettext_lazy("職員だけのメモにする"), required=False)


class DueForm(forms.Form):
    """Until when the applicant is asked to mend."""

    due_on = JapaneseDateField(label=gettext_lazy("いつまでに"))
    use_required_attribute = False


class WithdrawForm(forms.Form):
    text = WordsField(
        label=gettext_lazy("理由"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    use_required_attribute = False


class PaperForm(forms.Form):
    """A filing that came on paper: by whom, when, and the scan."""

    corporate_number = DigitsField(
        label=gettext_lazy("法人番号"), count=13, required=False, help_text=gettext_lazy("登録のある団体のとき。")
    )
    email = forms.EmailField(
        label=gettext_lazy("メールアドレス"),
        required=False,
        help_text=gettext_lazy("アカウントのある人のとき。登録のアドレスと同じもの。"),
    )
    name = forms.CharField(
        label=gettext_lazy("申請した人の名前"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("アカウントのない人のとき。"),
    )
    arrived_on = JapaneseDateField(label=gettext_lazy("届いた日"))
    scan = forms.FileField(label=gettext_lazy("紙を写したファイル"), help_text=gettext_lazy("PDF か写真。10MBまで。"))
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors and sum(bool(values.get(name)) for name in ("corporate_number", "email", "name")) != 1:
            self.add_error("name", _("法人番号、メールアドレス、名前のうち、一つだけを入れてください"))
        return values

    def arrived_at(self) -> dt.datetime:
        """Noon in Tokyo of the day on the stamp."""
        return dt.datetime.combine(self.cleaned_data["arrived_on"], dt.time(12), TOKYO)


class MandateForm(forms.Form):
    """Who files for this organisation, for what, until when."""

    corporate_number = DigitsField(label=gettext_lazy("代理の団体の法人番号"), count=13)
    scheme = forms.ChoiceField(
        label=gettext_lazy("任せる制度"),
        required=False,
        choices=lambda: [("", _("団体で申請する制度のすべて")), *_of_organisations()],
    )
    ends_on = JapaneseDateField(label=gettext_lazy("いつまで"))
    use_required_attribute = False


def _of_organisations() -> list[tuple[str, Any]]:
    return [(one.code, one.label) for one in all_schemes() if one.applicant is Applicant.ORGANISATION]
