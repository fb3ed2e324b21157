from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import new_token
from portal.grants.decisions.models import Decision
from portal.grants.filings.models import Grant


def staff(label: Any, null: bool = True) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )


class Batch(models.Model):
    """Payments handed to the accounting system together: made by one person, released by another."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    scheme = models.CharField(_("制度"), max_length=40)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveIntegerField(_("番号"))
    made_by = staff(_("作った人"), null=False)
    made_at = models.DateTimeField(_("作った日時"))
    released_by = staff(_("認めた人"))
    released_at = models.DateTimeField(_("認めた日時"), null=True, blank=True)
    digest = models.CharField(_("渡したファイルの指紋"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("支払の束")
        verbose_name_plural = _("支払の束")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "fiscal_year", "number"], name="batch_number_once"),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("made_by")), name="batch_released_by_another"
            ),
            models.CheckConstraint(
                condition=Q(released_by=None, released_at=None)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="batch_released_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.fiscal_year}-{self.number}"


class Payment(models.Model):
    """One sum that is owed. `payee` is the account as it was when the batch was made, read by accounting alone."""

    class State(models.TextChoices):
        DUE = "due", _("支払待ち")
        BATCHED = "batched", _("束に入った")
        SENT = "sent", _("会計に渡した")
        PAID = "paid", _("支払済み")
        FAILED = "failed", _("振り込めなかった")

    number = models.CharField(_("支払番号"), max_length=24, unique=True)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="payments", verbose_name=_("補助の案件"))
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="payment", verbose_name=_("もとになる決定")
    )
    yen = models.PositiveBigIntegerField(_("金額"))
    state = models.CharField(_("状態"), max_length=10, choices=State.choices, default=State.DUE)
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="payments", verbose_name=_("支払の束")
    )
    payee = models.JSONField(_("振込先の写し"), default=dict)
    due_since = models.DateTimeField(_("支払待ちになった日時"))
    paid_on = models.DateField(_("支払日"), null=True, blank=True)
    failure = models.CharField(_("振り込めなかった理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("支払")
        verbose_name_plural = _("支払")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(yen__gte=1), name="payment_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=["due", "batched", "sent", "paid", "failed"]), name="payment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "failed"], batch=None)
                | Q(state__in=["batched", "sent", "paid"], batch__isnull=False),
                name="payment_in_a_batch_or_waiting",
            ),
            models.CheckConstraint(condition=~Q(state="paid") | Q(paid_on__isnull=False), name="payment_paid_on_a_day"),
        ]

    def __str__(self) -> str:
        return self.number
