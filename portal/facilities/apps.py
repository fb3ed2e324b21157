from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilitiesConfig(AppConfig):
    name = "portal.facilities"
    verbose_name = _("事業所")

    def ready(self) -> None:
        from portal.search import kinds

        from . import search

        kinds.register(search.FACILITY)
