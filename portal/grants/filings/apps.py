from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilingsConfig(AppConfig):
    name = "portal.grants.filings"
    verbose_name = _("補助の申請")
