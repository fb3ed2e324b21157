"""The forms of the desk. Nothing is required to save: the rules say what is missing, pinned to the fields here."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.geo import queries as places
from portal.geo.models import Station, Town
from portal.lib.money import yen
from portal.lib.text import plain, plain_number
from portal.lib.verdict import Finding
from portal.ui.forms import FieldError, JapaneseDateField, NumberField, WordsField, YenField

from . import wording
from .choices import CostKind, Guarantee, PaperKind, PartnerKind, Service, Tag
from .models import Listing, Partner
from .steps import ROW_LABELS, Step, column_of, row_of

YEN = {"rent", "fee", "support_fee"}
UNITS = {
    "area": gettext_lazy("㎡"), "house_area": gettext_lazy("㎡"), "dining_tatami": gettext_lazy("畳"),
    "floors_above": gettext_lazy("階"), "floors_below": gettext_lazy("階"), "floor": gettext_lazy("階"),
    "dwellings_total": gettext_lazy("戸"), "capacity": gettext_lazy("人"), "house_capacity": gettext_lazy("人"),
    "house_families": gettext_lazy("世帯"), "stairs": gettext_lazy("段"), "contract_months": gettext_lazy("か月"),
    "support_visits_a_month": gettext_lazy("回"), "entrance_step": "mm", "threshold": "mm", "indoor_step": "mm",
    "corridor_width": "mm", "bath_width": "mm", "toilet_width": "mm", "turning_space": "mm",
}  # fmt: skip
HELP = {
    "town": gettext_lazy("公開されるのは、ここまでです。"),
    "block": gettext_lazy("公開されません。区の担当と、本人が見学を決めた店だけが見ます。例：1-2-3"),
    "name": gettext_lazy("公開されません。"),
    "room_number": gettext_lazy("公開されません。"),
    "area": gettext_lazy("小数2けたまで。例：22.50"),
    "rent": gettext_lazy("1か月の額。管理費は次の欄に分けます。"),
    "fee": gettext_lazy("ないときは 0 と入れます。"),
    "contact": gettext_lazy("電話かメール。公開されません。"),
    "started_on": gettext_lazy("分からなければ空のまま。例：1994年4月1日、平成6年4月1日"),
    "completed_month": gettext_lazy("例：1994年11月、平成6年11月"),
    "capacity": gettext_lazy("契約で住んでよい人数。"),
    "acceptance_terms": gettext_lazy("必要な手だてを書けます。例：「代理納付を使うこと」"),
    "appeal": gettext_lazy("部屋のよいところを、借りる人に。"),
    "changed_on": gettext_lazy("「変更届が必要」のとき。ここから1か月が期限です。"),
    "mirrored_on": gettext_lazy("国のシステムの登録内容を見た日。"),
    "turning_space": gettext_lazy("車いすが回れる場所の直径。1,500mmあると回れます。"),
}
NEEDED = {"town", "area", "rent", "contact"}
LOWEST = {"floor": -5, "rooms": 1, "capacity": 1, "floors_above": 1}
LARGEST = {"floor": 99, "rooms": 20, "floors_above": 99, "floors_below": 20, "contract_months": 1200}
MOST_STATIONS = 3


class PoliteField(forms.CharField):
    """Text in which nobody is turned away."""

    def clean(self, value: Any) -> str:
        text = cast(str, super().clean(value))
        return polite(text)


class PoliteWords(WordsField):
    def clean(self, value: Any) -> str:
        return polite(cast(str, super().clean(value)))


def polite(text: str) -> str:
    """The text itself. Raises `FieldError` on the first words that refuse people, with what to write instead."""
    for words, mend in wording.hits(text):
        raise FieldError(_("「%(words)s」は書けません。") % {"words": words}, mend=mend, code="refusal")
    return text


class MonthField(JapaneseDateField):
    """A year and month, kept as its first day."""

    default_error_messages = {
        "invalid": gettext_lazy("年月が読み取れません。「1994年11月」や「平成6年11月」のように入れてください")
    }

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, str) and value.strip():
            text = plain(value)
            whole = f"{text}1日" if text.endswith("月") else text
            whole = f"{whole}/1" if re.fullmatch(r"\d{4}[/.-]\d{1,2}", whole) else whole
            value = whole
        found = super().to_python(value)
        return found.replace(day=1) if found else None

    def prepare_value(self, value: Any) -> Any:
        return f"{value.year}年{value.month}月" if isinstance(value, dt.date) else value


class AreaField(forms.DecimalField):
    """A number with decimals, however it is typed; `unit` stands behind the box."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": gettext_lazy("数字が読み取れません。「22.50」のように入れてください"),
        "max_decimal_places": gettext_lazy("小数は%(max)sけたまでにしてください"),
    }

    def __init__(self, *, unit: Any = "", **kwargs: Any):
        super().__init__(**kwargs)
        self.unit = unit

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"(?:㎡|m2|畳|,)", "", plain(value))
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "size": "10"}


