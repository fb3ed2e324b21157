from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class List(models.TextChoices):
    OCCUPATION = "occupation", _("職種")
    FACILITY_KIND = "facility_kind", _("施設・事業の種類")
    QUALIFICATION = "qualification", _("資格")
    EMPLOYMENT = "employment", _("雇用形態")
    WORK_STYLE = "work_style", _("働き方")
    FEATURE = "feature", _("こだわり条件")


class CodeQuerySet(models.QuerySet):
    def of(self, name: str) -> "CodeQuerySet":
        return self.filter(list=name)

    def offered_on(self, day) -> "CodeQuerySet":
        """Codes that may be chosen on a day; closed ones stay valid on old rows but are not offered."""
        return self.filter(Q(valid_from__lte=day) | Q(valid_from=None)).filter(Q(valid_to__gte=day) | Q(valid_to=None))


class Code(models.Model):
    """One entry of a code list. Closed by its last day, never deleted."""

    value = models.CharField(_("コード"), max_length=12, primary_key=True)
    list = models.CharField(_("表"), max_length=20, choices=List.choices)
    label = models.CharField(_("名前"), max_length=60)
    short = models.CharField(_("短い名前"), max_length=20, blank=True)
    group = models.CharField(_("まとまり"), max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("親")
    )
    ladder = models.CharField(_("はしご"), max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(_("段"), default=0)
    order = models.PositiveIntegerField(_("並び"))
    valid_from = models.DateField(_("有効の初日"), null=True, blank=True)
    valid_to = models.DateField(_("有効の終日"), null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("コード")
        verbose_name_plural = _("コード")
        ordering = ["list", "order"]
        constraints = [
            models.UniqueConstraint(fields=["list", "label"], name="code_label_once"),
            models.CheckConstraint(condition=Q(list__in=List.values), name="code_list_known"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="code_validity_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def brief(self) -> str:
        return self.short or self.label
