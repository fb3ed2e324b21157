from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "portal.letters"
    verbose_name = _("文書")

    def ready(self) -> None:
        from portal.audit import invariants as audit_invariants
        from portal.files import purposes

        from . import access, actions, invariants

        audit_invariants.register("letter numbers", invariants.numbers_and_letters)
        audit_invariants.register("letter files", invariants.bytes_and_digests)
        purposes.register(purposes.Purpose(actions.PURPOSE, _("文書"), ("pdf",), 5_000_000, access.may_read_file))