MONTHS = re.compile(r"(?:家賃の?)?(\d+(?:\.\d{1,2})?)(?:か|ヶ|ケ|カ|箇)?月(?:分)?")


class AmountField(forms.CharField):
    """「1か月」 or 「15,000円」: the cleaned value is ("months", Decimal) or ("yen", int), None when empty."""

    def clean(self, value: Any) -> Any:
        text = plain(cast(str, super().clean(value)))
        if not text:
            return None
        if match := MONTHS.fullmatch(text.replace(" ", "")):
            months = Decimal(match[1])
            if months <= 24:
                return "months", months
        if text in ("なし", "無し", "無"):
            return "yen", 0
        number = plain_number(text)
        if number is None or not 0 <= number <= 10_000_000:
            raise FieldError(_("金額が読み取れません。"), mend=_("「1か月」か「15000円」のように入れてください。"))
        return "yen", number

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, tuple):
            return value
        return f"{value[1].normalize():f}か月" if value[0] == "months" else yen(value[1])


def field_for(part: str, column: models.Field) -> forms.Field:
    """The form field of a column."""
    name = column.name
    common: dict[str, Any] = {"label": column.verbose_name, "help_text": HELP.get(name, ""), "required": False}
    if name == "town":
        return forms.TypedChoiceField(
            choices=lambda: [("", _("選んでください")), *places.town_choices()],
            coerce=_town,
            empty_value=None,
            **common,
        )
    if name == "manager":
        shops = Partner.objects.filter(kind=PartnerKind.SHOP, admitted_at__isnull=False)
        return forms.ModelChoiceField(queryset=shops.select_related("organisation"), empty_label=_("いない"), **common)
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(**common)
    if isinstance(column, models.DateField):
        kind = MonthField if name == "completed_month" else JapaneseDateField
        return kind(**{key: value for key, value in common.items() if key != "help_text" or value})
    if column.choices:
        return forms.TypedChoiceField(
            choices=[pair for pair in column.flatchoices if pair[0] != ""],
            widget=forms.RadioSelect,
            empty_value=column.get_default(),
            **common,
        )
    if isinstance(column, models.DecimalField):
        return AreaField(
            unit=str(UNITS.get(name, "")),
            max_digits=column.max_digits,
            decimal_places=column.decimal_places,
            min_value=Decimal("0.1"),
            **common,
        )
    if isinstance(column, models.IntegerField):
        return _number(name, column, common)
    if isinstance(column, models.TextField):
        return PoliteWords(max_length=column.max_length, widget=forms.Textarea(attrs={"rows": 4}), **common)
    return PoliteField(max_length=column.max_length, **common)


def _number(name: str, column: models.IntegerField, common: dict[str, Any]) -> forms.Field:
    low, high = (
        LOWEST.get(name, 0),
        LARGEST.get(name, 30_000 if column.get_internal_type() != "PositiveIntegerField" else 10_000_000),
    )
    if name in YEN:
        return YenField(min_value=low, max_value=high, **common)
    return NumberField(unit=str(UNITS.get(name, "")), min_value=low, max_value=high, **common)


def _town(code: str) -> Town:
    return Town.objects.get(pk=code)


def _station(code: str) -> Station:
    return Station.objects.get(pk=code)


