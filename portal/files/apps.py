from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "portal.files"
    verbose_name = _("ファイル")

    def ready(self) -> None:
        from portal.audit import invariants as audit_invariants

        from . import invariants

        audit_invariants.register("stored files", invariants.rows_and_files)
