from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubsidyConfig(AppConfig):
    name = "housing.subsidy"
    label = "housing_subsidy"
    verbose_name = _("住まいの補助")

    def ready(self) -> None:
        from housing.consultations import listeners
        from portal.front import demo as stage
        from portal.grants.schemes import structure
        from portal.notices import kinds

        from . import demo, notices
        from .landlord.actions import when_leased
        from .schemes import SCHEMES

        for scheme in SCHEMES:
            structure.register(scheme)
        for kind in notices.KINDS:
            kinds.register(kind)
        listeners.when_lease(when_leased)
        stage.register(71, "staff housing", demo.build)
