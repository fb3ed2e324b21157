"""Fields made of the questions of a scheme. Every question may be left out: conditions say what is missing."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.ui.forms import JapaneseDateField, NumberField, WordsField, YenField

from ..structure import Answers, Question

MOST_YEN = 10_000_000_000
MOST = 1_000_000
FEW = 8  # choices drawn as radios


def field_for(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": question.label, "required": False}
    if question.help or question.kind != "date":
        common["help_text"] = question.help
    if question.kind in ("yen", "count"):
        kind, most = (YenField, MOST_YEN) if question.kind == "yen" else (NumberField, MOST)
        return kind(min_value=question.low or 0, max_value=most if question.high is None else question.high, **common)
    if question.kind == "date":
        return JapaneseDateField(**common)
    if question.kind == "yes_no":
        return forms.TypedChoiceField(
            choices=[("True", _("はい")), ("False", _("いいえ"))],
            coerce=lambda said: said == "True",
            empty_value=None,
            widget=forms.RadioSelect,
            **common,
        )
    if question.kind == "many":
        return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple, **common)
    if question.kind == "choice":
        return choice_field(question.choices, **common)
    if question.kind == "long":
        return WordsField(max_length=question.limit, widget=forms.Textarea(attrs={"rows": 4}), **common)
    return forms.CharField(max_length=question.limit, **common)


def choice_field(choices: Iterable[tuple[str, Any]], **common: Any) -> forms.ChoiceField:
    options = list(choices)
    few = len(options) <= FEW
    shown = options if few else [("", _("選んでください")), *options]
    return forms.ChoiceField(choices=shown, widget=forms.RadioSelect if few else forms.Select, **common)


def as_kept(value: Any) -> Any:
    """A cleaned value as JSON keeps it; None for nothing."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value in ("", None, []) else value


def as_typed(question: Question, kept: Any) -> Any:
    """What a browser would send for a kept answer."""
    if question.kind == "date":
        return JapaneseDateField().prepare_value(dt.date.fromisoformat(kept))
    if question.kind in ("yen", "count"):
        return f"{kept:,}"
    return str(kept) if question.kind == "yes_no" else kept


class QuestionsForm(forms.Form):
    """Every question may be left out."""

    use_required_attribute = False
    show_marks = False

    def __init__(self, questions: Iterable[Question], *args: Any, answers: Answers | None = None, **kwargs: Any):
        self.questions = list(questions)
        told = answers or {}
        typed = {one.key: as_typed(one, told[one.key]) for one in self.questions if told.get(one.key) is not None}
        super().__init__(*args, **{"initial": typed, **kwargs})
        for question in self.questions:
            self.fields[question.key] = field_for(question)

    def answers(self) -> dict[str, Any]:
        """What was answered and asked for, as JSON keeps it."""
        given = {one.key: as_kept(self.cleaned_data.get(one.key)) for one in self.questions}
        return {one.key: given[one.key] for one in self.questions if given[one.key] is not None and _asked(one, given)}


def _asked(question: Question, given: Mapping[str, Any]) -> bool:
    if question.shown_if is None:
        return True
    key, wanted = question.shown_if
    said = given.get(key)
    return wanted in said if isinstance(said, list) else said == wanted
