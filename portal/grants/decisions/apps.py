from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "portal.grants.decisions"
    verbose_name = _("補助の決定")

    def ready(self) -> None:
        from portal.audit import invariants as checks
        from portal.cases import procedures as cases
        from portal.files import purposes
        from portal.grants.filings import listeners, sections
        from portal.grants.schemes import publishing
        from portal.letters import kinds as letter_kinds
        from portal.notices import kinds

        from . import access, invariants, letters, notices, procedures, queries, section
        from .actions import drafting

        kinds.register(notices.DECISION)
        cases.register(procedures.DECISION)
        for kind in letters.KINDS:
            letter_kinds.register(kind)
        purposes.register(
            purposes.Purpose(access.SHEET, _("決裁の写し"), ("pdf", "jpeg", "png"), 10_000_000, access.may_read_sheet)
        )
        publishing.register(letters.version_problems)
        listeners.when("withdrawn", drafting.filing_withdrawn)
        listeners.when("reopened", drafting.filing_reopened)
        sections.register(30, section.of_grant)
        sections.register_cases(queries.cases_of)
        checks.register("decisions", invariants.decisions_were_decided)
        checks.register("decisions and letters", invariants.letters_say_what_was_decided)
        checks.register("decisions and budgets", invariants.budgets_hold_what_was_decided)
        checks.register("decisions one at a time", invariants.one_at_a_time)
