from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

MOVED = NoticeKind(
    "application_moved", _("応募の動き"), _("応募・質問についてのお知らせ"), "applications/notices/moved.txt"
)
REMIND = NoticeKind(
    "application_remind", _("返事のお願い"), _("応募への返事をお待ちしています"), "applications/notices/remind.txt"
)
UNANSWERED = NoticeKind(
    "application_unanswered",
    _("返事がまだない応募"),
    _("返事がまだない応募があります"),
    "applications/notices/unanswered.txt",
)
TERMS = NoticeKind(
    "application_terms", _("条件の変更"), _("応募した求人の条件が変わりました"), "applications/notices/terms.txt"
)
KINDS = [MOVED, REMIND, UNANSWERED, TERMS]
