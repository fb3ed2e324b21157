from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "jobs.applications"
    verbose_name = _("応募")

    def ready(self) -> None:
        from jobs.vacancies import listeners
        from portal.accounts import closing as accounts
        from portal.bookings import subjects
        from portal.cases import procedures as cases
        from portal.files import purposes
        from portal.front import demo as stage
        from portal.front import desks
        from portal.notices import kinds

        from . import access, actions, closing, demo, desk, notices, procedures

        for kind in notices.KINDS:
            kinds.register(kind)
        cases.register(procedures.APPLICATION)
        stage.register(50, "applications", demo.build)
        listeners.when_ended(actions.close_for)
        listeners.when_changed(actions.tell_of_changed_terms)
        for name, item in desk.ITEMS:
            desks.register(name, item)
        purposes.register(
            purposes.Purpose("resume", _("履歴書"), ("pdf", "docx", "jpeg", "png"), 5_000_000, access.may_read_resume)
        )
        subjects.register(desk.VISIT)
        accounts.register(closing.APPLICATIONS)
