from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Also the codes of the kinds of letter, and so the keys of `Version.letters`."""

    AWARD = "award", _("交付決定")
    AWARD_FIXED = "award_fixed", _("交付決定兼額確定")
    REFUSAL = "refusal", _("不交付決定")
    CHANGE = "change", _("変更決定")
    FIXED = "fixed", _("額の確定")
    REVOCATION = "revocation", _("取消し")


class Result(models.TextChoices):
    AGREED = "agreed", _("承認")
    RETURNED = "returned", _("差戻し")


NEED_REASON = (Kind.REFUSAL, Kind.REVOCATION)
