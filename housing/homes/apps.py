from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomesConfig(AppConfig):
    name = "housing.homes"
    verbose_name = _("住まい")

    def ready(self) -> None:
        pass
