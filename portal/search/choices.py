from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    DAILY = "daily", _("毎日")
    WEEKLY = "weekly", _("週に1回")
    OFF = "off", _("知らせない")
