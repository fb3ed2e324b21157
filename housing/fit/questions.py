"""The questions in their order: one a page, each may be skipped."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import forms
from .household import Household


@dataclass(frozen=True)
class Question:
    code: str
    title: str | Promise
    easy: str | Promise
    form: type[forms.AnswerForm]
    note: str | Promise = ""

    def ask(self, household: Household, data: Mapping[str, Any] | None = None) -> forms.AnswerForm:
        return self.form(data, initial={**initial_of(self.form), **self.form.told(household)}, prefix=self.code)

    def skipped(self, household: Household) -> Household:
        """The household as if this had never been asked."""
        blank = Household()
        return replace(household, **{name: getattr(blank, name) for name in FIELDS[self.code]})


def initial_of(form: type[forms.AnswerForm]) -> dict[str, Any]:
    return {name: field.initial for name, field in form.base_fields.items() if field.initial is not None}


QUESTIONS = (
    Question("who", _("だれと住みますか"), _("だれと 住みますか"), forms.WhoForm, _("あなたも入れて数えます。")),
    Question("rent", _("家賃はいくらまでですか"), _("家賃は いくらまで はらえますか"), forms.RentForm),
    Question(
        "money",
        _("お金のことを教えてください"),
        _("お金の ことを 教えてください"),
        forms.MoneyForm,
        _("家賃の重さと、使えるかもしれない給付の目安を計算します。"),
    ),
    Question("place", _("どこに住みたいですか"), _("どこに 住みたいですか"), forms.PlaceForm),
    Question(
        "avoid",
        _("さがさない町はありますか"),
        _("住みたくない 町は ありますか"),
        forms.AvoidForm,
        _("理由は聞きません。どこにも書きません。"),
    ),
    Question(
        "body",
        _("段差や幅で困ることはありますか"),
        _("階段や せまい ところは だいじょうぶですか"),
        forms.BodyForm,
        _("測った値とくらべます。分からない欄は空のままにします。"),
    ),
    Question("when", _("いつまでに入りたいですか"), _("いつまでに 住みたいですか"), forms.WhenForm),
    Question(
        "guarantee",
        _("保証と緊急連絡先はありますか"),
        _("保証人や、急な ときに 電話する 人は いますか"),
        forms.GuaranteeForm,
        _("ないときも、居住支援法人などに頼めます。"),
    ),
    Question("life", _("暮らしに要ることはありますか"), _("くらしに いる ことは ありますか"), forms.LifeForm),
    Question("tags", _("伝えておきたい事情はありますか"), _("言っておきたい ことは ありますか"), forms.TagsForm),
)
FIELDS = {
    "who": forms.WhoForm.plain,
    "rent": forms.RentForm.plain,
    "money": forms.MoneyForm.plain,
    "place": ("areas", "visits", "area_is_must"),
    "avoid": ("avoided",),
    "body": forms.BodyForm.plain,
    "when": forms.WhenForm.plain,
    "guarantee": ("guarantees", "no_guarantee", "has_contact", "needs_proxy"),
    "life": forms.LifeForm.plain,
    "tags": forms.TagsForm.plain,
}


def find(code: str) -> Question | None:
    return next((question for question in QUESTIONS if question.code == code), None)


def answered(household: Household, form: forms.AnswerForm) -> Household:
    """Of a valid form."""
    return replace(household, **form.changes())
