from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.vacancies.models import Terms, Vacancy
from portal.bookings.models import Booking
from portal.cases.models import Case
from portal.files.models import StoredFile


class RejectionReason(models.TextChoices):
    """Facts about the post, never a judgement of the person."""

    QUALIFICATION = "qualification", _("必要な資格や経験と合いませんでした")
    HOURS = "hours", _("働ける時間と、必要な時間が合いませんでした")
    START = "start", _("働き始める時期が合いませんでした")
    FILLED = "filled", _("ほかの方に決まりました")
    TERMS = "terms", _("希望の条件と、こちらの条件が合いませんでした")
    OTHER = "other", _("そのほか（ことばで伝える）")


class WithdrawalReason(models.TextChoices):
    OTHER_JOB = "other_job", _("ほかの仕事に決まった")
    TERMS = "terms", _("条件が思っていたのとちがった")
    SLOW = "slow", _("返事を待つのが長かった")
    CIRCUMSTANCES = "circumstances", _("自分や家族の事情")
    OTHER = "other", _("そのほか")


class Application(models.Model):
    """From the first question to the first year of work. `terms` is the version the seeker saw; when the vacancy's
    terms change, `agreed` stays at the version she has confirmed.

    The `shares_…` columns are what she chose to show; the employer reads `shared`, a copy made at that moment.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="application", verbose_name=_("案件"))
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications", verbose_name=_("求人"))
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+", verbose_name=_("見ていた条件"))
    agreed = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="+", verbose_name=_("確かめた条件"))
    seeker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications", verbose_name=_("本人")
    )
    shares_name = models.BooleanField(_("氏名を見せる"), default=False)
    shares_contact = models.BooleanField(_("電話とメールを見せる"), default=False)
    shares_qualifications = models.BooleanField(_("資格を見せる"), default=False)
    shares_experience = models.BooleanField(_("職歴を見せる"), default=False)
    shares_hours = models.BooleanField(_("働ける曜日と時間を見せる"), default=False)
    shares_resume = models.BooleanField(_("履歴書のファイルを見せる"), default=False)
    shared = models.JSONField(_("見せているもの"), default=dict, blank=True)
    resume = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("見せている履歴書"),
    )
    booking = models.OneToOneField(
        Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("見学の予約")
    )
    interview_at = models.DateTimeField(_("面接の日時"), null=True, blank=True)
    interview_place = models.CharField(_("面接の場所"), max_length=120, blank=True)
    offer_conditions = models.TextField(_("内定の条件"), max_length=600, blank=True)
    answer_by = models.DateField(_("返事の期限"), null=True, blank=True)
    start_on = models.DateField(_("入職の日"), null=True, blank=True)
    rejection = models.CharField(_("不採用の理由"), max_length=20, choices=RejectionReason.choices, blank=True)
    withdrawal = models.CharField(_("辞退の理由"), max_length=20, choices=WithdrawalReason.choices, blank=True)

    class Meta:
        verbose_name = _("応募")
        verbose_name_plural = _("応募")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["seeker", "terms"], name="application_once_per_terms"),
            models.CheckConstraint(
                condition=Q(rejection="") | Q(rejection__in=RejectionReason.values), name="application_rejection_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawal="") | Q(withdrawal__in=WithdrawalReason.values),
                name="application_withdrawal_known",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number

    def get_absolute_url(self) -> str:
        return reverse("applications:thread", args=[self.case.public_id])


class InterviewOption(models.Model):
    """One of up to three times an employer proposes."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="options", verbose_name=_("応募")
    )
    starts_at = models.DateTimeField(_("日時"))

    class Meta:
        verbose_name = _("面接の候補")
        verbose_name_plural = _("面接の候補")
        ordering = ["application", "starts_at"]
        constraints = [models.UniqueConstraint(fields=["application", "starts_at"], name="interview_option_once")]

    def __str__(self) -> str:
        return f"{self.starts_at}"
