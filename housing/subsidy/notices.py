from django.utils.translation import gettext_lazy as _

from portal.notices.kinds import NoticeKind

LANDLORD = NoticeKind(
    "landlord_grant_prepared",
    _("家主支援補助金の申請書"),
    _("補助金の申請書を用意しました"),
    "housing_subsidy/notices/landlord.txt",
)
KINDS = [LANDLORD]