def row_fields(rows: str) -> dict[str, forms.Field]:
    """The fields of a list of children."""
    if rows == "costs":
        named = {
            f"cost_{kind.value}": AmountField(label=kind.label, required=False, help_text=_("例：1か月、15,000円"))
            for kind in CostKind
        }
        return {
            **named,
            "optional_costs": _many(
                _("選べる（必ずではない）もの"), CostKind.choices, _("しるしのないものは、必ずかかるものとして出ます。")
            ),
        }
    if rows == "accesses":
        return {name: field for place in range(1, MOST_STATIONS + 1) for name, field in _access_fields(place)}
    options = {"guarantees": Guarantee, "welcomes": Tag, "papers": PaperKind}[rows]
    help_text = {"welcomes": _("公開のページに出るのは、そのうちの一部です。出ないものは区の職員だけが見ます。")}.get(
        rows, ""
    )
    return {rows: _many(ROW_LABELS[rows], options.choices, help_text)}


def _many(label: Any, options: Any, help_text: Any = "") -> forms.Field:
    return forms.MultipleChoiceField(
        label=label, choices=options, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def _access_fields(place: int) -> Iterator[tuple[str, forms.Field]]:
    yield (
        f"station{place}",
        forms.TypedChoiceField(
            label=_("駅%(place)d") % {"place": place},
            choices=lambda: [("", _("選んでください")), *((row.code, row.name) for row in places.stations())],
            coerce=_station,
            empty_value=None,
            required=False,
        ),
    )
    yield (
        f"metres{place}",
        NumberField(
            label=_("駅%(place)dまでの道のり") % {"place": place},
            unit="m",
            required=False,
            min_value=1,
            max_value=10_000,
        ),
    )
    yield f"measured{place}", forms.BooleanField(label=_("駅%(place)dは測った") % {"place": place}, required=False)


class StepForm(forms.Form):
    """A step. `saves` is the count of saves that the person saw, so that a stale form is noticed."""

    step: Step
    saves = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._mark(True)

    def full_clean(self) -> None:
        self._mark(False)
        super().full_clean()
        self._mark(True)

    def _mark(self, needed: bool) -> None:
        """What a public home must say is marked 「※必須」, but an empty field can be saved."""
        for name in NEEDED & set(self.fields):
            self.fields[name].required = needed

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if "accesses" in self.step.rows:
            self._check_ways(values)
        return values

    def _check_ways(self, values: dict[str, Any]) -> None:
        seen = []
        for place in range(1, MOST_STATIONS + 1):
            station, metres = values.get(f"station{place}"), values.get(f"metres{place}")
            if station and metres is None and f"metres{place}" not in self.errors:
                self.add_error(
                    f"metres{place}", FieldError(_("道のりが入っていません。"), mend=_("mで入れてください。"))
                )
            if station and station in seen:
                self.add_error(
                    f"station{place}", FieldError(_("同じ駅が二つあります。"), mend=_("一つにしてください。"))
                )
            seen.append(station)

    def parts(self) -> dict[str, Any]:
        """What `actions.save` takes."""
        values = self.cleaned_data
        found: dict[str, Any] = {
            part: {name: values[name] for name in getattr(self.step, part) if name in values}
            for part in ("building", "dwelling", "values")
        }
        for part, columns in found.items():
            for name in [name for name, value in columns.items() if value is None and not column_of(part, name).null]:
                self._keep_a_value(part, name, columns)
        found["rows"] = {rows: list(self._rows(rows)) for rows in self.step.rows if rows != "accesses"}
        if "accesses" in self.step.rows:
            found["accesses"] = list(self._ways())
        return found

    @staticmethod
    def _keep_a_value(part: str, name: str, columns: dict[str, Any]) -> None:
        """An emptied column that must hold something gets its default; one without a default stays as it was."""
        column = column_of(part, name)
        if column.has_default():
            columns[name] = column.get_default()
        else:
            del columns[name]

    def _rows(self, rows: str) -> Iterator[dict[str, Any]]:
        values = self.cleaned_data
        if rows == "costs":
            optional = values["optional_costs"]
            for kind in CostKind:
                if amount := values.get(f"cost_{kind.value}"):
                    yield {
                        "kind": kind,
                        amount[0]: amount[1],
                        "is_required": kind not in optional,
                        "is_at_start": kind != CostKind.RENEWAL,
                    }
        else:
            column = {"guarantees": "means", "welcomes": "tag", "papers": "kind"}[rows]
            yield from ({column: code} for code in values[rows])

    def _ways(self) -> Iterator[dict[str, Any]]:
        values = self.cleaned_data
        for place in range(1, MOST_STATIONS + 1):
            if values.get(f"station{place}"):
                yield {
                    "station": values[f"station{place}"],
                    "metres": values[f"metres{place}"],
                    "is_measured": values[f"measured{place}"],
                }

    def pin(self, findings: Iterable[Finding]) -> None:
        """Show what was found at the field where it is mended."""
        for finding in findings:
            field = {"costs": "cost_deposit", "accesses": "metres1"}.get(finding.field, finding.field)
            if field in self.fields:
                self.add_error(field, FieldError.of(finding))


@cache
def form_of(step: Step) -> type[StepForm]:
    fields: dict[str, Any] = {column.name: field_for(part, column) for part, column in step.columns()}
    for rows in step.rows:
        fields |= row_fields(rows)
    return cast(type[StepForm], type("Step", (StepForm,), {**fields, "step": step}))


def initial(step: Step, listing: Listing) -> dict[str, Any]:
    """What is stored, as the form of a step wants it."""
    found: dict[str, Any] = {"saves": listing.saves}
    for part, column in step.columns():
        row = row_of(listing, part)
        found[column.name] = row.town_id if column.name == "town" else getattr(row, column.name)
    for rows in step.rows:
        found |= _stored(rows, listing)
    return found


def _stored(rows: str, listing: Listing) -> dict[str, Any]:
    if rows == "costs":
        costs = list(listing.costs.all())
        amounts = {
            f"cost_{row.kind}": ("yen", row.yen) if row.yen is not None else ("months", row.months) for row in costs
        }
        return {**amounts, "optional_costs": [row.kind for row in costs if not row.is_required]}
    if rows == "accesses":
        return {
            name: value
            for place, row in enumerate(list(listing.dwelling.building.accesses.all())[:MOST_STATIONS], 1)
            for name, value in (
                (f"station{place}", row.station_id),
                (f"metres{place}", row.metres),
                (f"measured{place}", row.is_measured),
            )
        }
    column = {"guarantees": "means", "welcomes": "tag", "papers": "kind"}[rows]
    return {rows: [getattr(row, column) for row in getattr(listing, rows).all()]}


def as_typed(form: forms.BaseForm) -> dict[str, Any]:
    """What a browser would send back from a form that was only shown, so that findings can be pinned to it."""
    shown = {field.html_name: field.value() for field in form}
    return {name: value for name, value in shown.items() if value is not None and value is not False and value != ""}


class JoinForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("住まいの協力者としての種類"), choices=PartnerKind.choices, widget=forms.RadioSelect
    )
    licence = forms.CharField(
        label=gettext_lazy("宅建免許番号"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("不動産の店は必ず。例：東京都知事(3)第12345号"),
    )
    association = forms.ModelChoiceField(
        label=gettext_lazy("所属する団体"),
        queryset=Partner.objects.filter(kind=PartnerKind.ASSOCIATION, admitted_at__isnull=False).select_related(
            "organisation"
        ),
        required=False,
        empty_label=gettext_lazy("なし"),
    )
    services = _many(gettext_lazy("できること"), Service.choices, gettext_lazy("本当にしているものだけを選びます。"))
    languages = PoliteField(label=gettext_lazy("話せることば"), required=False, max_length=120)
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("kind") == PartnerKind.SHOP and not values.get("licence"):
            self.add_error(
                "licence",
                FieldError(
                    _("宅建免許番号が入っていません。"),
                    mend=_("免許証のとおりに入れてください。"),
                    source=_("宅地建物取引業法"),
                ),
            )
        return values
