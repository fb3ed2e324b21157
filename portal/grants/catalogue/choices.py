from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Whether one can apply for a scheme, on one day."""

    PREPARING = "preparing", _("準備中")
    BEFORE = "before", _("受付前")
    OPEN = "open", _("受付中")
    FEW = "few", _("残りわずか")
    CLOSED = "closed", _("受付終了")
    NEXT = "next", _("次回のよてい")


TONES = {Status.OPEN: "key", Status.FEW: "warn", Status.BEFORE: "", Status.NEXT: ""}
ORDER = [Status.OPEN, Status.FEW, Status.BEFORE, Status.NEXT, Status.CLOSED, Status.PREPARING]
