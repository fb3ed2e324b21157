from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FitConfig(AppConfig):
    name = "housing.fit"
    verbose_name = _("住まいとの相性")

    def ready(self) -> None:
        pass
