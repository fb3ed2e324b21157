from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VacanciesConfig(AppConfig):
    name = "jobs.vacancies"
    verbose_name = _("求人")

    def ready(self) -> None:
        from portal.cases import procedures as cases
        from portal.front import demo as stage
        from portal.front import desks, doors, work
        from portal.front.api import api
        from portal.notices import kinds as notice_kinds
        from portal.search import filters as search_filters
        from portal.search import kinds

        from . import actions, demo, desk, filters, notices, procedures, search
        from . import api as machine

        for kind in notices.KINDS:
            notice_kinds.register(kind)
        cases.register(procedures.VACANCY)
        kinds.register(search.VACANCY)
        search_filters.register_filterset("vacancy", filters.VacancyFilter)
        api.add_router("", machine.router)
        doors.register(desk.DOOR)
        stage.register(40, "vacancies", demo.build)
        for name, item in desk.ITEMS:
            desks.register(name, item)
        work.register("vacancies.expire", actions.expire_due)
        work.register("vacancies.wage", actions.apply_minimum_wage)
