from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    DRAFT = "draft", _("下書き")
    PUBLISHED = "published", _("公開中")
    RETIRED = "retired", _("前の版")


class Mode(models.TextChoices):
    """Until when filings are taken."""

    DEADLINE = "deadline", _("締切日まで")
    BUDGET = "budget", _("予算がなくなるまで（先着順）")
    ANYTIME = "anytime", _("いつでも")


class Approval(models.TextChoices):
    IN_PORTAL = "portal", _("このポータルで決裁する")
    RECORD_ONLY = "record", _("文書管理システムで決裁し、結果を記録する")


class Role(models.TextChoices):
    """What a member of staff does for a scheme."""

    CLERK = "clerk", _("係員")
    CHIEF = "chief", _("係長")
    MANAGER = "manager", _("課長")
    DIRECTOR = "director", _("部長")
    ACCOUNTING = "accounting", _("会計担当")
    AUDITOR = "auditor", _("監査担当")


class Expected(models.TextChoices):
    """What a golden case must come to."""

    MET = "met", _("該当")
    NOT_YET = "not_yet", _("まだ")
    NOT_MET = "not_met", _("非該当")
    UNKNOWN = "unknown", _("要確認")
