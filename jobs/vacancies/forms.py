"""The employer's forms: steps as data, each a form over the columns of the terms and a table of rows.

Nothing is required to save. The rules say what is missing, and their findings are pinned to the fields here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import ErrorDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.codelists.models import Code
from portal.lib.verdict import Finding
from portal.ui.forms import FieldError, JapaneseDateField, NumberField, YenField

from . import answers, choices
from .models import Terms
from .rules import STATUTORY

NEEDED = {name for name, _label, _mend in STATUTORY} | {
    "duties_change",
    "place_change",
    "trial_months",
    "direct_employment",
}
CODE_LISTS = {"occupation": "occupation", "employment": "employment"}
TICKS = {
    "registry_notice": _("採用の時に、保育士特定登録取消者管理システムで登録の取消しの有無を確かめることを知らせます"),
    "child_safety_notice": _(
        "2026年12月25日から、子どもに接する仕事では、採用の時に犯罪事実の確認をすることを知らせます"
    ),
}
HELP = {
    "title": _("30字まで。求職者がはじめに見る名前です。"),
    "duties": _("入ってすぐの仕事を80字以上で。はじめの3行で分かるように書きます。"),
    "duties_change": _("将来、配置換えなどで仕事が変わることがあるか。"),
    "place_change": _("将来、異動などで働く場所が変わることがあるか。"),
    "trial_months": _("ないときは 0 と入れます。"),
    "weekly_minutes": _("休憩を除きます。40時間は 2,400分です。"),
    "annual_hours": _("1年に働く日数×1日の時間。最低賃金を確かめるのに使います。"),
    "base_low": _("決まって払う額。手当と固定残業代は別の欄に分けます。"),
    "fixed_overtime": _("残業をしなくても払う、決まった時間分の残業代。なければ空のままにします。"),
    "sex_reason": _("法令で認められる事情があるときだけ書きます。区の職員が確かめます。"),
    "questions": _("仕事の力に関係のない質問（家族、本籍、宗教など）はできません。"),
    "start_on": _("この日の最低賃金も確かめます。"),
}


@dataclass(frozen=True)
class Step:
    code: str
    label: str | Promise
    columns: tuple[str, ...]
    rows: str = ""
    rows_first: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        rows = (self.rows,) if self.rows else ()
        return rows + self.columns if self.rows_first else self.columns + rows


STEPS = (
    Step(
        "work",
        _("仕事"),
        ("direct_employment", "occupation", "title", "duties", "body_care", "duties_change", "duties_change_text"),
    ),
    Step(
        "contract",
        _("場所と契約"),
        (
            "place_change", "place_change_text", "employment", "contract", "contract_from", "contract_to",
            "contract_months", "renewal", "renewal_criteria", "renewal_limit", "renewal_limit_value", "trial_months",
            "trial_same", "trial_base", "trial_text",
        ),
    ),
    Step(
        "hours",
        _("時間と休日"),
        (
            "variable_hours", "days_min", "days_max", "weekly_minutes", "annual_hours", "night", "night_min",
            "night_max", "night_pay", "night_nap", "night_staff", "overtime", "overtime_hours", "overtime_special",
            "holidays", "annual_holidays", "paid_leave",
        ),
        "shifts",
        rows_first=True,
    ),
    Step(
        "pay",
        _("賃金"),
        (
            "wage_type", "base_low", "base_high", "fixed_overtime", "fixed_overtime_hours", "fixed_overtime_excess",
            "raise_given", "raise_text", "bonus", "bonus_months", "commute", "commute_cap", "closing_day", "pay_day",
            "improvement_class", "improvement_pay", "housing_allowance",
        ),
        "parts",
    ),
    Step(
        "insurance",
        _("保険とたばこ"),
        (
            "health_insurance", "pension", "injury_insurance", "unemployment_insurance", "retirement_pay",
            "retirement_age", "smoking",
        ),
    ),
    Step(
        "people",
        _("求める人"),
        (
            "experience_required", "experience_text", "education_text", "age_limited", "age_reason", "age_min",
            "age_max", "age_text", "japanese", "residence", "sex_reason",
        ),
        "qualifications",
    ),
    Step(
        "selection",
        _("選考"),
        (
            "openings", "recruit_until", "start_on", "selection", "documents", "questions", "answer_days", "visits",
            "trial_work", "questions_welcome", "registry_notice", "child_safety_notice",
        ),
    ),
    Step(
        "support",
        _("支援と新卒"),
        (
            "housing_help", "nursery", "qualification_help", "guarantor", "dementia_training", "new_graduates",
            "youth_hiring", "youth_training", "youth_hours", "appeal",
        ),
        "features",
    ),
)  # fmt: skip
BY_CODE = {step.code: step for step in STEPS}
STEP_OF = {name: step for step in STEPS for name in step.fields}
ORDERED_PAIRS = [
    ("base_low", "base_high"),
    ("days_min", "days_max"),
    ("night_min", "night_max"),
    ("age_min", "age_max"),
    ("contract_from", "contract_to"),
]
LIMITS = {
    "days_min": (1, 7),
    "days_max": (1, 7),
    "annual_holidays": (0, 366),
    "openings": (1, 999),
    "annual_hours": (1, 8784),
}
LARGEST = 2_000_000_000


def _yes_no(label: Any, help_text: Any) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=[("True", _("はい")), ("False", _("いいえ"))],
        coerce=lambda value: value == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )


def field_for(column: models.Field, **kwargs: Any) -> forms.Field:
    """The form field of a column of the terms."""
    name, label = column.name, column.verbose_name
    help_text = HELP.get(name, "")
    common: dict[str, Any] = {"label": label, "help_text": help_text, "required": False}
    if name in CODE_LISTS:
        offered = Code.objects.of(CODE_LISTS[name]).filter(valid_to=None)
        return forms.ModelChoiceField(queryset=offered, empty_label=_("選んでください"), **common)
    if name in TICKS:
        return forms.BooleanField(label=TICKS[name], required=False)
    if isinstance(column, models.BooleanField):
        return _yes_no(label, help_text)
    if isinstance(column, models.DateField):
        return JapaneseDateField(label=label, required=False, **({"help_text": help_text} if help_text else {}))
    if column.choices:
        return forms.ChoiceField(choices=column.choices, widget=forms.RadioSelect, **common)
    if isinstance(column, models.PositiveIntegerField | models.PositiveSmallIntegerField):
        low, high = LIMITS.get(name, (0, LARGEST))
        if name in answers.YEN:
            return YenField(min_value=low, max_value=high, **common)
        return NumberField(unit=answers.UNITS.get(name, ""), min_value=low, max_value=high, **common)
    if isinstance(column, models.TextField):
        rows = forms.Textarea(attrs={"rows": 8 if name == "duties" else 4})
        return forms.CharField(max_length=column.max_length, widget=rows, **common)
    field: Any = column.formfield(**{**kwargs, **common})
    field.unit = answers.UNITS.get(name, "")
    return field


class StepForm(forms.ModelForm):
    """A step. `saves` is the count of saves that the person saw, so that a stale form is noticed."""

    saves = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["saves"] = self.instance.saves
        self._mark(True)

    def full_clean(self) -> None:
        self._mark(False)
        super().full_clean()
        self._mark(True)

    def _mark(self, needed: bool) -> None:
        """What the law wants said is marked 「※必須」, but an empty field can be saved."""
        for name in NEEDED & set(self.fields):
            self.fields[name].required = needed

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for low, high in ORDERED_PAIRS:
            if values.get(low) is not None and values.get(high) is not None and values[high] < values[low]:
                self.add_error(
                    high, FieldError(_("下と上が逆になっています。"), mend=_("上は下と同じか、それより大きくします。"))
                )
        return values

    def _post_clean(self) -> None:
        """The instance stays as it was read: only `actions.save_terms` writes."""

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "saves"}

    def pin(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            if finding.field in self.fields:
                self.add_error(finding.field, FieldError.of(finding))


@cache
def form_of(step: Step) -> type[StepForm]:
    made = forms.modelform_factory(Terms, form=StepForm, fields=step.columns, formfield_callback=field_for)
    return cast(type[StepForm], made)


# Rows


ROW_HELP = {
    "shifts": _("勤務を1行に一つずつ。次の日に終わる勤務も、終わる時刻をそのまま入れます。"),
    "parts": _("金額は賃金の形と同じ単位で（月給なら1か月、時給なら1時間あたり）。幅がなければ上は空のままにします。"),
    "qualifications": _("「必要」が二つ以上あるときは、どれか一つあればよいことになります。"),
    "features": _("数字や決まりで裏づけられるものだけを書きます。"),
}


class RowForm(forms.Form):
    """A row of a table. A row in which nothing was written does not count."""

    preset: tuple[str, ...] = ()
    use_required_attribute = False

    def is_blank(self) -> bool:
        written = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if name not in (*self.preset, "DELETE")
        }
        return not any(value not in (None, "", [], False) for value in written.values())

    def full_clean(self) -> None:
        if self.is_bound and self.is_blank():
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()


class ShiftForm(RowForm):
    name = forms.CharField(label=_("勤務の名前"), max_length=20, widget=forms.TextInput(attrs={"size": "16"}))
    days = forms.TypedMultipleChoiceField(
        label=_("曜日"), choices=choices.DAYS, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    start = forms.TimeField(label=_("始業"), widget=forms.TimeInput(format="%H:%M", attrs={"size": "8"}))
    end = forms.TimeField(label=_("終業"), widget=forms.TimeInput(format="%H:%M", attrs={"size": "8"}))
    break_minutes = NumberField(label=_("休憩"), unit=_("分"), max_value=720)
    per_month = NumberField(label=_("月の回数"), unit=_("回"), required=False, max_value=31)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if "days" in values:
            values["days"] = sum(values["days"])
        return values


class PartForm(RowForm):
    preset = ("kind", "counts_for_minimum")
    kind = forms.ChoiceField(label=_("種類"), choices=choices.PartKind.choices)
    name = forms.CharField(label=_("手当の名前"), max_length=30, widget=forms.TextInput(attrs={"size": "20"}))
    low = YenField(label=_("金額"), max_value=LARGEST)
    high = YenField(label=_("金額（上）"), required=False, max_value=LARGEST)
    counts_for_minimum = forms.BooleanField(label=_("最低賃金の計算に入れる"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        low, high = values.get("low"), values.get("high")
        if low is not None:
            values["high"] = low if high is None else high
            if values["high"] < low:
                self.add_error(
                    "high",
                    FieldError(_("下と上が逆になっています。"), mend=_("上は下と同じか、それより大きくします。")),
                )
        return values


class WishForm(RowForm):
    preset = ("need",)
    code = forms.ModelChoiceField(
        label=_("資格"),
        queryset=Code.objects.of("qualification").filter(valid_to=None),
        empty_label=_("選んでください"),
    )
    need = forms.ChoiceField(label=_("必要さ"), choices=choices.Need.choices)


class FactForm(RowForm):
    code = forms.ModelChoiceField(
        label=_("条件"), queryset=Code.objects.of("feature").filter(valid_to=None), empty_label=_("選んでください")
    )
    fact = forms.CharField(label=_("裏づけ（数字や決まり）"), max_length=100)


class Rows(forms.BaseFormSet):
    """The rows of a step; `values` are those that stay."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("この行を消す")

    def clean(self) -> None:
        codes = [values["code"].pk for values in self.values if "code" in values]
        if len(codes) != len(set(codes)):
            raise ValidationError(_("同じものが二つあります。一つにしてください。"))

    @property
    def values(self) -> list[dict[str, Any]]:
        kept = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        return [
            {name: value for name, value in values.items() if name != "DELETE"}
            for values in kept
            if not values.get("DELETE")
        ]

    def pin(self, findings: Iterable[Finding], rows: str) -> None:
        self.non_form_errors().data.extend(FieldError.of(finding) for finding in findings if finding.field == rows)


