from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomesConfig(AppConfig):
    name = "housing.homes"
    verbose_name = _("住まい")

    def ready(self) -> None:
        from portal.front import doors
        from portal.front.api import api
        from portal.search import filters as search_filters
        from portal.search import kinds

        from . import api as machine
        from . import filters, search
        from .doors import DOOR

        kinds.register(search.HOME)
        search_filters.register_filterset("home", filters.HomeFilter)
        api.add_router("", machine.router)
        doors.register(DOOR)
