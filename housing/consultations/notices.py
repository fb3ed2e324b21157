"""Neutral in subject and body: who reads over somebody's shoulder learns nothing."""

from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

SUBJECT = _("練馬区からのお知らせ")
MOVED = NoticeKind("consultation_moved", _("お知らせ"), SUBJECT, "consultations/notices/moved.txt")
FOLLOW_UP = NoticeKind("consultation_follow_up", _("確かめるお願い"), SUBJECT, "consultations/notices/follow_up.txt")
CARD = NoticeKind(
    "consultation_card", _("求む物件カード"), _("求む物件カードが届きました"), "consultations/notices/card.txt"
)
CARD_AGAIN = NoticeKind(
    "consultation_card_again",
    _("求む物件カードの返事"),
    _("求む物件カードの返事をお待ちしています"),
    "consultations/notices/card_again.txt",
)
KINDS = [MOVED, FOLLOW_UP, CARD, CARD_AGAIN]
