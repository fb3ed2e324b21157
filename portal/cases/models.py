from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, new_token


class Counter(models.Model):
    """The last number given per prefix and year."""

    prefix = models.CharField(_("記号"), max_length=4)
    year = models.PositiveSmallIntegerField(_("年"))
    last = models.PositiveIntegerField(_("最後の番号"), default=0)

    class Meta:
        verbose_name = _("番号の控え")
        verbose_name_plural = _("番号の控え")
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last}"


class Case(models.Model):
    """Something submitted by somebody and handled by somebody else. Its state changes in `actions.perform` only.

    `turn` is the party that must act (a word of the procedure, "" when nobody must), `due_on` by when.
    `version` counts the changes of state, so that a stale form is noticed. `is_restricted` keeps a case out of every
    list of this room; the room it belongs to says who may know of it.
    """

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    number = models.CharField(_("受付番号"), max_length=24, unique=True)
    procedure = models.CharField(_("手続"), max_length=20)
    title = models.CharField(_("件名"), max_length=120)
    state = models.CharField(_("状態"), max_length=24)
    version = models.PositiveIntegerField(_("版"), default=1)
    turn = models.CharField(_("番"), max_length=12, blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("本人"),
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("団体")
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("担当の職員"),
    )
    is_restricted = models.BooleanField(_("一覧に出さない"), default=False)
    opened_at = models.DateTimeField(_("始まった日時"))
    changed_at = models.DateTimeField(_("変わった日時"))
    closed_at = models.DateTimeField(_("終わった日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("案件")
        verbose_name_plural = _("案件")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(changed_at__gte=F("opened_at")), name="case_times_in_order"),
            models.CheckConstraint(condition=Q(closed_at=None) | Q(turn=""), name="case_closed_is_nobodys_turn"),
            models.CheckConstraint(condition=Q(due_on=None) | ~Q(turn=""), name="case_due_means_somebody"),
        ]
        indexes = [
            models.Index(fields=["procedure", "turn", "due_on"], name="case_by_turn"),
            models.Index(fields=["organisation", "procedure", "state"], name="case_by_organisation"),
        ]

    def __str__(self) -> str:
        return self.number


class Event(models.Model):
    """One thing that happened in a case: a transition, or a message between the parties. Only ever added."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", verbose_name=_("案件"))
    sequence = models.PositiveIntegerField(_("順番"))
    at = models.DateTimeField(_("日時"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("行った人")
    )
    party = models.CharField(_("立場"), max_length=12)
    transition = models.CharField(_("行為"), max_length=24, blank=True)
    source = models.CharField(_("前の状態"), max_length=24, blank=True)
    target = models.CharField(_("後の状態"), max_length=24, blank=True)
    text = models.TextField(_("ことば"), blank=True)
    detail = models.JSONField(_("内容"), default=dict)
    internal = models.BooleanField(_("職員だけ"), default=False)
    key = models.CharField(_("送信の鍵"), max_length=40, null=True, blank=True)  # noqa: DJ001
    digest = models.CharField(_("送信の中身の要約"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("できごと")
        verbose_name_plural = _("できごと")
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="event_sequence_once"),
            models.UniqueConstraint(fields=["case", "key"], name="event_key_once"),
            models.CheckConstraint(
                condition=Q(transition="", source="", target="") | (~Q(transition="") & ~Q(target="")),
                name="event_moves_or_speaks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sequence}"


class ClockMark(models.Model):
    """A clock that has struck for a case in one version of its state, so that it strikes once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_marks", verbose_name=_("案件"))
    clock = models.CharField(_("時計"), max_length=24)
    version = models.PositiveIntegerField(_("版"))
    at = models.DateTimeField(_("日時"))

    class Meta:
        verbose_name = _("時計の記録")
        verbose_name_plural = _("時計の記録")
        ordering = ["case", "at"]
        constraints = [models.UniqueConstraint(fields=["case", "clock", "version"], name="clock_strikes_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.clock}"
