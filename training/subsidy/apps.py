from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubsidyConfig(AppConfig):
    name = "training.subsidy"
    label = "training_subsidy"
    verbose_name = _("研修の助成")

    def ready(self) -> None:
        from portal.grants.schemes import structure

        from .practitioner import scheme as practitioner

        structure.register(practitioner.SCHEME)
