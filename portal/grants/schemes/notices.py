from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

# Neither subject nor body names the scheme: it tells of an income, a child, a household.
REMINDER = NoticeKind("grant_reminder", _("申請できる日"), _("練馬区からのお知らせ"), "schemes/notices/reminder.txt")
KINDS = [REMINDER]
