import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.files.models import StoredFile

from .choices import Standing


def new_public_id() -> str:
    return secrets.token_urlsafe(16)


class Series(models.Model):
    """The numbers given out under one prefix in one fiscal year; locked while the next is taken."""

    prefix = models.CharField(_("文書番号の記号"), max_length=20)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最後の番号"), default=0)

    class Meta:
        verbose_name = _("文書番号の並び")
        verbose_name_plural = _("文書番号の並び")
        constraints = [
            models.UniqueConstraint(fields=["prefix", "fiscal_year"], name="letter_series_once"),
            models.CheckConstraint(condition=~Q(prefix=""), name="letter_series_has_a_prefix"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.fiscal_year}"


class Letter(models.Model):
    """An issued letter. Its text and its bytes never change; what became of it is written beside them.

    `content` is everything the sheet was drawn from (see `rendering.Content`).
    """

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_public_id, unique=True, editable=False)
    kind = models.CharField(_("種類"), max_length=60)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="letters", verbose_name=_("並び"))
    sequence = models.PositiveIntegerField(_("番号"))
    number = models.CharField(_("文書番号"), max_length=40)
    title = models.CharField(_("題名"), max_length=200)
    addressee = models.CharField(_("宛名"), max_length=200)
    address = models.CharField(_("宛先の住所"), max_length=200, blank=True)
    content = models.JSONField(_("内容"))
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, related_name="letter", verbose_name=_("文書のファイル")
    )
    digest = models.CharField(_("指紋"), max_length=64)
    issued_at = models.DateTimeField(_("発行日時"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("発行した人")
    )
    delivered_at = models.DateTimeField(_("渡した日時"), null=True, blank=True)
    opened_at = models.DateTimeField(_("初めて開かれた日時"), null=True, blank=True)
    standing = models.CharField(_("効力"), max_length=10, choices=Standing.choices, default=Standing.VALID)
    standing_at = models.DateTimeField(_("効力が変わった日時"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("これに代わる文書"),
    )

    class Meta:
        verbose_name = _("文書")
        verbose_name_plural = _("文書")
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "sequence"], name="letter_number_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="letter_numbers_begin_at_one"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="letter_standing_known"),
            models.CheckConstraint(condition=~Q(addressee=""), name="letter_has_an_addressee"),
            models.CheckConstraint(
                condition=Q(standing=Standing.VALID, standing_at=None)
                | (~Q(standing=Standing.VALID) & Q(standing_at__isnull=False)),
                name="letter_standing_changed_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.VALID) | Q(replaced_by=None), name="letter_valid_is_not_replaced"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.SUPERSEDED) | Q(replaced_by__isnull=False),
                name="letter_superseded_by_a_letter",
            ),
        ]

    def __str__(self) -> str:
        return self.number
