from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "housing.support"
    verbose_name = _("伴走型支援")

    def ready(self) -> None:
        pass
