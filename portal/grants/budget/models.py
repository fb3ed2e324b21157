from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case


class Kind(models.TextChoices):
    """`reserved` and `committed` move in both directions; a negative entry gives back."""

    INITIAL = "initial", _("当初予算")
    SUPPLEMENT = "supplement", _("補正予算")
    TRANSFER = "transfer", _("流用")
    RESERVE = "reserve", _("審査中の見込み")
    COMMIT = "commit", _("決定")
    PAY = "pay", _("支払")
    RETURN = "return", _("返還")


class Budget(models.Model):
    """What a scheme may spend in one fiscal year, in yen. The columns are sums of the entries, moved together with them
    by one conditional update, so that no two decisions can spend the same yen.
    """

    scheme = models.CharField(_("制度"), max_length=40)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    appropriated = models.PositiveBigIntegerField(_("予算現額"), default=0)
    reserved = models.PositiveBigIntegerField(_("審査中"), default=0)
    committed = models.PositiveBigIntegerField(_("決定済み"), default=0)
    paid = models.PositiveBigIntegerField(_("支払済み"), default=0)

    class Meta:
        verbose_name = _("予算")
        verbose_name_plural = _("予算")
        ordering = ["-fiscal_year", "scheme"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "fiscal_year"], name="budget_once_a_year"),
            models.CheckConstraint(
                condition=Q(appropriated__gte=F("committed") + F("reserved")), name="budget_never_over"
            ),
            models.CheckConstraint(condition=Q(committed__gte=F("paid")), name="budget_paid_within_committed"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.fiscal_year}"

    @property
    def left(self) -> int:
        return self.appropriated - self.committed - self.reserved


class Entry(models.Model):
    """One movement of a budget. Only ever added."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="entries", verbose_name=_("予算"))
    kind = models.CharField(_("種類"), max_length=10, choices=Kind.choices)
    yen = models.BigIntegerField(_("金額"))
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_entries", verbose_name=_("案件")
    )
    at = models.DateTimeField(_("日時"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("行った人"),
    )
    note = models.CharField(_("理由"), max_length=200, blank=True)
    key = models.CharField(_("送信の鍵"), max_length=40, null=True, blank=True)  # noqa: DJ001

    class Meta:
        verbose_name = _("予算の動き")
        verbose_name_plural = _("予算の動き")
        ordering = ["budget", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "key"], name="budget_entry_key_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="budget_entry_kind_known"),
            models.CheckConstraint(condition=~Q(yen=0), name="budget_entry_moves_something"),
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.INITIAL, Kind.SUPPLEMENT, Kind.TRANSFER]) | Q(case__isnull=False),
                name="budget_entry_names_its_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id} {self.kind} {self.yen}"
