from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "cms.pages"
    verbose_name = _("ページ")

    def ready(self) -> None:
        from portal.front import menus as front_menus
        from portal.search import kinds

        from . import menus, search, signals

        kinds.register(search.KIND)
        front_menus.register(menus.provide)
        signals.connect()
