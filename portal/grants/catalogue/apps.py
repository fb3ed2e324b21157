from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "portal.grants.catalogue"
    verbose_name = _("補助の案内")
