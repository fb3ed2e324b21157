"""How forms are drawn, and fields that read what people in Japan type."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.lib.dates import ERAS
from portal.lib.text import digits, plain, plain_number
from portal.lib.verdict import Finding
from portal.ui import fieldgroup
from portal.ui.drawing import STOCK

ERA_STARTS = {era: first.year for first, era in ERAS} | {"大正": 1912, "明治": 1868}
ERA_LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
DATE = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<count>元|\d{1,2})|(?P<year>\d{4}))"
    r"\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?(?:\s*\([月火水木金土日]\))?"
)
COMPACT_DATE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
DASHES = re.compile("[‐‑‒–—―−ー－]")


class PortalRenderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "fieldgroup"

    def render(self, template_name, context, request=None):
        if template_name == self.field_template_name:
            return fieldgroup.draw(context["field"])
        draw = STOCK.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


class FieldError(ValidationError):
    """An error that also says how to mend it, and on what legal ground it stands."""

    def __init__(self, message: str | Promise, *, mend: str | Promise = "", source: str = "", code: str | None = None):
        super().__init__(str(message), code=code)
        self.mend = mend
        self.source = source

    @classmethod
    def of(cls, finding: Finding) -> "FieldError":
        return cls(finding.message, mend=finding.mend, source=finding.source, code=finding.code)


def read_date(text: str) -> dt.date | None:
    """A date written in the western or the Japanese calendar, in any width; None for anything else."""
    written = DASHES.sub("-", plain(text)).upper()
    match = DATE.fullmatch(written) or COMPACT_DATE.fullmatch(written)
    if match is None:
        return None
    parts = match.groupdict()
    if parts["year"]:
        year = int(parts["year"])
    else:
        era = ERA_LETTERS.get(parts["era"], parts["era"])
        year = ERA_STARTS[era] - 1 + (1 if parts["count"] == "元" else int(parts["count"]))
    try:
        return dt.date(year, int(parts["month"]), int(parts["day"]))
    except ValueError:
        return None


class WordsField(forms.CharField):
    """Several lines. A line's end counts as one character, as in the browser, though it is sent as two."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class JapaneseDateField(forms.DateField):
    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("日付が読み取れません。「2026年11月24日」や「令和8年11月24日」のように入れてください"),
        "far": _("1900年から2199年までの日付を入れてください"),
    }

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("help_text", _("例：2026年11月24日、令和8年11月24日、2026/11/24"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        found = super().to_python(value) if isinstance(value, dt.date) else read_date(str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not FIRST_DAY <= found <= LAST_DAY:
            raise ValidationError(self.error_messages["far"], code="far")
        return found

    def prepare_value(self, value: Any) -> Any:
        return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, dt.date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"size": "16", "autocomplete": "off"}


class YenField(forms.IntegerField):
    """Whole yen. Reads full-width digits, separators, 円 and 万; `unit` stands behind the box."""

    widget = forms.TextInput
    unit: str | Promise = _("円")
    default_error_messages = {"invalid": _("金額が読み取れません。「188000」のように数字で入れてください")}

    def __init__(self, *, unit: str | Promise | None = None, **kwargs: Any):
        kwargs.setdefault("min_value", 0)
        super().__init__(**kwargs)
        if unit is not None:
            self.unit = unit

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        found = plain_number(str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off", "size": "12", "data-number": True}


class NumberField(YenField):
    """A whole number of something that is not money: hours, days, people."""

    default_error_messages = {"invalid": _("数字が読み取れません。「40」のように数字で入れてください")}

    def __init__(self, *, unit: str | Promise = "", **kwargs: Any):
        super().__init__(unit=unit, **kwargs)


class DigitsField(forms.CharField):
    """Digits kept as text (telephone, postal code, corporate number); hyphens and full width are taken off.

    `count` is the one or the several numbers of digits it may have.
    """

    default_error_messages = {
        "invalid": _("数字だけで入れてください"),
        "count": _("%(count)sけたの数字で入れてください"),
    }

    def __init__(self, *, count: int | tuple[int, ...], **kwargs: Any):
        self.counts = (count,) if isinstance(count, int) else count
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = plain(str(value)) if value not in self.empty_values else ""
        if not text:
            return ""
        if re.search(r"[^\d\s().+-]", DASHES.sub("-", text)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        found = digits(text)
        if len(found) not in self.counts:
            wanted = "・".join(str(count) for count in self.counts)
            raise ValidationError(self.error_messages["count"], code="count", params={"count": wanted})
        return found

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "size": str(max(self.counts) + 5)}


class Counted:
    """Choices with the number of results behind each; what would find nothing cannot be newly chosen, and in a list of
    more than `LONG` it is left out.

    `counts` is set by the form before drawing; None draws no numbers. Options are made here, not by Django: a list
    page has some 300.
    """

    LONG = 12
    counts: Mapping[str, int] | None = None

    def optgroups(self, name, value, attrs=None):
        shared = {**self.attrs, **(attrs or {})} if self.option_inherits_attrs else {}  # type: ignore[attr-defined]
        groups: list[tuple[str | None, list[dict[str, Any]], int]] = [(None, [], 0)]
        for index, (code, label) in enumerate(self.choices):  # type: ignore[attr-defined]
            if isinstance(label, list | tuple):
                inside = [
                    self._option(name, str(one), told, str(one) in value, shared, f"{index}_{place}")
                    for place, (one, told) in enumerate(label)
                ]
                groups += [(code, inside, index), (None, [], index)]
            else:
                groups[-1][1].append(self._option(name, str(code), label, str(code) in value, shared, index))
        return self._offered(groups)

    def _offered(self, groups):
        if self.counts is not None and sum(len(options) for _name, options, _index in groups) > self.LONG:
            groups = [
                (name, [option for option in options if "disabled" not in option["attrs"]], index)
                for name, options, index in groups
            ]
        return [group for group in groups if group[1]]

    def _option(self, name: str, code: str, label: Any, chosen: bool, shared: dict, index: Any) -> dict[str, Any]:
        count = self._count(code)
        attrs = self._state(chosen, count)
        if shared:
            attrs = {**shared, "id": self.id_for_label(shared.get("id"), index), **attrs}  # type: ignore[attr-defined]
        return {
            "name": name,
            "value": code,
            "label": label,
            "attrs": attrs,
            "count": count,
            "type": self.input_type,  # type: ignore[attr-defined]
            "template_name": self.option_template_name,  # type: ignore[attr-defined]
        }

    def _count(self, code: str) -> int | None:
        return None if self.counts is None or not code else self.counts.get(code, 0)

    def _state(self, chosen: bool, count: int | None) -> dict[str, Any]:
        return {**self.checked_attribute} if chosen else {"disabled": True} if count == 0 else {}  # type: ignore[attr-defined]


class CountedCheckboxes(Counted, forms.CheckboxSelectMultiple):
    pass


class CountedRadios(Counted, forms.RadioSelect):
    pass


class CountedSelect(Counted, forms.Select):
    """It has no room for a number of its own: it stands behind the label."""

    def _option(self, name, code, label, chosen, shared, index):
        count = self._count(code)
        told = label if count is None else f"{label}（{count}）"
        return {"value": code, "label": told, "attrs": self._state(chosen, count), "count": count}