ROW_FORMS = {"shifts": ShiftForm, "parts": PartForm, "qualifications": WishForm, "features": FactForm}


@cache
def formset_of(rows: str, extra: int = 0) -> type[Rows]:
    made = forms.formset_factory(
        ROW_FORMS[rows], formset=Rows, extra=extra, can_delete=True, max_num=60, absolute_max=60
    )
    return cast(type[Rows], made)


def rows_of(terms: Terms, rows: str) -> list[dict[str, Any]]:
    """The stored rows as the formset wants them."""
    names = ROW_FORMS[rows].base_fields
    found = [{name: getattr(row, name) for name in names} for row in getattr(terms, rows).all()]
    if rows == "shifts":
        for values in found:
            values["days"] = [bit for bit, _day in choices.DAYS if values["days"] & bit]
    return found


def as_typed(form: forms.BaseForm | forms.BaseFormSet) -> dict[str, Any]:
    """What a browser would send back from a form that was only shown, so that findings can be pinned to it."""
    if isinstance(form, forms.BaseFormSet):
        sent = as_typed(form.management_form)
        for row in form.forms:
            sent |= as_typed(row)
        return sent
    return {field.html_name: value for field in form if (value := field.value()) is not None and value != ""}


class TransitionForm(forms.Form):
    """What a step of the life cycle asks: the outcome of a filled vacancy, the new last day of an expired one."""

    FIELDS = {
        "outcome": lambda: forms.ChoiceField(
            label=_("どのように決まりましたか"), choices=choices.Outcome.choices, widget=forms.RadioSelect
        ),
        "recruit_until": lambda: JapaneseDateField(label=_("新しい募集の終わり")),
    }
    use_required_attribute = False

    @classmethod
    def of(cls, transition: Any, **kwargs: Any) -> "TransitionForm | None":
        """The form of a transition, None for a plain button."""
        if transition.form not in cls.FIELDS:
            return None
        form = cls(**kwargs)
        form.fields[transition.form] = cls.FIELDS[transition.form]()
        return form
