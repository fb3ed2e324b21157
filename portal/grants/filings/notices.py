"""Neutral in subject and body: a grant tells of an income, a child, a sentence served."""

from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

SUBJECT = _("練馬区からのお知らせ")
MOVED = NoticeKind("grant_moved", _("補助の手続き"), SUBJECT, "filings/notices/moved.txt")
RECEIPT = NoticeKind("grant_receipt", _("受け付けの控え"), SUBJECT, "filings/notices/receipt.txt")
KINDS = [MOVED, RECEIPT]
