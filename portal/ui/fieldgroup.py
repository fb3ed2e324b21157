"""A field as it stands on a page: name, support, boxes, errors. Drawn by functions, as its options are: a list page has
some fifteen fields, and a template for each costs more than all of their options.
"""

from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.ui import drawing
from portal.ui.drawing import text
from portal.ui.fieldview import Told, box, is_choices, is_tick, mark, told


def draw(field: BoundField) -> SafeString:
    tag = "fieldset" if field.use_fieldset else "div"
    about = field.aria_describedby if field.use_fieldset else ""
    described = f' aria-describedby="{about}"' if about else ""
    errors = told(field)
    bad = " bad" if errors else ""
    boxes = "" if is_tick(field) else _boxes(field)
    inside = "\n".join(filter(None, [_name(field), _support(field), boxes, _errors(field, errors)]))
    return SafeString(f'<{tag} class="fld{bad}"{described}>\n{inside}\n</{tag}>')


def _name(field: BoundField) -> str:
    """The name with its mark; a single tick stands before its own name, which needs no mark when it is optional."""
    label, marked = text(field.label), mark(field)
    if is_tick(field):
        required = _mark(marked) if marked == "required" else ""
        return f'<label class="check">{box(field)}<span>{label}{required}</span></label>'
    if field.use_fieldset:
        return f'<legend class="lbl">{label}{_mark(marked)}</legend>'
    return f'<label class="lbl" for="{text(field.id_for_label)}">{label}{_mark(marked)}</label>'


def _mark(marked: str) -> str:
    if marked == "required":
        return f'<span class="req">{_("※必須")}</span>'
    return f'<span class="opt">{_("※任意")}</span>' if marked else ""


def _support(field: BoundField) -> str:
    return f'<div class="sup" id="{text(field.auto_id)}_helptext">{field.help_text}</div>' if field.help_text else ""


def _boxes(field: BoundField) -> str:
    if not is_choices(field):
        unit = getattr(field.field, "unit", "")
        behind = f'<span class="unit">{text(unit)}</span>' if unit else ""
        return f'<div class="box">{box(field)}{behind}</div>'
    options = [option.data for option in field]
    short = 0 < len(options) <= 3 and all(len(str(option["label"])) <= 8 for option in options)
    return f'<div class="checks{" side-by-side" if short else ""}">{drawing.options(options)}</div>'


def _errors(field: BoundField, errors: list[Told]) -> str:
    said = "".join(map(_error, errors))
    return f'<div id="{text(field.auto_id)}_error">{said}</div>' if errors else ""


def _error(error: Told) -> str:
    said = f'<p class="err"><span class="hide">{_("エラー：")}</span>{text(error.text)}</p>'
    if not error.mend:
        return said
    source = f"<small>{text(error.source)}</small>" if error.source else ""
    return f'{said}<div class="mend"><b>{_("こう直せます")}</b>　{text(error.mend)}{source}</div>'
