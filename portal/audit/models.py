from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is added, so that entries never fork."""

    sequence = models.PositiveBigIntegerField(_("番号"), default=0)
    digest = models.CharField(_("指紋"), max_length=64, default="")

    class Meta:
        verbose_name = _("鎖の先頭")
        verbose_name_plural = _("鎖の先頭")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_one_row")]

    def __str__(self) -> str:
        return str(self.sequence)


class Entry(models.Model):
    """Who did what to which row, and when. Only ever added; `digest` covers the row and the digest before it."""

    sequence = models.PositiveBigIntegerField(_("番号"), unique=True)
    at = models.DateTimeField(_("日時"))
    action = models.CharField(_("行為"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("行った人")
    )
    subject_type = models.CharField(_("対象の種類"), max_length=60, blank=True)
    subject_key = models.CharField(_("対象の番号"), max_length=40, blank=True)
    detail = models.JSONField(_("内容"), default=dict)
    digest = models.CharField(_("指紋"), max_length=64)

    class Meta:
        verbose_name = _("監査記録")
        verbose_name_plural = _("監査記録")
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_type", "subject_key"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
