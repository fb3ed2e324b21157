"""Drafts go on under the version that is public now."""

import datetime as dt

from django.db import transaction

from portal.accounts.models import User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed
from portal.cases.models import Case
from portal.grants.schemes.models import Version

from .. import access
from ..models import Grant
from .following import hand


def move_drafts(old: Version | None, new: Version, at: dt.datetime) -> None:
    """What nobody sent yet goes on under the version that is public now; no answer is lost, the changes are told."""
    if old is None:
        return
    drafts = Grant.objects.filter(version=old, case__state="preparing")
    for grant in drafts.select_related("case").order_by("pk"):
        Case.objects.select_for_update(of=("self",)).get(pk=grant.case_id)
        sent = grant.filings.filter(arrived_at__isnull=False, is_on_paper=False).exists()
        if sent or not Case.objects.filter(pk=grant.case_id, state="preparing").exists():
            continue
        Grant.objects.filter(pk=grant.pk).update(version=new, moved_from=grant.moved_from or old)
        for filing in grant.filings.filter(case__state="draft").select_related("case"):
            hand(filing.case, filing.case.turn, new.closes_on)
        record("grant.moved", actor=None, at=at, subject=grant, detail={"version": new.pk})


def changes_seen(*, grant: Grant, actor: User, at: dt.datetime) -> None:
    """The applicant has read what a new version changed. Raises `NotAllowed`."""
    if access.party_of(actor, grant.case) not in access.APPLICANT:
        raise NotAllowed
    with transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(moved_from=None)
        record("grant.changes_seen", actor=actor, at=at, subject=grant)
