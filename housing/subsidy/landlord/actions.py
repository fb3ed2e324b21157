"""A lease opens a draft for whoever let the home, with the facts of the lease and nobody's name."""

import datetime as dt
from typing import Any

from django.db import transaction

from housing.consultations.models import Consultation, Lease
from portal.audit.actions import record
from portal.cases.procedures import ORGANISATION, PORTAL
from portal.cases.queries import members_of
from portal.grants.filings.actions import starting
from portal.grants.filings.addresses import filing_path
from portal.grants.filings.models import Filing
from portal.grants.filings.rules import APPLICATION
from portal.grants.schemes.queries import live
from portal.lib.dates import tokyo_date
from portal.notices.actions import announce

from .. import notices

SCHEME = "landlord_support"


def prepare(*, lease: Lease, at: dt.datetime) -> Filing | None:
    """None while no version is open. The portal does it, so no person stands behind it."""
    version = live(SCHEME, tokyo_date(at))
    if version is None:
        return None
    with transaction.atomic():
        body = lease.home.organisation
        grant = starting.open_grant(version, PORTAL, None, at, organisation=body)  # type: ignore[arg-type]
        filing = starting.add_filing(grant, APPLICATION, ORGANISATION, None, at)  # type: ignore[arg-type]
        filing.answers = facts_of(lease)
        filing.save(update_fields=["answers"])
        record("landlord_grant.prepare", actor=None, at=at, subject=filing)
        announce(notices.LANDLORD.code, recipients=members_of(body), context={}, path=filing_path(filing), at=at)
    return filing


def facts_of(lease: Lease) -> dict[str, Any]:
    return {
        "home": str(lease.home),
        "landlord": lease.landlord,
        "through_ward": True,
        "leased_on": lease.leased_on.isoformat(),
        "moved_in_on": lease.moved_in_on.isoformat(),
        "rent": lease.rent,
        "common_fee": lease.fee,
    }


def when_leased(consultation: Consultation, at: dt.datetime) -> None:
    """Of a protected consultation nothing leaves the house by itself: its landlord applies without being asked."""
    lease = Lease.objects.filter(consultation=consultation).select_related("home__organisation").order_by("-pk").first()
    if lease is not None and not consultation.is_protected:
        prepare(lease=lease, at=at)
