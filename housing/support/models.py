from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from housing.consultations.models import Consultation
from housing.homes.models import choice, only
from portal.accounts.models import Organisation, User, new_token
from portal.cases.models import Case

from .choices import CheckDay, CheckResult, ConsentHow, DeclineReason, LogKind, Outcome, StopReason
from .rules import LONGEST_MINUTES


def public_id():
    return models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)


class Support(models.Model):
    """伴走型支援 of one consultation by one corporation; that the person agreed to it is a consent of the consultation.

    The case names no organisation: who of the corporation may know of it is answered by `access`, since a protected
    consultation is open to its `worker` and to named people only.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="support", verbose_name=_("案件"))
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="supports", verbose_name=_("相談")
    )
    corporation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="supports", verbose_name=_("居住支援法人")
    )
    worker = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="supports", verbose_name=_("担当")
    )
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("依頼した職員"))
    purpose = models.TextField(_("お願いすること"), max_length=1000)
    moved_in_on = models.DateField(_("入居の日"), null=True, blank=True)
    decline = choice(_("受けられない理由"), DeclineReason.choices)
    evaluation = models.TextField(_("ふり返り"), max_length=1000, blank=True)
    outcome = choice(_("終わり方"), Outcome.choices)
    stop = choice(_("途中で終わった理由"), StopReason.choices)

    class Meta:
        verbose_name = _("伴走型支援")
        verbose_name_plural = _("伴走型支援")
        ordering = ["-pk"]
        constraints = [
            only("decline", DeclineReason, "support_decline_known"),
            only("outcome", Outcome, "support_outcome_known"),
            only("stop", StopReason, "support_stop_known"),
        ]

    def __str__(self) -> str:
        return self.case.number

    def get_absolute_url(self) -> str:
        return reverse("support:case", args=[self.case.public_id])


class Plan(models.Model):
    """支援計画, in versions: the last one holds, none is ever changed."""

    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="plans", verbose_name=_("支援"))
    version = models.PositiveSmallIntegerField(_("版"))
    goals = models.TextField(_("目標"), max_length=1000)
    frequency = models.CharField(_("回数"), max_length=60)
    starts_on = models.DateField(_("始まり"))
    ends_on = models.DateField(_("終わり"))
    consented_on = models.DateField(_("本人が計画に同意した日"))
    consent_how = choice(_("同意の取り方"), ConsentHow.choices, ConsentHow.SPOKEN)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("書いた人"))
    written_at = models.DateTimeField(_("書いた日時"))

    class Meta:
        verbose_name = _("支援計画")
        verbose_name_plural = _("支援計画")
        ordering = ["support", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["support", "version"], name="plan_version_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_dates_in_order"),
            only("consent_how", ConsentHow, "plan_consent_known"),
        ]

    def __str__(self) -> str:
        return f"{self.support_id} {self.version}"


class Log(models.Model):
    """What was done, by whom and how long: the evidence of the bill. Only ever added; a correction is a new row that
    names the old one, and the rows that count are those nothing corrects. Labels and names stay as they were.
    """

    public_id = public_id()
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="logs", verbose_name=_("支援"))
    kind = choice(_("種類"), LogKind.choices, LogKind.VISIT)
    kind_label = models.CharField(_("種類の名前"), max_length=20)
    starts_at = models.DateTimeField(_("始めた日時"))
    minutes = models.PositiveSmallIntegerField(_("時間（分）"))
    travel_minutes = models.PositiveSmallIntegerField(_("移動（分）"), default=0)
    text = models.TextField(_("したこと"), max_length=2000)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("記録した人"))
    recorder_name = models.CharField(_("記録した人の名前"), max_length=60)
    recorded_at = models.DateTimeField(_("記録した日時"))
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("直した元の記録"),
    )

    class Meta:
        verbose_name = _("支援の記録")
        verbose_name_plural = _("支援の記録")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            only("kind", LogKind, "log_kind_known"),
            models.CheckConstraint(
                condition=Q(minutes__lte=LONGEST_MINUTES, travel_minutes__lte=LONGEST_MINUTES),
                name="log_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) | Q(corrects__isnull=False), name="log_takes_time_or_corrects"
            ),
        ]
        indexes = [models.Index(fields=["support", "starts_at"], name="log_by_time")]

    def __str__(self) -> str:
        return f"{self.support_id} {self.starts_at}"


class Task(models.Model):
    """Something to do by a day. Completing it makes a log."""

    public_id = public_id()
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("支援"))
    text = models.CharField(_("やること"), max_length=120)
    due_on = models.DateField(_("いつまで"))
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("する人"))
    made_at = models.DateTimeField(_("書いた日時"))
    dropped_at = models.DateTimeField(_("やめた日時"), null=True, blank=True)
    log = models.OneToOneField(
        Log, on_delete=models.PROTECT, null=True, blank=True, related_name="task", verbose_name=_("記録")
    )

    class Meta:
        verbose_name = _("やること")
        verbose_name_plural = _("やること")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(dropped_at=None) | Q(log=None), name="task_done_or_dropped"),
        ]

    def __str__(self) -> str:
        return self.text


class Check(models.Model):
    """Does she still live there, 30, 90 and 180 days after moving in. Whose it is and when is set on moving in."""

    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="checks", verbose_name=_("支援"))
    moved_in_on = models.DateField(_("入居の日"))
    day = models.PositiveSmallIntegerField(_("何日目"), choices=CheckDay.choices)
    due_on = models.DateField(_("確かめる日"))
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("確かめる人")
    )
    told_at = models.DateTimeField(_("知らせた日時"), null=True, blank=True)
    result = choice(_("結果"), CheckResult.choices)
    log = models.OneToOneField(
        Log, on_delete=models.PROTECT, null=True, blank=True, related_name="check_of", verbose_name=_("記録")
    )

    class Meta:
        verbose_name = _("定着の確認")
        verbose_name_plural = _("定着の確認")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["support", "moved_in_on", "day"], name="check_once_per_home"),
            only("result", CheckResult, "check_result_known"),
            models.CheckConstraint(
                condition=Q(result="", log=None) | (~Q(result="") & Q(log__isnull=False)), name="check_done_with_a_log"
            ),
            models.CheckConstraint(condition=Q(day__in=CheckDay.values), name="check_day_known"),
        ]

    def __str__(self) -> str:
        return f"{self.support_id} {self.day}"


class ClosedMonth(models.Model):
    """A month whose logs are handed in: none is added to it and none of it corrected, until the ward opens it again."""

    corporation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="closed_months", verbose_name=_("居住支援法人")
    )
    month = models.DateField(_("月（その月の1日）"))
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("締めた人"))
    closed_at = models.DateTimeField(_("締めた日時"))
    opened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("開け直した職員")
    )
    opened_at = models.DateTimeField(_("開け直した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("締めた月")
        verbose_name_plural = _("締めた月")
        ordering = ["-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["corporation", "month"], condition=Q(opened_at=None), name="month_closed_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_a_first"),
        ]

    def __str__(self) -> str:
        return f"{self.corporation_id} {self.month:%Y-%m}"
