from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubsidyConfig(AppConfig):
    name = "training.subsidy"
    label = "training_subsidy"
    verbose_name = _("研修の助成")

    def ready(self) -> None:
        from portal.front import demo as stage
        from portal.grants.schemes import structure

        from . import demo
        from .schemes import SCHEMES

        for scheme in SCHEMES:
            structure.register(scheme)
        stage.register(72, "course fees", demo.build)
