"""What a letter says, checked by the room of letters before it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from portal.letters.kinds import LetterKind
from portal.letters.wording import LABELS, NEEDED, Wording, problems, sampled
from portal.ui.forms import WordsField

from ..models import Version
from .parts import TO_PUBLISH, PartForm

SHORT = ("title", "sender")


class WordingForm(PartForm):
    def __init__(self, version: Version, kind: LetterKind, data: Any = None):
        self.kind = kind
        super().__init__(version, data)

    def build(self, scheme: Any) -> None:
        for name, label in LABELS.items():
            note = TO_PUBLISH if name in NEEDED else ""
            if name in SHORT:
                self.fields[name] = forms.CharField(label=label, help_text=note, required=False, max_length=80)
                continue
            box = forms.Textarea(attrs={"rows": 3})
            self.fields[name] = WordsField(label=label, help_text=note, required=False, max_length=2000, widget=box)
        self.fields["conditions"].help_text = _("一つの条件を1行に書きます。番号は、文書にするときに付きます。")

    def stored(self, version: Version) -> dict[str, Any]:
        kept = dict(version.letters.get(self.kind.code, {}))
        return {**kept, "conditions": "\n".join(lines_of(kept.get("conditions", ())))}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for problem in problems(self.kind.code, self.wording()):
            self.add_error(None, problem)
        return values

    def wording(self) -> Wording:
        texts = {name: self.cleaned_data.get(name, "") for name in LABELS}
        return Wording.of({**texts, "conditions": lines_of(texts["conditions"])})

    def values(self) -> dict[str, Any]:
        return {"letters": {**self.version.letters, self.kind.code: self.wording().plain()}}


def lines_of(conditions: Any) -> list[str]:
    """A text with one condition a line, or a list of them."""
    lines = conditions.splitlines() if isinstance(conditions, str) else conditions
    return [line.strip() for line in lines if line.strip()]


def preview(version: Version, kind: LetterKind) -> list[tuple[str, str]]:
    """(part, text) of a letter with the names of its tags; none while the wording cannot be used."""
    kept = version.letters.get(kind.code)
    if not kept:
        return []
    wording = Wording.of({**kept, "conditions": lines_of(kept.get("conditions", ()))})
    if problems(kind.code, wording):
        return []
    return [(str(LABELS[name]), text) for name, text in sampled(kind.code, wording, {}).parts() if text]
