from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from portal.notices.queries import unread_count

from . import desks, doors, menus


def shell(request: HttpRequest) -> dict:
    """What the frame of every page shows; read only when a template asks for it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict:
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    menu = menus.menu(request)
    links = [(door.nav, reverse(door.url_name)) for door in doors.all_doors()] + menu.nav
    return {
        "demo_line": _("架空データの見本です（実在しません）") if settings.SHOW_DEMO_LINE else "",
        "nav": [(label, url, request.path.startswith(url)) for label, url in links],
        "footer": menu.footer,
        "user": user if signed_in else None,
        "unread": unread_count(user) if user and signed_in else 0,
        "desks": desks.desks_of(request) if signed_in else [],
        "desk": SimpleLazyObject(lambda: desks.here(request)),
    }
