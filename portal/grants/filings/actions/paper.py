"""What came on paper, entered by the ward."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed
from portal.cases.procedures import STAFF
from portal.grants.schemes.access import may_edit
from portal.grants.schemes.models import Version
from portal.grants.schemes.structure import get
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import rules
from ..models import Filing
from . import documents
from .starting import add_filing, open_grant, window_problem


def enter_from_paper(
    *,
    version: Version,
    scan: UploadedFile,
    arrived_at: dt.datetime,
    actor: User,
    at: dt.datetime,
    organisation: Organisation | None = None,
    person: User | None = None,
    name: str = "",
) -> Filing:
    """A draft that staff fill in; it counts as arrived when the paper did. Raises `Refused`, `NotAllowed`."""
    if not may_edit(actor, version.scheme):
        raise NotAllowed
    if actor == person or (organisation and organisation.memberships.filter(user=actor).exists()):
        raise Refused(_("ご自分や、ご自分の団体の申請は、ほかの職員が入力します。"))
    if tokyo_date(arrived_at) > tokyo_date(at):
        raise Refused(_("届いた日が、今日より後になっています。"))
    if problem := window_problem(version, tokyo_date(arrived_at)):
        raise Refused(problem)
    with transaction.atomic():
        grant = open_grant(version, STAFF, actor, at, person, organisation, name)
        filing = add_filing(grant, rules.first_kind(get(version.scheme)), STAFF, actor, at, on_paper=True)
        Filing.objects.filter(pk=filing.pk).update(arrived_at=arrived_at)
        filing.arrived_at = arrived_at
        documents.put(filing, documents.SCAN, scan, actor, at)
        record("grant.from_paper", actor=actor, at=at, subject=grant)
    return filing
