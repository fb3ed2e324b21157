"""A verdict as pages show it."""

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.ui.templatetags.ui import verdict_mark

from .lines import Line
from .verdict import Verdict


def advice_url() -> str:
    """Where people ask for advice, "" where nobody gives it."""
    try:
        return reverse("consultations:start")
    except NoReverseMatch:
        return ""


def context(verdict: Verdict, easy: bool = False) -> dict:
    """For `fit/lines.html`."""
    head = (
        ["", _("みる ところ"), _("この 部屋"), _("できる こと")]
        if easy
        else ["", _("見るところ"), _("この部屋"), _("あなた"), _("できること")]
    )
    return {
        "verdict": verdict,
        "head": head,
        "rows": [row(line, easy) for line in verdict.ordered],
        "reasons": verdict.beside,
        "advice_url": advice_url(),
        "easy": easy,
    }


def row(line: Line, easy: bool = False) -> list:
    mark = verdict_mark(line.mark, None)
    if easy:
        return [mark, line.name, line.easy, remedy(line)]
    return [mark, line.name, line.observed, line.required, remedy(line)]


def remedy(line: Line) -> str:
    """A link where somebody can be asked; soft lines say that they decide nothing."""
    url, text = advice_url(), line.remedy
    linked = format_html('<a href="{}">{}</a>', url, text) if url and text else text
    if line.hard or line.mark not in ("no", "if"):
        return linked
    note = _("（合う・合わないには使いません）")
    return format_html("{}{}", linked, note) if linked else note
