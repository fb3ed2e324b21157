from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontConfig(AppConfig):
    name = "portal.front"
    verbose_name = _("入口")

    def ready(self) -> None:
        from portal.bookings.actions import release_lapsed
        from portal.cases.actions import run_clocks
        from portal.facilities.api import router as facilities
        from portal.notices.actions import deliver
        from portal.search.actions import consume, send_alerts

        from . import cast, demo, work
        from .api import api

        work.register("mail", deliver)
        work.register("index", lambda *, at: consume())
        work.register("alerts", send_alerts)
        work.register("clocks", run_clocks)
        work.register("bookings", release_lapsed)
        api.add_router("", facilities)
        demo.register(10, "people", cast.people)
        demo.register(20, "organisations", cast.organisations)
        demo.register(30, "facilities", cast.facilities)
