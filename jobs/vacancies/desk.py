"""What the vacancies show in the shared halls: the door of the start page and the lines of the desks."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.front.desks import EMPLOYER, STAFF, DeskItem
from portal.front.doors import Door

from . import access


def live_count() -> int:
    return access.public_vacancies().count()


def to_review(request: HttpRequest) -> int:
    return Case.objects.filter(procedure="vacancy", turn="staff").count()


def own(request: HttpRequest) -> int:
    return access.vacancies_of(request.organisation).filter(case__closed_at=None).count()  # type: ignore[attr-defined]


DOOR = Door(
    label=_("仕事をさがす"),
    text=_("介護・保育・障害福祉の求人。曜日と時間、通う分数でさがせます。"),
    url_name="vacancies:list",
    icon="briefcase",
    figure=lambda: (live_count(), _("件を募集中")),
    nav=_("仕事"),
    order=10,
)
ITEMS = [
    (EMPLOYER, DeskItem(_("求人"), "vacancies:employer_list", own, 10)),
    (STAFF, DeskItem(_("求人の審査"), "vacancies:staff_list", to_review, 10)),
    (STAFF, DeskItem(_("最低賃金"), "vacancies:wages", None, 90)),
]
