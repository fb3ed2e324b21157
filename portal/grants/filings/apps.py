from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilingsConfig(AppConfig):
    name = "portal.grants.filings"
    verbose_name = _("補助の申請")

    def ready(self) -> None:
        from portal.audit import invariants as checks
        from portal.cases import procedures as cases
        from portal.files import purposes
        from portal.grants.schemes import listeners
        from portal.notices import kinds

        from . import access, invariants, notices, procedures
        from .actions import moving

        for kind in notices.KINDS:
            kinds.register(kind)
        cases.register(procedures.GRANT)
        cases.register(procedures.FILING)
        purposes.register(
            purposes.Purpose(
                access.PURPOSE, _("補助の書類"), ("pdf", "jpeg", "png", "docx", "xlsx"), 10_000_000, access.may_read
            )
        )
        listeners.when_published(moving.move_drafts)
        checks.register("submissions", invariants.submissions_as_sent)
        checks.register("grants", invariants.grants_and_filings)
