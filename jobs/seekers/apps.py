from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeekersConfig(AppConfig):
    name = "jobs.seekers"
    verbose_name = _("求職者")

    def ready(self) -> None:
        from portal.accounts import closing as accounts
        from portal.front import desks

        from . import closing

        accounts.register(closing.SEEKER)
        desks.register(desks.MY, desks.DeskItem(_("キープした求人"), "seekers:kept", None, 20))
        desks.register(desks.MY, desks.DeskItem(_("プロフィール"), "seekers:profile", None, 30))
