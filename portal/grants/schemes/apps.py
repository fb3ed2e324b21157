from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchemesConfig(AppConfig):
    name = "portal.grants.schemes"
    verbose_name = _("補助の制度")

    def ready(self) -> None:
        from portal.audit import invariants as checks
        from portal.notices import kinds

        from . import invariants, notices

        for kind in notices.KINDS:
            kinds.register(kind)
        checks.register("grant versions", invariants.published_versions_unchanged)
