from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "portal.grants.payments"
    verbose_name = _("補助の支払")

    def ready(self) -> None:
        from portal.audit import invariants as checks
        from portal.grants.decisions import listeners as decisions
        from portal.grants.filings import listeners as filings
        from portal.grants.filings import sections
        from portal.notices import kinds

        from . import invariants, notices, section
        from .actions import owing

        kinds.register(notices.PAYMENT)
        decisions.when_issued(owing.decision_issued)
        filings.when("verified", owing.filing_verified)
        sections.register(40, section.of_grant)
        checks.register("payment files", invariants.files_as_released)
        checks.register("payments", invariants.payments_and_batches)
        checks.register("payments and budgets", invariants.paid_as_the_budget_says)
        checks.register("recoveries", invariants.recoveries_are_sums)
