from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

MOVED = NoticeKind("home_moved", _("部屋の状態"), _("部屋についてのお知らせ"), "homes/notices/moved.txt")
CONFIRM = NoticeKind(
    "home_confirm", _("空きの確認のお願い"), _("部屋が今も空いているか、確かめてください"), "homes/notices/confirm.txt"
)
CHANGE = NoticeKind(
    "home_change_notice", _("変更届の期限"), _("国の登録の変更届について、お知らせ"), "homes/notices/change.txt"
)
ADMITTED = NoticeKind(
    "home_partner", _("住まいの協力者の登録"), _("住まいの協力者の登録について"), "homes/notices/admitted.txt"
)
KINDS = [MOVED, CONFIRM, CHANGE, ADMITTED]
