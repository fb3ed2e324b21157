from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from .choices import MOST_PEOPLE, UNITS, MoneyKind


class MoneyRow(models.Model):
    """A figure of a benefit or a standard, valid until the next row of the same kind begins. Only ever added.

    `people` is 0 where the household does not matter, 7 for seven and more; `area` is the largest ㎡ it is for, 0 for
    any. An amount of 0 ends the payment.
    """

    kind = models.CharField(_("種類"), max_length=20, choices=MoneyKind.choices)
    people = models.PositiveSmallIntegerField(_("世帯の人数（0は人数によらない、7は7人以上）"), default=0)
    area = models.PositiveSmallIntegerField(_("この広さまで（㎡、0は広さによらない）"), default=0)
    amount = models.PositiveIntegerField(_("額"))
    valid_from = models.DateField(_("この日から使う"))
    source = models.CharField(_("出典"), max_length=160)
    is_unverified = models.BooleanField(_("まだ確かめていない"), default=False)
    entered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("入れた人")
    )
    entered_at = models.DateTimeField(_("入れた日時"))

    class Meta:
        verbose_name = _("お金の表の行")
        verbose_name_plural = _("お金の表の行")
        ordering = ["kind", "people", "area", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "people", "area", "valid_from"], name="money_row_once"),
            models.CheckConstraint(condition=Q(kind__in=MoneyKind.values), name="money_row_kind_known"),
            models.CheckConstraint(condition=Q(people__lte=MOST_PEOPLE), name="money_row_people_known"),
            models.CheckConstraint(condition=~Q(source=""), name="money_row_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount_text}"

    @property
    def amount_text(self) -> str:
        return f"{self.amount:,}{UNITS.get(MoneyKind(self.kind), _('円'))}"
