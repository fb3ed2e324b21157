from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "jobs.applications"
    verbose_name = _("応募")

    def ready(self) -> None:
        from jobs.vacancies import endings
        from portal.cases import procedures as cases
        from portal.front import demo as stage
        from portal.front import desks
        from portal.notices import kinds

        from . import actions, demo, desk, notices, procedures

        for kind in notices.KINDS:
            kinds.register(kind)
        cases.register(procedures.APPLICATION)
        stage.register(50, "applications", demo.build)
        endings.when_ended(actions.close_for)
        for name, item in desk.ITEMS:
            desks.register(name, item)
