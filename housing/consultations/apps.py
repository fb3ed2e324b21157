from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "housing.consultations"
    verbose_name = _("入居相談")

    def ready(self) -> None:
        pass
