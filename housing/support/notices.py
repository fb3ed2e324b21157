from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

MOVED = NoticeKind("support_moved", _("支援の動き"), _("練馬区からのお知らせ"), "support/notices/moved.txt")
REMIND = NoticeKind("support_remind", _("支援のお願い"), _("練馬区からのお願い"), "support/notices/remind.txt")
CHECK = NoticeKind("support_check", _("確認の日"), _("練馬区からのお願い"), "support/notices/check.txt")
KINDS = [MOVED, REMIND, CHECK]
