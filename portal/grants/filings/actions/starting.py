"""A grant and its filings begin."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.actions import NotAllowed, open_case, restrict
from portal.cases.models import Case
from portal.cases.procedures import ORGANISATION, PERSON, STAFF
from portal.grants.schemes.choices import VersionState
from portal.grants.schemes.models import Version
from portal.grants.schemes.structure import Applicant, FilingKind, get
from portal.lib.dates import tokyo_date
from portal.lib.refusal import Refused

from .. import access, lists, rules
from ..models import Filing, Grant, Row
from .following import hand


def start(
    *,
    version: Version,
    actor: User,
    at: dt.datetime,
    organisation: Organisation | None = None,
    copy_from: Filing | None = None,
) -> Filing:
    """Begin to apply: for oneself, or for an organisation whose people one belongs to. A draft that is there goes on.

    `copy_from` is an earlier filing of the same applicant. Raises `Refused`, `NotAllowed`.
    """
    scheme = get(version.scheme)
    if (scheme.applicant is Applicant.ORGANISATION) != (organisation is not None):
        raise Refused(_("この補助は、団体で申請するものか、ご本人で申請するものかが、ちがいます。"))
    with transaction.atomic():
        _one_at_a_time(actor, organisation)
        if draft := lists.open_draft(version.scheme, actor, organisation):
            return draft
        version = Version.objects.select_for_update().get(pk=version.pk)  # a publication waits, and moves this draft
        if problem := window_problem(version, tokyo_date(at)):
            raise Refused(problem)
        party = ORGANISATION if organisation else PERSON
        grant = open_grant(version, party, actor, at, person=None if organisation else actor, organisation=organisation)
        filing = add_filing(grant, rules.first_kind(scheme), party, actor, at)
        if not access.may_write(actor, filing):
            raise NotAllowed
        if copy_from is not None:
            _copy(copy_from, filing)
    return filing


def _one_at_a_time(actor: User, organisation: Organisation | None) -> None:
    """Who presses twice, or together with a colleague, begins once."""
    if organisation:
        Organisation.objects.select_for_update().get(pk=organisation.pk)
    else:
        User.objects.select_for_update().get(pk=actor.pk)


def window_problem(version: Version, day: dt.date) -> str:
    """Why a version takes nothing on a day, in plain words; "" when it does."""
    if version.state != VersionState.PUBLISHED:
        return _("この制度の内容が新しくなりました。新しい内容で申請してください。")
    if day < version.opens_on:
        return _("受付は%(day)sからです。") % {"day": _day(version.opens_on)}
    if version.closes_on and day > version.closes_on:
        return _("受付は%(day)sで終わりました。書いたものは残っています。") % {"day": _day(version.closes_on)}
    return ""


def _day(day: dt.date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {"year": day.year, "month": day.month, "day": day.day}


def open_grant(
    version: Version,
    party: str,
    actor: User,
    at: dt.datetime,
    person: User | None = None,
    organisation: Organisation | None = None,
    paper_name: str = "",
) -> Grant:
    scheme = get(version.scheme)
    case = open_case(
        procedure="grant",
        state="preparing",
        title=str(scheme.label),
        actor=actor,
        at=at,
        person=person,
        organisation=organisation,
        party=party,
    )
    _restricted(case, scheme.is_restricted)
    sample = bool((person and person.is_sample) or (organisation and organisation.is_sample))
    return Grant.objects.create(case=case, version=version, paper_name=paper_name, is_sample=sample)


def _restricted(case: Case, is_restricted: bool) -> None:
    if is_restricted:
        restrict(case=case, restricted=True)
        case.is_restricted = True


def add_filing(grant: Grant, kind: str, party: str, actor: User, at: dt.datetime, on_paper: bool = False) -> Filing:
    """A draft of this kind, with the case of its own."""
    form = grant.scheme.filing(kind)
    case = open_case(
        procedure="grant_filing",
        state="draft",
        title=_("%(scheme)s　%(kind)s") % {"scheme": grant.scheme.label, "kind": form.label},
        actor=actor,
        at=at,
        person=grant.case.person,
        organisation=grant.case.organisation,
        party=party,
    )
    _restricted(case, grant.scheme.is_restricted)
    hand(case, party, grant.version.closes_on if kind in (rules.APPLICATION, rules.CONSULTATION) else None)
    return Filing.objects.create(grant=grant, case=case, kind=kind, is_on_paper=on_paper, saved_at=at)


def open_filing(*, grant: Grant, kind: str, actor: User, at: dt.datetime) -> Filing:
    """The next filing of a grant: change, report, claim; with what its kind starts from. Staff may begin one for what
    came on paper. Raises `Refused`, `NotAllowed`.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=grant.case_id)
        row = Grant.objects.select_related("version").get(pk=grant.pk)
        row.case = case
        party = access.party_of(actor, case)
        if party not in (*access.APPLICANT, STAFF):
            raise NotAllowed
        earlier = [(one.kind, one.case.state) for one in row.filings.select_related("case")]
        if not rules.may_open(row.scheme, kind, case.state, earlier):
            raise Refused(_("今は、これを始められません。先に、書きかけのものを出すか、やめてください。"))
        filing = add_filing(row, kind, party, actor, at, on_paper=party == STAFF)
        if source := _source(row, filing.form):
            _copy(source, filing)
        record("grant.open_filing", actor=actor, at=at, subject=row, detail={"kind": kind})
    return filing


def _source(grant: Grant, form: FilingKind) -> Filing | None:
    """The last filing of the kind it starts from; a change that was decided counts for what it changed."""
    if not form.starts_from:
        return None
    kinds = {form.starts_from, rules.CHANGE} if form.starts_from == rules.APPLICATION else {form.starts_from}
    stand = grant.filings.filter(kind__in=kinds, case__state__in=("verified", "decided"))
    return stand.order_by("-arrived_at", "-pk").select_related("grant__version").first()


def _copy(source: Filing, filing: Filing) -> None:
    """Answers of questions that are still asked, and rows with their keys."""
    keys = {question.key for question in filing.form.questions}
    filing.answers = {key: value for key, value in source.answers.items() if key in keys}
    filing.save(update_fields=["answers"])
    for table in filing.form.tables:
        columns = {column.key for column in table.columns}
        Row.objects.bulk_create(
            Row(
                filing=filing,
                table=table.code,
                key=row.key,
                position=row.position,
                values={key: value for key, value in row.values.items() if key in columns},
            )
            for row in source.rows.filter(table=table.code)
        )
