"""One rule's answer about one home. The words are made when somebody reads it."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from . import wording

GAP = "\0"
GAP_WITH_UNIT = re.compile(f"{GAP}(?:円|％|mm|㎡|段|人|階|分)?")


class _Unknown:
    def __format__(self, form: str) -> str:
        return GAP


def readable(value: Any) -> Any:
    """Days and lists as they are read; numbers are left to the pattern."""
    if value is None or value == ():
        return _Unknown()
    if isinstance(value, dt.date):
        return _("%(month)d月%(day)d日") % {"month": value.month, "day": value.day}
    return "・".join(map(str, value)) if isinstance(value, tuple) else value


@dataclass(slots=True)
class Line:
    """`need` tells several lines of one rule apart. `values` are what the words are filled with. Never changed: frozen
    would cost a fifth of judging ten thousand homes."""

    code: str
    mark: str
    hard: bool
    values: dict[str, Any]
    source: str
    need: str = ""

    @property
    def words(self) -> wording.Words:
        return wording.WORDS[f"{self.code}.{self.need}" if self.need else self.code]

    @property
    def name(self) -> str:
        return self._filled(self.words.name)

    @property
    def observed(self) -> str:
        return self._filled(self.words.observed)

    @property
    def required(self) -> str:
        return self._filled(self.words.required)

    @property
    def sentence(self) -> str:
        return self._filled(self.words.sentences[self.mark])

    @property
    def easy(self) -> str:
        """The same in やさしい日本語."""
        return self._filled(self.words.easy[self.mark])

    @property
    def remedy(self) -> str:
        return self._filled(self.words.remedies.get(self.mark, ""))

    @property
    def beside(self) -> str:
        """What is printed beside the verdict when this soft line is not ○."""
        return "" if self.hard else self._filled(self.words.beside.get(self.mark, ""))

    def _filled(self, pattern: Any) -> str:
        told = {name: readable(value) for name, value in self.values.items()}
        return GAP_WITH_UNIT.sub(str(wording.NOT_KNOWN), str(pattern).format(**told))
