from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "housing.consultations"
    verbose_name = _("入居相談")

    def ready(self) -> None:
        from housing.homes import beside, turns
        from portal.accounts import closing as accounts
        from portal.audit import invariants
        from portal.bookings import subjects
        from portal.cases import procedures as cases
        from portal.front import demo as stage
        from portal.front import desks, work
        from portal.notices import kinds

        from . import closing, demo, desk, notices, procedures, queries
        from .actions import asking

        for kind in notices.KINDS:
            kinds.register(kind)
        cases.register(procedures.CONSULTATION)
        subjects.register(desk.VIEWING)
        for name, item in desk.ITEMS:
            desks.register(name, item)
        turns.register(desk.turns_of)
        beside.register(50, desk.ask_section)
        work.register("wish cards", asking.chase_cards)
        accounts.register(closing.CONSULTATIONS)
        invariants.register("protected consultations", queries.protected_without_people)
        stage.register(50, "consultations", demo.build)
