from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "portal.audit"
    verbose_name = _("監査記録")

    def ready(self) -> None:
        from . import invariants, verifier

        invariants.register("audit chain", verifier.broken_links)
