from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobs.vacancies.models import Vacancy
from portal.accounts.models import Organisation
from portal.codelists.models import Code
from portal.files.models import StoredFile
from portal.geo.models import Town


class Profile(models.Model):
    """What a seeker keeps about herself. Private: an employer sees only what she puts into an application."""

    class Mode(models.TextChoices):
        WALK = "walk", _("徒歩")
        CYCLE = "cycle", _("自転車")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seeker_profile", verbose_name=_("本人")
    )
    phone = models.CharField(_("電話"), max_length=20, blank=True)
    town = models.ForeignKey(
        Town, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("住んでいる町")
    )
    minutes = models.PositiveSmallIntegerField(_("通える分数"), null=True, blank=True)
    mode = models.CharField(_("通い方"), max_length=6, choices=Mode.choices, default=Mode.CYCLE)
    cells = models.JSONField(_("働ける曜日と時間"), default=list, blank=True)
    days_per_week = models.PositiveSmallIntegerField(_("週に働ける日数"), null=True, blank=True)
    occupations = models.ManyToManyField(
        Code, blank=True, related_name="+", limit_choices_to={"list": "occupation"}, verbose_name=_("したい仕事")
    )
    motive = models.TextField(_("自分について"), max_length=1000, blank=True)
    resume = models.ForeignKey(
        StoredFile,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("履歴書のファイル"),
    )
    saves = models.PositiveIntegerField(_("保存の回数"), default=0)
    updated_at = models.DateTimeField(_("更新日時"))

    class Meta:
        verbose_name = _("求職者の記録")
        verbose_name_plural = _("求職者の記録")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days_per_week=None) | Q(days_per_week__gte=1, days_per_week__lte=7),
                name="profile_days_of_a_week",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class HeldQualification(models.Model):
    profile = models.ForeignKey(
        Profile, on_delete=models.CASCADE, related_name="qualifications", verbose_name=_("記録")
    )
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("資格"))
    planned = models.BooleanField(_("取る予定"), default=False)

    class Meta:
        verbose_name = _("持っている資格")
        verbose_name_plural = _("持っている資格")
        ordering = ["profile", "code"]
        constraints = [models.UniqueConstraint(fields=["profile", "code"], name="held_qualification_once")]

    def __str__(self) -> str:
        return self.code_id


class Experience(models.Model):
    """One job in the résumé; `until` is empty while it goes on."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="experiences", verbose_name=_("記録"))
    place = models.CharField(_("勤め先"), max_length=80)
    work = models.CharField(_("仕事"), max_length=120)
    since = models.DateField(_("始め"))
    until = models.DateField(_("終わり"), null=True, blank=True)

    class Meta:
        verbose_name = _("職歴")
        verbose_name_plural = _("職歴")
        ordering = ["profile", "-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="experience_in_order")
        ]

    def __str__(self) -> str:
        return self.place


class HiddenOrganisation(models.Model):
    """An employer that learns nothing of the seeker: not an application, not a name."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="hidden", verbose_name=_("記録"))
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("団体"))

    class Meta:
        verbose_name = _("見せない団体")
        verbose_name_plural = _("見せない団体")
        ordering = ["profile", "id"]
        constraints = [models.UniqueConstraint(fields=["profile", "organisation"], name="hidden_once")]

    def __str__(self) -> str:
        return str(self.organisation_id)


class KeptVacancy(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_vacancies", verbose_name=_("本人")
    )
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="+", verbose_name=_("求人"))
    at = models.DateTimeField(_("キープした日時"))

    class Meta:
        verbose_name = _("キープした求人")
        verbose_name_plural = _("キープした求人")
        ordering = ["-at", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "vacancy"], name="kept_once")]

    def __str__(self) -> str:
        return str(self.vacancy_id)
