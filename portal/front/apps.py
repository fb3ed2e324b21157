from django.apps import AppConfig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.lib.dates import tokyo_date


class FrontConfig(AppConfig):
    name = "portal.front"
    verbose_name = _("入口")

    def ready(self) -> None:
        from portal.facilities.api import router as facilities

        from . import cast, demo
        from .api import api

        api.add_router("", facilities)
        demo.register(10, "people", cast.people)
        demo.register(15, "duties", cast.duties)
        demo.register(20, "organisations", cast.organisations)
        demo.register(30, "facilities", cast.facilities)
        self._work()
        self._doors()
        self._desks()

    def _work(self) -> None:
        from portal.bookings.actions import release_lapsed
        from portal.cases.actions import run_clocks
        from portal.files.actions import scan_waiting
        from portal.grants.schemes.reminders import send_reminders
        from portal.notices.actions import deliver
        from portal.search.actions import consume, send_alerts

        from . import work

        work.register("mail", deliver)
        work.register("index", lambda *, at: consume())
        work.register("alerts", send_alerts)
        work.register("clocks", run_clocks)
        work.register("bookings", release_lapsed)
        work.register("reminders", send_reminders)
        work.register("files", scan_waiting)

    def _doors(self) -> None:
        from portal.facilities.models import Facility

        from . import doors

        doors.register(
            doors.Door(
                label=_("事業所をさがす"),
                text=_("区内の介護・障害福祉・保育の事業所。定員、駅からの分数、公的な事実を見られます。"),
                url_name="facilities:list",
                icon="house",
                figure=lambda: (Facility.objects.count(), _("か所")),
                nav=_("事業所"),
                order=50,
            )
        )
        doors.register(
            doors.Door(
                label=_("補助・助成を使う"),
                text=_("いつから申請できるか、いくら出るかを、申し込む前に確かめられます。"),
                url_name="catalogue:list",
                icon="document",
                figure=self._open_schemes,
                nav=_("補助・助成"),
                order=40,
            )
        )

    def _open_schemes(self) -> tuple[int, Promise]:
        from portal.grants.catalogue.queries import standings

        return sum(one.can_begin for one in standings(tokyo_date(timezone.now()))), _("件受付中")

    def _desks(self) -> None:
        from portal.accounts.queries import organisations_to_verify
        from portal.grants.decisions import desk as decisions
        from portal.grants.filings import desk as filings
        from portal.grants.schemes import desk as schemes

        from .desks import EMPLOYER, MY, STAFF, Desk, DeskItem, open_desk, register

        open_desk(MY, Desk(_("マイページ"), "front:my", lambda request: True))
        open_desk(
            EMPLOYER,
            Desk(_("事業所の机"), "front:employer", lambda request: bool(getattr(request, "organisation", None))),
        )
        open_desk(STAFF, Desk(_("区の机"), "front:staff", lambda request: request.user.is_staff))

        def to_verify(request: HttpRequest) -> int:
            return organisations_to_verify().count()

        for item in (
            DeskItem(_("見学などの予約"), "bookings:mine", None, 25),
            DeskItem(_("保存した条件"), "search:saved", None, 26),
            DeskItem(_("補助・助成の申請"), "filings:mine", filings.mine, 28),
            DeskItem(_("お知らせ"), "notices:inbox", None, 40),
            DeskItem(_("登録と安全"), "people:account", None, 50),
            DeskItem(_("所属する団体"), "people:organisations", None, 60),
        ):
            register(MY, item)
        register(EMPLOYER, DeskItem(_("補助の申請"), "filings:ours", filings.ours, 45))
        for item in (
            DeskItem(_("補助の審査"), "filings:staff_list", filings.for_ward, 50, schemes.has_duty),
            DeskItem(_("補助の決定"), "decisions:list", decisions.for_ward, 51, schemes.has_duty),
            DeskItem(_("補助の支払"), "payments:index", None, 52, schemes.has_duty),
            DeskItem(_("補助の予算"), "budget:index", None, 53, schemes.has_duty),
            DeskItem(_("補助の制度"), "schemes:list", None, 54, schemes.has_duty),
            DeskItem(_("補助の役割"), "schemes:duties", None, 55, schemes.gives_duties),
        ):
            register(STAFF, item)
        register(STAFF, DeskItem(_("団体の確認"), "people:staff_organisations", to_verify, 30))
        register(STAFF, DeskItem(_("送れなかったメール"), "people:staff_mail", None, 95))
