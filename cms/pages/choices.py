from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How urgently a notice is shown; the value is the tone of the banner."""

    INFO = "", _("お知らせ")
    WARN = "warn", _("注意")
    STOP = "stop", _("緊急")


class Category(models.TextChoices):
    WORK = "work", _("しごと")
    HOME = "home", _("すまい")
    COURSE = "course", _("研修")
    GRANT = "grant", _("補助")
    SAFETY = "safety", _("安全")
    PORTAL = "portal", _("サイト")
