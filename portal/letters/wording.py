"""What staff write once for many letters. Tags such as `{{氏名}}` are replaced, nothing is interpreted."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.refusal import Refused

from . import kinds

TAG = re.compile(r"\{\{([^{}]*)\}\}")
STRAY = re.compile(r"\{\{|\}\}|｛｛|｝｝")
UNSEEN = {"Cc", "Cf", "Cs", "Cn"}
LABELS = {
    "title": gettext_lazy("題名"),
    "opening": gettext_lazy("前文"),
    "body": gettext_lazy("記書き"),
    "conditions": gettext_lazy("条件"),
    "closing": gettext_lazy("結び"),
    "sender": gettext_lazy("発信者名"),
    "section": gettext_lazy("問い合わせ先"),
}
NEEDED = ("title", "opening", "sender", "section")


@dataclass(frozen=True)
class Wording:
    """A line of a text is a paragraph of the letter. `body` stands under 「記」; conditions are numbered."""

    title: str
    opening: str
    body: str = ""
    conditions: tuple[str, ...] = ()
    closing: str = ""
    sender: str = ""
    section: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From what `plain` gave, as a JSON column keeps it; what is missing is empty."""
        texts = {field.name: data.get(field.name, "") for field in fields(cls) if field.name != "conditions"}
        return cls(**texts, conditions=tuple(data.get("conditions", ())))

    def plain(self) -> dict[str, Any]:
        return {**asdict(self), "conditions": list(self.conditions)}

    def parts(self) -> Iterator[tuple[str, str]]:
        """(name of the part, text), each condition for itself."""
        for field in fields(self):
            value = getattr(self, field.name)
            for text in value if field.name == "conditions" else (value,):
                yield field.name, text

    def changed(self, change: Callable[[str], str]) -> Self:
        texts = {name: change(text) for name, text in self.parts() if name != "conditions"}
        return replace(self, **texts, conditions=tuple(change(text) for text in self.conditions))


def problems(kind: str, wording: Wording) -> list[str]:
    """Why this wording cannot be used for letters of the kind, one plain sentence each; empty when it can."""
    known = kinds.get(kind).tags
    found = [
        _("「%(part)s」が空欄です。") % {"part": LABELS[name]}
        for name, text in wording.parts()
        if (name in NEEDED or name == "conditions") and not visible(text)
    ]
    for name, text in wording.parts():
        part = {"part": LABELS[name]}
        for tag in dict.fromkeys(_tags(text)):
            if tag not in known:
                found.append(_("「%(part)s」の {{%(tag)s}} は、この文書では使えません。") % {**part, "tag": tag})
        if STRAY.search(TAG.sub("", text)):
            found.append(
                _("「%(part)s」の波かっこが、閉じていないか全角です。{{氏名}} のように半角で書いてください。") % part
            )
    return found


def filled(kind: str, wording: Wording, values: Mapping[str, str]) -> Wording:
    """The text of one letter. Raises `Refused` when the wording cannot be used or a value it names is blank."""
    for problem in problems(kind, wording):
        raise Refused(problem)
    return wording.changed(lambda text: TAG.sub(lambda tag: _value(tag[1].strip(), values), text))


def sampled(kind: str, wording: Wording, values: Mapping[str, str]) -> Wording:
    """As `filled`, for looking at: a value that is missing shows the name of its tag."""
    shown = {tag: visible(values.get(tag, "")) or f"〔{tag}〕" for tag in kinds.get(kind).tags}
    return filled(kind, wording, shown)


def visible(text: str) -> str:
    """Without characters nobody sees, such as those that turn the direction of reading. Letters keep their form: no
    normalising, for 﨑 is not 崎 and ㈱ is not (株)."""
    kept = ("\n" if sign == "\n" else " " if sign.isspace() and sign != "\u3000" else sign for sign in text)
    return "".join(sign for sign in kept if sign == "\n" or unicodedata.category(sign) not in UNSEEN).strip()


def _tags(text: str) -> list[str]:
    return [tag.strip() for tag in TAG.findall(text)]


def _value(tag: str, values: Mapping[str, str]) -> str:
    value = visible(str(values.get(tag, "")))
    if not value:
        raise Refused(_("「%(tag)s」が空欄のため、文書を作れません。") % {"tag": tag})
    return value
