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


def token() -> Any:
    return models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)


def all_or_none(*names: str) -> Q:
    return Q(**{f"{name}__isnull": True for name in names}) | Q(**{f"{name}__isnull": False for name in names})


class Payment(models.Model):
    """One sum that is owed by one decision. Its number is that of the decision with a P in front."""

    class State(models.TextChoices):
        DUE = "due", _("支払待ち")
        BATCHED = "batched", _("束に入った")
        SENT = "sent", _("会計に渡した")
        PAID = "paid", _("支払済み")
        FAILED = "failed", _("振り込めなかった")
        CANCELLED = "cancelled", _("取りやめ")

    public_id = token()
    number = models.CharField(_("支払番号"), max_length=24, unique=True)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="payments", verbose_name=_("補助の案件"))
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="payment", verbose_name=_("もとになる決定")
    )
    yen = models.PositiveBigIntegerField(_("金額"))
    state = models.CharField(_("状態"), max_length=10, choices=State.choices, default=State.DUE)
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
                condition=Q(state__in=["due", "batched", "sent", "paid", "failed", "cancelled"]),
                name="payment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False) | (~Q(state="paid") & Q(paid_on=None)),
                name="payment_paid_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(failure=""), name="payment_failed_for_a_reason"),
        ]
        indexes = [models.Index(fields=["state", "due_since"], name="payment_by_state")]

    def __str__(self) -> str:
        return self.number


class Batch(models.Model):
    """Payments handed to the accounting system together: made by one person, released by another.

    `digest` is the SHA-256 of the file that was handed over.
    """

    public_id = token()
    scheme = models.CharField(_("制度"), max_length=40)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveIntegerField(_("番号"))
    made_by = staff(_("作った人"), null=False)
    made_at = models.DateTimeField(_("作った日時"))
    released_by = staff(_("認めた人"))
    released_at = models.DateTimeField(_("認めた日時"), null=True, blank=True)
    digest = models.CharField(_("渡したファイルの指紋"), max_length=64, blank=True)
    dropped_by = staff(_("やめた人"))
    dropped_at = models.DateTimeField(_("やめた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("支払の束")
        verbose_name_plural = _("支払の束")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "number"], name="batch_number_once"),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("made_by")), name="batch_released_by_another"
            ),
            models.CheckConstraint(
                condition=(Q(released_by=None, released_at=None, digest=""))
                | (Q(released_by__isnull=False, released_at__isnull=False) & ~Q(digest="")),
                name="batch_released_with_its_file",
            ),
            models.CheckConstraint(condition=all_or_none("dropped_by", "dropped_at"), name="batch_dropped_by_somebody"),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(dropped_at=None), name="batch_released_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.released_at is None and self.dropped_at is None


class Remittance(models.Model):
    """One payment in one batch. `payee` is the account as it was then, by the columns of `filings.Account`: read by
    accounting alone, masked for everybody else.
    """

    class State(models.TextChoices):
        INSIDE = "inside", _("束の中")
        OUT = "out", _("束から外した")
        PAID = "paid", _("支払済み")
        FAILED = "failed", _("振り込めなかった")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="remittances", verbose_name=_("支払の束"))
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="remittances", verbose_name=_("支払"))
    state = models.CharField(_("状態"), max_length=10, choices=State.choices, default=State.INSIDE)
    payee = models.JSONField(_("振込先の写し"))
    reason = models.CharField(_("振り込めなかった理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("振込")
        verbose_name_plural = _("振込")
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment"], condition=Q(state__in=["inside", "paid"]), name="payment_in_one_batch_only"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["inside", "out", "paid", "failed"]), name="remittance_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.payment_id}"


class Recovery(models.Model):
    """返還: what was paid beyond what stands now. Open until an officer sets the day; then the applicant is told."""

    public_id = token()
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="recoveries", verbose_name=_("補助の案件"))
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="recovery", verbose_name=_("もとになる決定")
    )
    yen = models.PositiveBigIntegerField(_("返してもらう額"))
    paid_back = models.PositiveBigIntegerField(_("返ってきた額"), default=0)
    opened_at = models.DateTimeField(_("始まった日時"))
    due_on = models.DateField(_("期限"), null=True, blank=True)
    ordered_by = staff(_("求めた人"))
    ordered_at = models.DateTimeField(_("求めた日時"), null=True, blank=True)
    written_off_by = staff(_("求めないことにした人"))
    written_off_at = models.DateTimeField(_("求めないことにした日時"), null=True, blank=True)
    why = models.CharField(_("求めない理由"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("返還")
        verbose_name_plural = _("返還")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(yen__gte=1), name="recovery_of_something"),
            models.CheckConstraint(condition=Q(paid_back__lte=F("yen")), name="recovery_not_more_than_owed"),
            models.CheckConstraint(
                condition=all_or_none("due_on", "ordered_by", "ordered_at"), name="recovery_ordered_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(written_off_by=None, written_off_at=None, why="")
                | (Q(written_off_by__isnull=False, written_off_at__isnull=False, paid_back__lt=F("yen")) & ~Q(why="")),
                name="recovery_written_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.yen}"

    @property
    def left(self) -> int:
        return 0 if self.written_off_at else self.yen - self.paid_back

    @property
    def state(self) -> str:
        """open, ordered, part, settled, written_off."""
        if self.written_off_at:
            return "written_off"
        if self.paid_back == self.yen:
            return "settled"
        if self.paid_back:
            return "part"
        return "ordered" if self.due_on else "open"


class Repayment(models.Model):
    """Money that came back. Only ever added; `key` is that of the form."""

    recovery = models.ForeignKey(Recovery, on_delete=models.PROTECT, related_name="repayments", verbose_name=_("返還"))
    yen = models.PositiveBigIntegerField(_("金額"))
    on = models.DateField(_("入金日"))
    noted_by = staff(_("記録した人"), null=False)
    at = models.DateTimeField(_("記録した日時"))
    key = models.CharField(_("送信の鍵"), max_length=40)

    class Meta:
        verbose_name = _("返ってきたお金")
        verbose_name_plural = _("返ってきたお金")
        ordering = ["recovery", "on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["recovery", "key"], name="repayment_key_once"),
            models.CheckConstraint(condition=Q(yen__gte=1), name="repayment_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.yen}"
