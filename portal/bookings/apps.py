from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingsConfig(AppConfig):
    name = "portal.bookings"
    verbose_name = _("予約")

    def ready(self) -> None:
        from portal.accounts import closing
        from portal.audit import invariants as audit_invariants
        from portal.notices import kinds

        from . import invariants, notices
        from .actions import cancel_all

        for kind in notices.ALL:
            kinds.register(kind)
        audit_invariants.register("booked places", invariants.miscounted_slots)
        closing.register(closing.Part("bookings", lambda user: (), cancel_all))
