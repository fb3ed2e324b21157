"""What must hold of decisions; `manage.py verify` reads it."""

from collections.abc import Iterator

from portal.grants.budget.models import Entry
from portal.grants.budget.models import Kind as EntryKind
from portal.grants.filings.models import Grant
from portal.grants.schemes.structure import Profile

from . import rules
from .choices import Kind, Result
from .models import Decision
from .queries import held, standing

DECIDED = ("approved", "issued", "reached", "given_up")


def decisions_were_decided() -> Iterator[str]:
    """By every role of the route in one round, or by a record; and not by who drafted it."""
    found = Decision.objects.filter(case__state__in=DECIDED).select_related("case").prefetch_related("approvals")
    for decision in found.iterator(chunk_size=500):
        last = [one for one in decision.approvals.all() if one.result == Result.AGREED]
        last = [one for one in last if one.round == max(each.round for each in last)]
        if decision.decided_on is None:
            yield f"decision {decision.pk} was decided on no day"
        elif not decision.document_number and [one.role for one in last] != list(decision.route):
            yield f"decision {decision.pk} did not pass its route"
        if any(one.actor_id == decision.drafted_by_id for one in last):
            yield f"decision {decision.pk} was agreed to by who drafted it"


def letters_say_what_was_decided() -> Iterator[str]:
    out = Decision.objects.filter(case__state__in=rules.PUBLIC).select_related("letter", "grant__version")
    for decision in out.iterator(chunk_size=500):
        if decision.letter is None:
            yield f"decision {decision.pk} went out without a letter"
            continue
        total = decision.letter.content["total"]
        if total is not None and total["amount"] != decision.yen:
            yield f"decision {decision.pk} is not what its letter says"
        if total is None and decision.yen:
            yield f"decision {decision.pk} gives yen that its letter does not name"
    for decision in Decision.objects.exclude(case__state__in=rules.PUBLIC).exclude(letter=None):
        yield f"decision {decision.pk} has a letter that never went out"


def budgets_hold_what_was_decided() -> Iterator[str]:
    """Of grants of which nothing came back or was revoked after a payment."""
    decided = Grant.objects.filter(decisions__case__state__in=DECIDED).distinct()
    back = Entry.objects.filter(kind=EntryKind.RETURN).values("case")
    whole = decided.exclude(case__in=back).exclude(decisions__kind=Kind.REVOCATION)
    for grant in whole.select_related("case", "version").order_by("pk"):
        if grant.scheme.profile is Profile.IN_KIND:
            continue
        last = standing(grant)
        ahead = grant.decisions.filter(case__state="approved").first()
        expected = last.yen if last else 0
        if grant.case.state == "withdrawn" and not ahead:
            expected = 0
        if ahead:
            expected += rules.bound(ahead.yen, ahead.former_yen)
        if held(grant.case, EntryKind.COMMIT) != expected:
            yield f"grant {grant.pk} holds other yen of the budget than was decided"


def one_at_a_time() -> Iterator[str]:
    seen: set[int] = set()
    for pk in Decision.objects.filter(case__state__in=rules.OPEN).values_list("grant", flat=True):
        if pk in seen:
            yield f"grant {pk} has more than one decision under way"
        seen.add(pk)
