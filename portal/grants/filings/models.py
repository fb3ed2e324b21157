from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation, new_token
from portal.cases.models import Case
from portal.files.models import StoredFile
from portal.grants.schemes import structure
from portal.grants.schemes.models import Version

MY_DESK, EMPLOYER_DESK, STAFF_DESK = "my", "employer", "staff"


def person(label: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class Grant(models.Model):
    """One applicant's grant of one scheme: the case everybody sees. Its state follows from its filings, decisions and
    payments; nobody sets it. `version` is the one its filings are judged by.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="grant", verbose_name=_("案件"))
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="grants", verbose_name=_("制度の版"))
    moved_from = models.ForeignKey(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("前の版")
    )
    paper_name = models.CharField(_("紙で申請した人"), max_length=80, blank=True)  # who has no account
    is_sample = models.BooleanField(_("架空"), default=False)

    class Meta:
        verbose_name = _("補助の案件")
        verbose_name_plural = _("補助の案件")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.case.number

    def get_absolute_url(self) -> str:
        """The applicant's page of it; for one of paper alone the ward's."""
        if self.desk == STAFF_DESK:
            return reverse("filings:staff_grant", args=[self.case.public_id])
        return reverse("filings:grant", args=[self.desk, self.case.public_id])

    @property
    def desk(self) -> str:
        """The desk at which the applicant finds it: the first step of its addresses."""
        case = self.case
        return MY_DESK if case.person_id else EMPLOYER_DESK if case.organisation_id else STAFF_DESK

    @property
    def applicant(self) -> str:
        case = self.case
        return str(case.person or case.organisation or self.paper_name)

    @property
    def scheme(self) -> structure.Scheme:
        return structure.get(self.version.scheme)


class Filing(models.Model):
    """What an applicant sends: an application, a change, a report, a claim. `answers` is the working copy, by the key
    of a question; what was sent is a `Submission`. `kind` is a `FilingKind.code`.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="filings", verbose_name=_("補助の案件"))
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="filing", verbose_name=_("案件"))
    kind = models.CharField(_("種類"), max_length=20)
    answers = models.JSONField(_("答え"), default=dict)
    saves = models.PositiveIntegerField(_("保存の回数"), default=0)
    saved_at = models.DateTimeField(_("保存した日時"))
    requested_yen = models.PositiveBigIntegerField(_("申請額"), null=True, blank=True)
    is_on_paper = models.BooleanField(_("紙で受けた"), default=False)
    arrived_at = models.DateTimeField(_("届いた日時"), null=True, blank=True)
    checked = models.JSONField(_("確かめたこと"), default=dict)  # by `CheckLine.code`: "ok" or a remark
    calculation = models.JSONField(_("計算"), default=dict)  # frozen when verified
    verified_by = person(_("確かめた人"))

    class Meta:
        verbose_name = _("提出")
        verbose_name_plural = _("提出")
        ordering = ["grant", "pk"]

    def __str__(self) -> str:
        return self.case.number

    @property
    def form(self) -> structure.FilingKind:
        return self.grant.scheme.filing(self.kind)


class Row(models.Model):
    """One row of a table of a filing. `key` stays with it over corrections and into later filings."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="rows", verbose_name=_("提出"))
    table = models.CharField(_("表"), max_length=20)
    key = models.CharField(_("行の鍵"), max_length=22, default=new_token)
    position = models.PositiveIntegerField(_("順番"))
    values = models.JSONField(_("値"), default=dict)

    class Meta:
        verbose_name = _("行")
        verbose_name_plural = _("行")
        ordering = ["filing", "table", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["filing", "key"], name="row_key_once")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.table} {self.position}"


class Document(models.Model):
    """A file in a slot of a filing. A slot may hold several. What was sent and then taken out of the slot stays with
    the submission that holds it, marked `removed_at`. `pages` is None where the kind of file does not tell.
    """

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="documents", verbose_name=_("提出"))
    slot = models.CharField(_("書類"), max_length=40)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("ファイル"))
    pages = models.PositiveSmallIntegerField(_("ページ数"), null=True, blank=True)
    added_at = models.DateTimeField(_("入れた日時"))
    removed_at = models.DateTimeField(_("外した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("書類")
        verbose_name_plural = _("書類")
        ordering = ["filing", "slot", "pk"]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.slot}"


class Submission(models.Model):
    """What was sent, as it was: `content` holds answers, rows and documents with their digests. Never changed."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("提出"))
    number = models.PositiveSmallIntegerField(_("何回目"))
    at = models.DateTimeField(_("届いた日時"))
    by = person(_("出した人"))
    content = models.JSONField(_("中身"))
    digest = models.CharField(_("中身の指紋"), max_length=64)

    class Meta:
        verbose_name = _("届いたもの")
        verbose_name_plural = _("届いたもの")
        ordering = ["filing", "number"]
        constraints = [models.UniqueConstraint(fields=["filing", "number"], name="submission_number_once")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.number}"


