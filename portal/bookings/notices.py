from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

BOOKED = NoticeKind("bookings.booked", _("予約の確認"), _("予約を受け付けました"), "bookings/notices/booked.txt")
TAKEN = NoticeKind("bookings.taken", _("予約が入った"), _("予約が入りました"), "bookings/notices/taken.txt")
CANCELLED = NoticeKind(
    "bookings.cancelled", _("予約の取消し"), _("予約が取り消されました"), "bookings/notices/cancelled.txt"
)
LAPSED = NoticeKind(
    "bookings.lapsed", _("仮押さえの期限切れ"), _("仮押さえの期限が過ぎました"), "bookings/notices/lapsed.txt"
)
ALL = [BOOKED, TAKEN, CANCELLED, LAPSED]
