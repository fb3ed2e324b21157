from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = _("利用者と団体")

    def ready(self) -> None:
        from portal.notices import kinds

        from . import closing, notices
        from .actions.people import forget
        from .checks import strict_settings
        from .queries import organisations_left_alone

        checks.register(strict_settings, checks.Tags.security)
        for kind in notices.ALL:
            kinds.register(kind)
        closing.register(closing.Part("accounts", organisations_left_alone, forget))