class Correction(models.Model):
    """補正: what one round asks to mend, pinned to questions, rows and documents; only these are open meanwhile."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("提出"))
    asked_at = models.DateTimeField(_("頼んだ日時"))
    asked_by = person(_("頼んだ人"))
    due_on = models.DateField(_("期限"))
    answered_at = models.DateTimeField(_("直した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("補正")
        verbose_name_plural = _("補正")
        ordering = ["filing", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["filing"], condition=Q(answered_at=None), name="correction_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("asked_at")), name="correction_times_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.pk}"


class CorrectionItem(models.Model):
    """`at` is the key of a question or `ACCOUNT`, the key of a row or the code of a table, or the code of a slot.

    A table opens all its rows, also to new ones. `label` is how the place was called when asked.
    """

    ACCOUNT = "account"

    class What(models.TextChoices):
        QUESTION = "question", _("質問")
        ROW = "row", _("行")
        DOCUMENT = "document", _("書類")

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="items", verbose_name=_("補正"))
    what = models.CharField(_("どこ"), max_length=10, choices=What.choices)
    at = models.CharField(_("場所"), max_length=40)
    label = models.CharField(_("名前"), max_length=120)
    text = models.TextField(_("直してほしいこと"), max_length=600)
    reply = models.TextField(_("返事"), max_length=600, blank=True)
    seen_by = person(_("直りを見た人"))

    class Meta:
        verbose_name = _("補正の項目")
        verbose_name_plural = _("補正の項目")
        ordering = ["correction", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["correction", "what", "at"], name="correction_item_once"),
            models.CheckConstraint(condition=~Q(text=""), name="correction_item_says_what"),
        ]

    def __str__(self) -> str:
        return self.label


class Account(models.Model):
    """The account to which a grant is paid. Read by the applicant and by accounting alone; masked elsewhere."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("普通")
        CURRENT = "current", _("当座")

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="account", verbose_name=_("補助の案件"))
    bank = models.CharField(_("金融機関番号"), max_length=4)
    bank_name = models.CharField(_("金融機関の名前"), max_length=40)
    branch = models.CharField(_("支店番号"), max_length=3)
    branch_name = models.CharField(_("支店の名前"), max_length=40)
    kind = models.CharField(_("種類"), max_length=10, choices=Kind.choices)
    number = models.CharField(_("口座番号"), max_length=7)
    holder = models.CharField(_("口座名義（カナ）"), max_length=48)
    changed_at = models.DateTimeField(_("変わった日時"))

    class Meta:
        verbose_name = _("振込先")
        verbose_name_plural = _("振込先")
        ordering = ["grant"]
        constraints = [
            models.CheckConstraint(condition=Q(bank__regex=r"^[0-9]{4}$"), name="account_bank_shape"),
            models.CheckConstraint(condition=Q(branch__regex=r"^[0-9]{3}$"), name="account_branch_shape"),
            models.CheckConstraint(condition=Q(number__regex=r"^[0-9]{7}$"), name="account_number_shape"),
            models.CheckConstraint(condition=Q(kind__in=["ordinary", "current"]), name="account_kind_known"),
        ]

    def __str__(self) -> str:
        return f"*** {self.number[-2:]}"


class Mandate(models.Model):
    """代理: an organisation lets another one file for it, for one scheme or (`scheme` "") for all, until a day."""

    public_id = models.CharField(_("公開番号"), max_length=22, default=new_token, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mandates_given", verbose_name=_("任せる団体")
    )
    agent = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="mandates_held", verbose_name=_("代理の団体")
    )
    scheme = models.CharField(_("制度"), max_length=40, blank=True)
    ends_on = models.DateField(_("終わりの日"))
    given_at = models.DateTimeField(_("任せた日時"))
    given_by = person(_("任せた人"))
    ended_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("代理")
        verbose_name_plural = _("代理")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(agent=F("organisation")), name="mandate_to_another"),
            models.UniqueConstraint(
                fields=["organisation", "agent", "scheme"], condition=Q(ended_at=None), name="mandate_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.agent_id} {self.scheme}"
