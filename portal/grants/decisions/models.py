import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cases.models import Case
from portal.files.models import StoredFile
from portal.grants.filings.models import Filing, Grant
from portal.grants.schemes.choices import Role
from portal.letters.models import Letter
from portal.lib.dates import tokyo_date

from .choices import NEED_REASON, Kind, Result


def staff(label: Any, null: bool = True) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, blank=null, related_name="+", verbose_name=label
    )


class Decision(models.Model):
    """What the ward decides on a filing. Once issued it is never edited: a change is a new decision.

    `route` is the tier of the version that the amount fell into, kept as it was; `step` the place of the next role in
    it, `role` that role while it is asked. `former_yen` is what was decided before it. `overridden` says why the amount
    differs from the calculation. `checklist` is how it stood when drafted (see `actions.drafting.frozen`).
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("補助の案件"))
    filing = models.ForeignKey(
        Filing, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("提出")
    )
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision", verbose_name=_("案件"))
    kind = models.CharField(_("種類"), max_length=12, choices=Kind.choices)
    yen = models.PositiveBigIntegerField(_("金額"), default=0)
    former_yen = models.PositiveBigIntegerField(_("これまでの決定額"), default=0)
    calculation = models.JSONField(_("計算"), default=dict)
    checklist = models.JSONField(_("確かめたこと"), default=dict)
    reason = models.TextField(_("理由"), max_length=1000, blank=True)
    conditions = models.TextField(_("交付条件"), max_length=2000, blank=True)
    overridden = models.TextField(_("計算とちがう額にする理由"), max_length=600, blank=True)
    drafted_by = staff(_("起案した人"), null=False)
    route = models.JSONField(_("決裁の道すじ"), default=list)
    step = models.PositiveSmallIntegerField(_("いまの段"), default=0)
    role = models.CharField(_("いま回っている役割"), max_length=12, choices=Role.choices, blank=True)
    decided_on = models.DateField(_("決裁日"), null=True, blank=True)
    document_number = models.CharField(_("文書管理システムの番号"), max_length=40, blank=True)
    sheet = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("決裁の写し")
    )
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="decision", verbose_name=_("通知書")
    )

    class Meta:
        verbose_name = _("決定")
        verbose_name_plural = _("決定")
        ordering = ["grant", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="decision_kind_known"),
            models.CheckConstraint(condition=~Q(kind__in=NEED_REASON) | ~Q(reason=""), name="decision_no_has_a_reason"),
            models.CheckConstraint(condition=~Q(kind=Kind.REFUSAL) | Q(yen=0), name="decision_refusal_gives_nothing"),
            models.CheckConstraint(
                condition=Q(kind=Kind.REVOCATION) | Q(filing__isnull=False), name="decision_answers_a_filing"
            ),
            models.CheckConstraint(
                condition=Q(letter=None) | Q(decided_on__isnull=False), name="decision_issued_was_decided"
            ),
            models.CheckConstraint(condition=Q(role="") | Q(role__in=Role.values), name="decision_role_known"),
        ]

    def __str__(self) -> str:
        return self.case.number

    @property
    def reached_on(self) -> dt.date | None:
        """The day from which its periods count: first opened on the screen, or arrived by post."""
        letter = self.letter
        days = [tokyo_date(at) for at in (letter.opened_at, letter.delivered_at) if at] if letter else []
        return min(days, default=None)


class Approval(models.Model):
    """What one officer said at one step. Nobody speaks on what they drafted, nor twice in one round."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="approvals", verbose_name=_("決定"))
    round = models.PositiveSmallIntegerField(_("何回目"), default=1)
    step = models.PositiveSmallIntegerField(_("段"))
    role = models.CharField(_("役割"), max_length=12, choices=Role.choices)
    actor = staff(_("職員"), null=False)
    drafter = staff(_("起案した人"), null=False)
    instead_of = models.CharField(_("代決：だれの代わりか"), max_length=80, blank=True)
    result = models.CharField(_("結果"), max_length=10, choices=Result.choices)
    comment = models.TextField(_("意見"), max_length=600, blank=True)
    at = models.DateTimeField(_("日時"))

    class Meta:
        verbose_name = _("回議")
        verbose_name_plural = _("回議")
        ordering = ["decision", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(result__in=Result.values), name="approval_result_known"),
            models.UniqueConstraint(fields=["decision", "round", "step"], name="approval_once_a_step"),
            models.UniqueConstraint(fields=["decision", "round", "actor"], name="approval_once_a_person"),
            models.CheckConstraint(condition=~Q(actor=F("drafter")), name="approval_not_by_the_drafter"),
            models.CheckConstraint(
                condition=~Q(result=Result.RETURNED) | ~Q(comment=""), name="approval_return_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.round} {self.step}"
