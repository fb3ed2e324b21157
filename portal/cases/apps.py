from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "portal.cases"
    verbose_name = _("案件")

    def ready(self) -> None:
        from portal.audit import invariants

        from . import queries

        invariants.register("cases", queries.impossible_states)
