from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FitConfig(AppConfig):
    name = "housing.fit"
    verbose_name = _("住まいとの相性")

    def ready(self) -> None:
        from housing.homes import beside
        from portal.front import demo as stage
        from portal.front import desks

        from . import demo, section

        beside.register(10, section.section)
        desks.register(desks.STAFF, desks.DeskItem(_("お金の表"), "fit:money", None, 92))
        stage.register(45, "money", demo.build)
