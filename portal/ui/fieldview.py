"""What the templates of forms ask about a field."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

CHOICES = ("radio", "checkbox")


@dataclass(frozen=True)
class Told:
    """One error as it is shown, in the summary and at the field alike."""

    text: str
    mend: str = ""
    source: str = ""


@dataclass(frozen=True)
class Line:
    text: str
    href: str


def is_choices(field: BoundField) -> bool:
    """Radios or several checkboxes, drawn option by option."""
    widget = field.field.widget
    return isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) and "django/" in widget.template_name


def is_tick(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


def mark(field: BoundField) -> str:
    """「※必須」 or 「※任意」; a form with `show_marks = False` (a filter) carries none."""
    if not getattr(field.form, "show_marks", True):
        return ""
    return "required" if field.field.required else "optional"


def width(field: BoundField) -> str:
    """The class that makes a box about as wide as what belongs into it."""
    widget = field.field.widget
    if isinstance(widget, forms.Textarea | forms.Select | forms.FileInput):
        return ""
    attrs = widget.attrs
    expected = int(attrs.get("size") or attrs.get("maxlength") or 99)
    if isinstance(widget, forms.NumberInput | forms.DateInput | forms.TimeInput):
        expected = min(expected, 12)
    return "w-xs" if expected <= 6 else "w-s" if expected <= 16 else "w-m" if expected <= 40 else ""


def box(field: BoundField) -> SafeString:
    """The widget in the portal's clothes."""
    widget = field.field.widget
    attrs: dict[str, str | bool] = {}
    if not is_tick(field) and not field.use_fieldset:
        number = " n" if "data-number" in widget.attrs else ""
        attrs["class"] = " ".join(f"inp {width(field)}{number} {widget.attrs.get('class', '')}".split())
    if isinstance(widget, forms.Textarea) and widget.attrs.get("maxlength"):
        attrs |= {"data-limit": widget.attrs["maxlength"], "maxlength": False}
    return field.as_widget(attrs=attrs)


def _text(field: BoundField | None, error: ValidationError) -> str:
    """Our own words for what Django says in its own."""
    text = " ".join(error.messages)
    if field is None:
        return text
    if error.code == "required" and text == str(forms.Field.default_error_messages["required"]):
        widget = field.field.widget
        if is_tick(field):
            return _("「%(label)s」にチェックを入れてください") % {"label": field.label}
        chosen = field.use_fieldset or isinstance(widget, forms.Select | forms.FileInput)
        pattern = _("「%(label)s」を選んでください") if chosen else _("「%(label)s」を入れてください")
        return pattern % {"label": field.label}
    if error.code in {"max_length", "min_length"} and error.params and "show_value" in error.params:
        pattern = (
            _("「%(label)s」は%(limit)s文字までです（いま%(now)s文字）")
            if error.code == "max_length"
            else _("「%(label)s」は%(limit)s文字以上で入れてください（いま%(now)s文字）")
        )
        return pattern % {
            "label": field.label,
            "limit": error.params["limit_value"],
            "now": error.params["show_value"],
        }
    return text


def told(field: BoundField) -> list[Told]:
    """The errors of a field, each with its way to mend it when there is one."""
    return [_told(field, error) for error in field.errors.as_data()] if field.errors else []


def _told(field: BoundField | None, error: ValidationError) -> Told:
    params = error.params if isinstance(error.params, dict) else {}
    return Told(
        _text(field, error),
        str(getattr(error, "mend", "") or params.get("mend", "")),
        str(getattr(error, "source", "") or params.get("source", "")),
    )


def anchor(field: BoundField) -> str:
    """The id the error summary leads to: the box itself, or the first option."""
    return field.auto_id + "_0" if field.use_fieldset else field.id_for_label or field.auto_id


def general(form: BaseForm) -> list[Told]:
    """Errors of the form as a whole, and of its hidden fields."""
    found = [_told(None, error) for error in form.non_field_errors().as_data()]
    for field in form.hidden_fields():
        found += told(field)
    return found


def lines(*forms_: BaseForm | BaseFormSet) -> list[Line]:
    """Every error of the forms and formsets, in the order of the page."""
    found: list[Line] = []
    for form in forms_:
        if isinstance(form, BaseFormSet):
            found += [Line(" ".join(error.messages), "") for error in form.non_form_errors().as_data()]
            found += lines(*form.forms)
        elif form.is_bound:
            found += [Line(error.text, "") for error in general(form)]
            found += [Line(error.text, "#" + anchor(field)) for field in form.visible_fields() for error in told(field)]
    return found
