"""What an employer and a person can have of grants: something they write, something that lies with the ward, a decision
that is drafted and one that is out.
"""

import datetime as dt
from importlib import import_module
from typing import Any

from portal.accounts.models import User
from portal.grants.budget.actions import appropriate
from portal.grants.decisions.actions import agreeing, drafting, issuing
from portal.grants.decisions.models import Decision
from portal.grants.filings.actions import checking, starting, submitting
from portal.grants.filings.demo import fill
from portal.grants.filings.models import Filing
from portal.grants.schemes.choices import Role
from portal.grants.schemes.models import Duty, Version
from portal.grants.schemes.queries import live
from portal.lib.dates import fiscal_year, tokyo_date
from tests import people
from tests.people import Person

from . import grants

PERSON_ANSWERS: dict[str, Any] = {
    "name": "架空 はな",
    "address": "練馬区（番地は架空）",
    "phone": "0300000000",
    "school": "架空福祉カレッジ",
    "fee": 98_000,
    "other_money": "none",
    "office": "架空の里",
    "listed_office": True,
    "days_worked": 120,
}
BODY_ANSWERS: dict[str, Any] = {
    **dict.fromkeys(("runs_nursery", "own_contract", "full_time", "no_allowance", "inside_ward", "no_officers"), True),
    "other_money": "none",
    "clerk": "架空 みのる",
    "phone": "0300000000",
}


def officer(role: str) -> User:
    """A member of staff with one duty, the same each time."""
    user, new = User.objects.get_or_create(
        email=f"grants.{role}@example.jp", defaults={"is_staff": True, "name": f"架空 {role}", "is_sample": True}
    )
    if new:
        Duty.objects.create(user=user, role=role)
    return user


def open_scheme(scheme: str, at: dt.datetime) -> Version:
    """A public version that is open on the day, with money; the same one each time."""
    if found := live(scheme, tokyo_date(at)):
        return found
    year = fiscal_year(tokyo_date(at))
    changes: dict[str, Any] = {"approval": "portal"}
    if scheme == "nursery_housing":
        changes["figures"] = {"first_day": f"{year}-04-01", "last_day": f"{year + 1}-03-31"}
    version = grants.version(scheme, fiscal_year=year, at=at, **changes)
    clerk = officer(Role.CLERK)
    appropriate(scheme=scheme, fiscal_year=year, kind="initial", yen=50_000_000, actor=clerk, at=at, note="架空")
    return version


def room(version: Version, place: int = 0, **changes: Any) -> dict[str, Any]:
    """A row of the staff housing that nothing is wrong with."""
    sample = {
        "unit": f"架空ハイツ{101 + place}",
        "facility": "架空の保育園",
        "worker": f"架空 保育{place + 1}",
        "job": "teacher",
        "hired_on": f"{version.fiscal_year - 2}-04-01",
        "lessee": "operator",
        "rent": 78_000,
        "common_fee": 3_000,
        "key_money": 0,
        "resident_part": 10_000,
        "allowance": False,
        "hours": 8,
        "days": 21,
        "moved_in": f"{version.fiscal_year}-04-01",
    }
    columns = {column.key for column in _columns()}
    return {key: value for key, value in {**sample, **changes}.items() if key in columns}


def _columns() -> Any:
    scheme = import_module("housing.subsidy.nursery.scheme").SCHEME
    return scheme.filing("application").tables[0].columns


def written_by_person(person: Person, at: dt.datetime) -> Filing:
    """All that a person fills in of the course fee, not sent yet."""
    hired = tokyo_date(at) - dt.timedelta(days=240)
    days = {"hired_on": hired.isoformat(), "completed_on": (hired - dt.timedelta(days=14)).isoformat()}
    filing = starting.start(version=open_scheme("practitioner_course", at), actor=person.user, at=at)
    return fill(filing, {**PERSON_ANSWERS, **days}, (), person.user, at)


def written_by_body(person: Person, at: dt.datetime, rooms: int = 1) -> Filing:
    """All that an operator fills in of the staff housing, not sent yet."""
    version = open_scheme("nursery_housing", at)
    filing = starting.start(version=version, organisation=person.organisation, actor=person.user, at=at)
    return fill(filing, BODY_ANSWERS, [room(version, place) for place in range(rooms)], person.user, at)


def sent(filing: Filing, actor: User, at: dt.datetime) -> Filing:
    submitting.submit(filing=filing, actor=actor, at=at)
    return fresh(filing)


def verified(filing: Filing, clerk: User, at: dt.datetime) -> Filing:
    checking.check_lines(filing=filing, values={line.code: "ok" for line in filing.form.checklist}, actor=clerk, at=at)
    checking.verify(filing=fresh(filing), actor=clerk, at=at)
    return fresh(filing)


def drafted(filing: Filing, kind: str, clerk: User, at: dt.datetime) -> Decision:
    return drafting.draft(filing=filing, kind=kind, actor=clerk, at=at)


def issued(decision: Decision, clerk: User, at: dt.datetime) -> Decision:
    """Sent round, agreed by each role of its route, and out."""
    drafting.circulate(decision=decision, actor=clerk, at=at)
    while (now := again(decision)).case.state == "circulating":
        agreeing.agree(decision=now, actor=officer(now.role), at=at)
    issuing.issue(decision=now, actor=clerk, at=at)
    return again(decision)


def again(decision: Decision) -> Decision:
    return Decision.objects.select_related("case", "grant__case", "grant__version", "filing__case").get(pk=decision.pk)


def fresh(filing: Filing) -> Filing:
    return Filing.objects.select_related("case", "grant__case", "grant__version").get(pk=filing.pk)


def keys(seeker: Person, employer: Person, clerk: User, at: dt.datetime) -> dict[str, Any]:
    """The public keys of everything, for a walk over every address."""
    draft = written_by_body(employer, at)
    with_ward = sent(written_by_person(seeker, at), seeker.user, at)
    out = issued(drafted(verified(with_ward, clerk, at), "award_fixed", clerk, at), clerk, at)
    ready, theirs = (_of_another(f"{name}{employer.user.pk}", clerk, at) for name in ("osei", "kenji"))
    return {
        "filing_draft": draft.case.public_id,
        "grant_draft": draft.grant.case.public_id,
        "filing_row": draft.rows.get().key,
        "filing_document": draft.documents.first().public_id,
        "filing_sent": with_ward.case.public_id,
        "grant_sent": with_ward.grant.case.public_id,
        "filing_ready": ready.case.public_id,
        "decision": drafted(theirs, "award_fixed", clerk, at).case.public_id,
        "decision_out": out.case.public_id,
        "letter": out.letter.public_id,
        "version": _next_year(at).public_id,
    }


def _next_year(at: dt.datetime) -> Version:
    """The draft of the next version of the course fee, the same for everybody."""
    year = fiscal_year(tokyo_date(at)) + 1
    found = Version.objects.filter(scheme="practitioner_course", fiscal_year=year).first()
    return found or grants.draft("practitioner_course", fiscal_year=year, at=at)


def _of_another(name: str, clerk: User, at: dt.datetime) -> Filing:
    """Taken as right, of somebody who is nobody's neighbour."""
    person = people.seeker(name)
    return verified(sent(written_by_person(person, at), person.user, at), clerk, at)
