"""A verdict as pages show it."""

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from .choices import IF, NO
from .lines import Line
from .verdict import Verdict


def advice_url() -> str:
    """Where people ask for advice, "" where nobody gives it."""
    try:
        return reverse("consultations:start")
    except NoReverseMatch:
        return ""


def context(verdict: Verdict, easy: bool = False) -> dict:
    """For `fit/lines.html` and `fit/reasons.html`."""
    return {
        "verdict": verdict,
        "reasons": verdict.beside,
        "rows": [(line, remedy(line)) for line in verdict.ordered],
        "advice_url": advice_url(),
        "easy": easy,
    }


def remedy(line: Line) -> str:
    """A link where somebody can be asked; soft lines say that they decide nothing."""
    url, text = advice_url(), line.remedy
    linked = format_html('<a href="{}">{}</a>', url, text) if url and text else text
    if line.hard or line.mark not in (IF, NO):
        return linked
    note = _("（合う・合わないには使いません）")
    return format_html("{}{}", linked, note) if linked else note
