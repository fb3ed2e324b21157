from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomesConfig(AppConfig):
    name = "housing.homes"
    verbose_name = _("住まい")

    def ready(self) -> None:
        from portal.cases import procedures as cases
        from portal.files import purposes
        from portal.front import demo as stage
        from portal.front import desks, doors, work
        from portal.front.api import api
        from portal.notices import kinds as notice_kinds
        from portal.search import filters as search_filters
        from portal.search import kinds

        from . import actions, demo, desk, filters, notices, photos, procedures, search, turns
        from . import api as machine
        from .doors import DOOR

        for kind in notices.KINDS:
            notice_kinds.register(kind)
        cases.register(procedures.HOME)
        purposes.register(photos.PURPOSE)
        kinds.register(search.HOME)
        search_filters.register_filterset("home", filters.HomeFilter)
        api.add_router("", machine.router)
        doors.register(DOOR)
        work.register("changes of registered homes", actions.tell_of_changes)
        stage.register(40, "homes", demo.build)
        stage.add_logins(*demo.LOGINS)
        desks.open_desk(desks.PARTNER, desk.DESK)
        turns.register(desk.turns_of)
        for name, item in desk.ITEMS:
            desks.register(name, item)
