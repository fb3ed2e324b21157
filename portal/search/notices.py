from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

ALERT = NoticeKind(
    code="search.alert",
    label=_("保存した条件の新着"),
    subject=_("保存した条件に合う新しい情報があります"),
    template="search/notices/alert.txt",
)
