from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "portal.grants.decisions"
    verbose_name = _("補助の決定")
