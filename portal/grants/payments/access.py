"""Who may know of a payment, who reads the account, who acts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.accounts.models import Membership, User
from portal.cases.actions import NotAllowed
from portal.grants.filings import access as filings
from portal.grants.filings.models import Account, Grant
from portal.grants.schemes import access as duties

from . import rules
from .models import Batch, Payment, Recovery, Remittance


def payments_for_staff(user: User) -> QuerySet[Payment]:
    return Payment.objects.filter(grant__version__scheme__in=duties.schemes_of(user))


def batches_for_staff(user: User) -> QuerySet[Batch]:
    return Batch.objects.filter(scheme__in=duties.schemes_of(user))


def recoveries_for_staff(user: User) -> QuerySet[Recovery]:
    return Recovery.objects.filter(grant__version__scheme__in=duties.schemes_of(user))


def may(user: User, scheme: str, roles: Collection[str]) -> bool:
    return bool(duties.roles(user, scheme) & set(roles))


def must(user: User, scheme: str, roles: Collection[str]) -> None:
    """Raises `NotAllowed`."""
    if not may(user, scheme, roles):
        raise NotAllowed


def must_not_be_applicant(user: User, grants: Iterable[Grant]) -> None:
    """Who is paid has no hand in it, whatever the duty. Raises `NotAllowed`."""
    cases = [grant.case for grant in grants]
    bodies = {case.organisation_id for case in cases if case.organisation_id}
    if any(case.person_id == user.pk for case in cases):
        raise NotAllowed
    if bodies and Membership.objects.filter(user=user, organisation__in=bodies).exists():
        raise NotAllowed


def may_mend(user: User, payment: Payment) -> bool:
    """The account of a payment that failed: the applicant; for what came on paper accounting."""
    case = payment.grant.case
    if filings.party_of(user, case) in filings.APPLICANT:
        return True
    return not (case.person_id or case.organisation_id) and may(user, payment.grant.version.scheme, rules.MAKES)


@dataclass(frozen=True)
class Payee:
    """An account as this reader may see it."""

    number: str
    bank: str = ""
    branch: str = ""
    kind: str = ""
    holder: str = ""


def payee_for(user: User, scheme: str, remittance: Remittance) -> Payee:
    return payee_of_reader(remittance, may(user, scheme, rules.MAKES))


def payee_of_reader(remittance: Remittance, is_accounting: bool) -> Payee:
    """Whole for accounting; for all others nothing but the last two digits."""
    kept = remittance.payee
    if not is_accounting:
        return Payee(number=rules.masked(kept["number"]))
    return Payee(
        bank=f"{kept['bank_name']}（{kept['bank']}）",
        branch=f"{kept['branch_name']}（{kept['branch']}）",
        kind=str(Account.Kind(kept["kind"]).label),
        number=kept["number"],
        holder=kept["holder"],
    )
