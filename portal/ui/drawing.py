"""Stock widgets and options drawn by functions: a list page has some 300 options, and a template for each is what it
would spend its time on. What is drawn is what Django's own templates draw.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

Drawn = Mapping[str, Any]


def text(value: object) -> str:
    shown = str(value)
    return shown if isinstance(shown, SafeString) else escape(shown)


def attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def box(widget: Drawn) -> SafeString:
    value = "" if widget["value"] is None else f' value="{text(widget["value"])}"'
    return SafeString(f'<input type="{widget["type"]}" name="{widget["name"]}"{value}{attributes(widget["attrs"])}>')


def select(widget: Drawn) -> SafeString:
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return SafeString(f'<select name="{widget["name"]}"{attributes(widget["attrs"])}>{groups}</select>')


def _group(name: str | None, options: Iterable[Drawn]) -> str:
    inside = "".join(
        f'<option value="{text(option["value"])}"{attributes(option["attrs"])}>{text(option["label"])}</option>'
        for option in options
    )
    return f'<optgroup label="{text(name)}">{inside}</optgroup>' if name else inside


STOCK: dict[str, Callable[[Drawn], SafeString]] = {
    "django/forms/widgets/select.html": select,
    **{
        f"django/forms/widgets/{name}.html": box
        for name in ("input", "text", "number", "email", "url", "hidden", "password", "checkbox")
    },
    **{f"django/forms/widgets/{name}_option.html": box for name in ("checkbox", "radio")},
}


def drawn(widget: Drawn) -> SafeString:
    """A stock widget inside another one."""
    return STOCK[widget["template_name"]](widget)


def options(widgets: Iterable[Drawn]) -> SafeString:
    """Radios or checkboxes with their labels, and the number behind each that is counted."""
    unit = f'<span class="hide">{gettext("件")}</span>'
    return SafeString("".join(_option(widget, unit) for widget in widgets))


def _option(widget: Drawn, unit: str) -> str:
    count = widget.get("count")
    number = "" if count is None else f'<span class="n">{count}{unit}</span>'
    return f'<label class="check">{box(widget)}<span>{text(widget["label"])}</span>{number}</label>'
