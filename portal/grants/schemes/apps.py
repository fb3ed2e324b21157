from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemesConfig(AppConfig):
    name = "portal.grants.schemes"
    verbose_name = _("補助の制度")
