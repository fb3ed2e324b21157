from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "housing.support"
    verbose_name = _("伴走型支援")

    def ready(self) -> None:
        from housing.consultations import listeners
        from housing.homes import turns
        from portal.accounts import closing as accounts
        from portal.audit import invariants
        from portal.cases import procedures as cases
        from portal.front import demo as stage
        from portal.front import desks
        from portal.notices import kinds

        from . import actions, closing, demo, desk, notices, procedures, queries

        for kind in notices.KINDS:
            kinds.register(kind)
        cases.register(procedures.SUPPORT)
        listeners.when_lease(actions.lease_made)
        listeners.when_protected(actions.protected)
        stage.register(55, "support", demo.build)
        for name, item in desk.ITEMS:
            desks.register(name, item)
        turns.register(desk.turns_of)
        accounts.register(closing.SUPPORTS)
        invariants.register("support months", queries.written_after_closing)
