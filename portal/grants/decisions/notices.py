"""Neutral in subject and body: a grant tells of an income, a child, a sentence served."""

from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

DECISION = NoticeKind("grant_decision", _("補助の決定"), _("練馬区からのお知らせ"), "decisions/notices/told.txt")
