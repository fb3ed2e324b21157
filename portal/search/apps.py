from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "portal.search"
    verbose_name = _("検索")

    def ready(self) -> None:
        from portal.audit import invariants
        from portal.notices import kinds

        from . import actions, notices

        invariants.register("index parity", actions.problems)
        kinds.register(notices.ALERT)
