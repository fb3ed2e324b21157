from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubsidyConfig(AppConfig):
    name = "housing.subsidy"
    label = "housing_subsidy"
    verbose_name = _("住まいの補助")

    def ready(self) -> None:
        from portal.front import demo as stage
        from portal.grants.schemes import structure

        from . import demo
        from .schemes import SCHEMES

        for scheme in SCHEMES:
            structure.register(scheme)
        stage.register(71, "staff housing", demo.build)
