from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilitiesConfig(AppConfig):
    name = "portal.facilities"
    verbose_name = _("事業所")

    def ready(self) -> None:
        from portal.accounts.verification import when_verified
        from portal.search import kinds
        from portal.search.filters import register_filterset

        from . import actions, search
        from .filters import FacilityFilter

        kinds.register(search.FACILITY)
        register_filterset("facility", FacilityFilter)
        when_verified(actions.adopt)
