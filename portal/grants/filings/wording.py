"""Answers in words, and what a person writes in a cell as an answer."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from portal.grants.schemes.structure import Answers, Question
from portal.lib.dates import long_date
from portal.lib.money import yen
from portal.lib.text import plain

from .rules import shown

YES = {"はい", "有", "あり", "○", "◯", "1", "true", "yes"}
NO = {"いいえ", "無", "なし", "×", "0", "false", "no"}


def in_words(question: Question, value: Any) -> str:
    """Empty where nothing was answered."""
    if value is None or value == "":
        return ""
    if question.kind == "yes_no":
        return _("はい") if value else _("いいえ")
    if question.kind == "date":
        return long_date(dt.date.fromisoformat(value))
    if question.kind == "yen":
        return yen(value)
    if question.kind == "count":
        return f"{value:,}"
    labels = {code: str(label) for code, label in question.choices}
    if question.kind == "many":
        return "、".join(labels.get(code, code) for code in value)
    return labels.get(value, str(value)) if question.kind == "choice" else str(value)


def lines(questions: Iterable[Question], answers: Answers) -> list[tuple[Question, str]]:
    """Each question that was asked, with its answer in words."""
    return [(question, in_words(question, answers.get(question.key))) for question in shown(questions, answers)]


def from_cell(question: Question, text: str) -> Any:
    """What the form of a row expects for the words in a cell; what it does not know it gets as it stands."""
    word = plain(text)
    if question.kind == "yes_no":
        low = word.lower()
        return "True" if low in YES else "False" if low in NO else text
    if question.kind == "choice":
        return _code(question, word)
    if question.kind == "many":
        return [_code(question, part.strip()) for part in word.replace(",", "、").split("、") if part.strip()]
    return text


def _code(question: Question, word: str) -> str:
    return next((code for code, label in question.choices if word in (plain(str(label)), code)), word)


def hint(question: Question) -> str:
    """What may stand in a column, for the second line of the template."""
    if question.kind == "yes_no":
        return _("はい／いいえ")
    if question.choices:
        return "／".join(str(label) for _code, label in question.choices)
    if question.kind == "date":
        return str(question.help or _("例：2026年4月1日"))
    return str(question.help or {"yen": _("円"), "count": _("数字")}.get(question.kind, ""))
