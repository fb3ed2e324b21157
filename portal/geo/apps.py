from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeoConfig(AppConfig):
    name = "portal.geo"
    verbose_name = _("地名と駅")
