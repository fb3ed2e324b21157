from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import new_token

from .choices import Approval, Expected, Mode, Role, VersionState


def staff(label: Any, null: bool = False) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )


class Version(models.Model):
    """The figures and words of a scheme for one fiscal year. Once public it never changes; `checksum` proves it.

    `figures` by `Figure.key` as JSON keeps them (fractions as "7/8", dates as ISO text); `words` by `words.WORDS`;
    `clauses` by the code of a condition; `route` are tiers `{"up_to": yen or null, "steps": [role, …]}` in order, the
    last step of a tier approves; `letters` by the code of a letter kind, each a wording.
    """

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    scheme = models.CharField(_("制度"), max_length=40)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    cohort = models.CharField(_("期"), max_length=40, blank=True)
    state = models.CharField(_("状態"), max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    figures = models.JSONField(_("数値"), default=dict)
    words = models.JSONField(_("ことば"), default=dict)
    clauses = models.JSONField(_("要綱の条"), default=dict)
    letters = models.JSONField(_("通知の文"), default=dict)
    opens_on = models.DateField(_("受付を始める日"))
    closes_on = models.DateField(_("受付を終える日"), null=True, blank=True)
    mode = models.CharField(_("受付の終わり方"), max_length=10, choices=Mode.choices, default=Mode.DEADLINE)
    target_days = models.PositiveSmallIntegerField(_("標準処理期間（開庁日）"))
    correction_days = models.PositiveSmallIntegerField(_("補正の期間（開庁日）"), default=10)
    withdraw_days = models.PositiveSmallIntegerField(_("決定後に取り下げられる日数"), default=14)
    approval = models.CharField(_("決裁の場所"), max_length=10, choices=Approval.choices, default=Approval.RECORD_ONLY)
    route = models.JSONField(_("決裁の道すじ"), default=list)
    letter_prefix = models.CharField(_("文書番号の記号"), max_length=12)
    is_sample = models.BooleanField(_("サンプル"), default=False)
    saves = models.PositiveIntegerField(_("保存の回数"), default=0)
    checksum = models.CharField(_("中身の指紋"), max_length=64, blank=True)
    published_at = models.DateTimeField(_("公開した日時"), null=True, blank=True)
    published_by = staff(_("公開した人"), null=True)

    class Meta:
        verbose_name = _("制度の版")
        verbose_name_plural = _("制度の版")
        ordering = ["scheme", "-fiscal_year", "cohort", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "fiscal_year", "cohort"],
                condition=Q(state=VersionState.PUBLISHED),
                name="version_published_once",
            ),
            models.UniqueConstraint(
                fields=["scheme", "fiscal_year", "cohort"],
                condition=Q(state=VersionState.DRAFT),
                name="version_one_draft",
            ),
            models.CheckConstraint(condition=Q(state__in=VersionState.values), name="version_state_known"),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="version_mode_known"),
            models.CheckConstraint(condition=Q(approval__in=Approval.values), name="version_approval_known"),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")), name="version_window_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.DEADLINE) | Q(closes_on__isnull=False), name="version_deadline_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, published_at=None)
                | (Q(published_at__isnull=False, published_by__isnull=False) & ~Q(checksum="")),
                name="version_public_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.fiscal_year} {self.cohort}".strip()


class GoldenCase(models.Model):
    """A worked example of staff: these answers must come to this. One that differs stops the publication."""

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="golden_cases", verbose_name=_("制度の版")
    )
    name = models.CharField(_("例の名前"), max_length=80)
    day = models.DateField(_("いつ申請したとして"))
    answers = models.JSONField(_("答え"), default=dict)
    rows = models.JSONField(_("行"), default=dict)
    expected = models.CharField(_("結果"), max_length=10, choices=Expected.choices, default=Expected.MET)
    expected_yen = models.PositiveBigIntegerField(_("金額"), default=0)

    class Meta:
        verbose_name = _("確かめの例")
        verbose_name_plural = _("確かめの例")
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="golden_case_named_once"),
            models.CheckConstraint(condition=Q(expected__in=Expected.values), name="golden_case_expected_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """What a member of staff may do for grants. `scheme` "" stands for every scheme that is not restricted."""

    user = staff(_("職員"))
    role = models.CharField(_("役割"), max_length=12, choices=Role.choices)
    scheme = models.CharField(_("制度"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("職員の役割")
        verbose_name_plural = _("職員の役割")
        ordering = ["user", "scheme", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "scheme"], name="duty_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="duty_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()}"


class Reminder(models.Model):
    """Somebody wishes a mail on the first day on which she may apply. Nothing of what she answered is kept."""

    scheme = models.CharField(_("制度"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("知らせる人")
    )
    day = models.DateField(_("知らせる日"))
    sent_at = models.DateTimeField(_("知らせた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("申請できる日のお知らせ")
        verbose_name_plural = _("申請できる日のお知らせ")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "user"], condition=Q(sent_at=None), name="reminder_once_for_a_scheme"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.day}"
