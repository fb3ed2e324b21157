import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def new_public_id() -> str:
    return secrets.token_urlsafe(16)


class StoredFile(models.Model):
    """One private upload. The bytes lie under `PRIVATE_FILES_ROOT` by a random name that says nothing."""

    class Scan(models.TextChoices):
        UNSCANNED = "unscanned", _("未検査")
        CLEAN = "clean", _("検査済み")
        INFECTED = "infected", _("ウイルスあり")

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_public_id, unique=True, editable=False)
    purpose = models.CharField(_("目的"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="files", verbose_name=_("出した人")
    )
    name = models.CharField(_("ファイル名"), max_length=120)
    type = models.CharField(_("種類"), max_length=10)
    size = models.PositiveIntegerField(_("大きさ（バイト）"))
    digest = models.CharField(_("指紋"), max_length=64)
    stored_name = models.CharField(_("保存名"), max_length=64, unique=True)
    scan = models.CharField(_("検査"), max_length=10, choices=Scan.choices, default=Scan.UNSCANNED)
    scanned_at = models.DateTimeField(_("検査日時"), null=True, blank=True)
    stored_at = models.DateTimeField(_("保存日時"))

    class Meta:
        verbose_name = _("ファイル")
        verbose_name_plural = _("ファイル")
        ordering = ["-stored_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(scan__in=["unscanned", "clean", "infected"]), name="file_scan_known"),
            models.CheckConstraint(condition=Q(size__gte=1), name="file_not_empty"),
            models.CheckConstraint(
                condition=Q(scan="unscanned", scanned_at=None) | (~Q(scan="unscanned") & Q(scanned_at__isnull=False)),
                name="file_scanned_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
