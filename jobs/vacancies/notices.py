from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

MOVED = NoticeKind("vacancy_moved", _("求人の状態"), _("求人についてのお知らせ"), "vacancies/notices/moved.txt")
CONFIRM = NoticeKind(
    "vacancy_confirm",
    _("求人の確認のお願い"),
    _("求人の内容が今も正しいか、確かめてください"),
    "vacancies/notices/confirm.txt",
)
WAGE = NoticeKind(
    "vacancy_wage",
    _("最低賃金の改定"),
    _("最低賃金が変わります。求人の賃金を確かめてください"),
    "vacancies/notices/wage.txt",
)
KINDS = [MOVED, CONFIRM, WAGE]
