"""The words of a version that staff write: what the public page, the thread and the letters say."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "summary": _("どんな制度か"),
    "easy": _("やさしい日本語で一行"),
    "who": _("だれが使えるか"),
    "pays": _("いくら出るか"),
    "documents": _("用意するもの"),
    "after": _("申請したあと"),
    "contact": _("問い合わせ先"),
    "source": _("もとになる要綱"),
    "objection": _("決定に納得できないとき（教示）"),
    "next": _("次の受付のよてい"),
}
NEEDED = ("summary", "who", "pays", "contact", "source", "objection")
