from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first mark found in what a browser calls itself: most claim to be each other, so the order matters.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """A browser and its system by the names their owner knows."""
    browser, system = (_first(marks, user_agent) for marks in (BROWSERS, SYSTEMS))
    return _("%(system)sの%(browser)s") % {"system": system, "browser": browser} if system and browser else user_agent


def _first(marks: dict[str, str], user_agent: str) -> str:
    return next((name for mark, name in marks.items() if mark in user_agent), "")
