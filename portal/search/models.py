from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import new_token

from .choices import Frequency


class Outbox(models.Model):
    """A document to be brought to its present truth in an index; deleted when that is done."""

    index = models.CharField(_("索引"), max_length=20)
    kind = models.CharField(_("種類"), max_length=30)
    key = models.BigIntegerField(_("番号"))
    at = models.DateTimeField(_("日時"))
    attempts = models.PositiveSmallIntegerField(_("失敗した回数"), default=0)

    class Meta:
        verbose_name = _("索引への反映待ち")
        verbose_name_plural = _("索引への反映待ち")
        ordering = ["attempts", "id"]
        indexes = [models.Index(fields=["attempts", "id"], name="outbox_turn")]

    def __str__(self) -> str:
        return f"{self.index} {self.kind} {self.key}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, user: models.Model) -> "SavedSearchQuerySet":
        return self.filter(owner=user)


class SavedSearch(models.Model):
    """`query` is the canonical query string of the kind's filters, `last_rank` the newest document told."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches", verbose_name=_("利用者")
    )
    kind = models.CharField(_("種類"), max_length=30)
    name = models.CharField(_("名前"), max_length=60)
    query = models.CharField(_("条件"), max_length=2000, blank=True)
    frequency = models.CharField(_("知らせる頻度"), max_length=10, choices=Frequency.choices)
    token = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    created_at = models.DateTimeField(_("保存日時"))
    last_run_at = models.DateTimeField(_("最後に調べた日時"))
    last_rank = models.BigIntegerField(_("最後に知らせた番号"), default=0)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("保存した条件")
        verbose_name_plural = _("保存した条件")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "query"], name="saved_search_once"),
            models.CheckConstraint(condition=Q(frequency__in=Frequency.values), name="saved_search_frequency_known"),
        ]
        indexes = [models.Index(fields=["frequency", "last_run_at"], name="saved_search_turn")]

    def __str__(self) -> str:
        return self.name
