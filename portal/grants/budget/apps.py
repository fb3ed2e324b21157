from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetConfig(AppConfig):
    name = "portal.grants.budget"
    verbose_name = _("補助の予算")

    def ready(self) -> None:
        from portal.audit import invariants as checks

        from . import invariants

        checks.register("budgets", invariants.columns_are_sums)
        checks.register("budget cases", invariants.cases_hold_what_they_may)
        checks.register("budget transfers", invariants.transfers_balance)
