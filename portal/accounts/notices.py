from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

INVITED = NoticeKind(
    "accounts.invited", _("団体への招待"), _("団体への招待が届いています"), "people/notices/invited.txt"
)
TO_VERIFY = NoticeKind(
    "accounts.to_verify", _("団体の確認のお願い"), _("確認を待つ団体があります"), "people/notices/to_verify.txt"
)
VERIFIED = NoticeKind("accounts.verified", _("団体の確認"), _("団体の確認が済みました"), "people/notices/verified.txt")
SENT_BACK = NoticeKind(
    "accounts.sent_back",
    _("団体の差し戻し"),
    _("団体の登録に直していただきたい点があります"),
    "people/notices/sent_back.txt",
)
ALL = [INVITED, TO_VERIFY, VERIFIED, SENT_BACK]
