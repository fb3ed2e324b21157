"""The first word, what somebody leaves with it, what they agree to, and what is forgotten."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.bookings import actions as bookings
from portal.cases.actions import open_case, restrict
from portal.cases.models import Case
from portal.cases.procedures import PERSON, STAFF, Move, get
from portal.lib.dates import add_business_days, tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import withdraw

from .. import access, listeners, queries, rules
from ..choices import Channel, How, Scope
from ..models import Consent, Consultation, NamedPerson, ReferredHome

CONTACT = ("name", "phone", "email", "call_word", "safe_hours", "call_on", "may_leave_word")


def open_consultation(
    *,
    text: str,
    actor: User | None,
    at: dt.datetime,
    channel: str = Channel.WEB,
    person: User | None = None,
    contact: Mapping[str, Any] | None = None,
    urgent: bool = False,
    proxy: tuple[str, str] = ("", ""),
    protected: bool = False,
    home: str = "",
    sent: str = "",
    is_sample: bool = False,
) -> tuple[Consultation, str]:
    """Returns the consultation and the code, which is told this once. `contact` is there when the person agreed to be
    contacted; `proxy` is (name, relation) of who wrote for her; `home` the public id of a home it is about; `sent` all
    that one page sent: when the same comes again, it is the same consultation with the same code.

    Raises `Refused`.
    """
    if not text.strip():
        raise Refused(_("相談したいことを、一言でよいので書いてください。"))
    if protected and actor is None:
        raise Refused(_("保護する相談は、担当の職員が受け付けます。"))
    code = rules.new_code(sent)
    if sent and (first := queries.by_code(code)):
        return first, code
    try:
        with transaction.atomic():
            case = open_case(
                procedure="consultation",
                state="received",
                title=str(rules.TITLE),
                actor=actor,
                at=at,
                person=person,
                done="receive",
                text=text,
                detail={"home": home} if home else None,
                party=PERSON if channel == Channel.WEB else STAFF,
            )
            consultation = Consultation.objects.create(
                case=case,
                code_digest=queries.digest_of(code),
                channel=channel,
                is_urgent=urgent,
                is_sample=is_sample,
                proxy_name=proxy[0],
                proxy_relation=proxy[1],
                **_contact(contact),
            )
            if contact:
                agree(consultation=consultation, scope=Scope.CONTACT, how=_how(channel), actor=actor, at=at)
            if urgent:
                Case.objects.filter(pk=case.pk).update(due_on=add_business_days(tokyo_date(at), 0))
            if protected and actor is not None:
                protect(consultation=consultation, actor=actor, at=at)
    except IntegrityError:  # the same page, sent twice at once
        if sent and (first := queries.by_code(code)):
            return first, code
        raise
    case.refresh_from_db()
    return consultation, code


def agree(
    *,
    consultation: Consultation,
    scope: Scope,
    how: str,
    actor: User | None,
    at: dt.datetime,
    organisation: Organisation | None = None,
) -> Consent:
    """Raises `NotAllowed`."""
    access.must_know(actor, consultation)
    with transaction.atomic():
        consent, made = Consent.objects.get_or_create(
            consultation=consultation,
            scope=scope,
            organisation=organisation,
            withdrawn_at=None,
            defaults={"how": how, "given_at": at, "recorded_by": actor},
        )
        if made:
            record("consultation.agreed", actor=actor, at=at, subject=consultation, detail={"scope": str(scope)})
    return consent


def take_back(*, consent: Consent, actor: User | None, at: dt.datetime) -> None:
    """From now on; what somebody has read already cannot be unread."""
    with transaction.atomic():
        if Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=at):
            record("consultation.took_back", actor=actor, at=at, subject=consent.consultation)


def contact_left(move: Move) -> None:
    row = locked(move)
    for field, value in _contact(move.values).items():
        setattr(row, field, value)
    row.save(update_fields=CONTACT)
    agree(consultation=row, scope=Scope.CONTACT, how=How.WEB, actor=move.actor, at=move.at)


def protect(*, consultation: Consultation, actor: User, at: dt.datetime) -> None:
    """From this moment only named people know of it. Whoever protects is the first of them. What shops were told
    before is told no more, until she agrees anew; what was on its way to others is taken back. Raises `NotAllowed`.
    """
    with transaction.atomic():
        row = (
            Consultation.objects.select_for_update(of=("self",))
            .select_related("case__person", "current")
            .get(pk=consultation.pk)
        )
        access.must_know(actor, row)
        if row.is_protected:
            return
        row.is_protected = consultation.is_protected = True
        row.save(update_fields=["is_protected"])
        restrict(case=row.case, restricted=True)
        NamedPerson.objects.get_or_create(consultation=row, user=actor, defaults={"named_by": actor, "named_at": at})
        row.consents.filter(scope=Scope.SHOP, withdrawn_at=None).update(withdrawn_at=at)
        if row.current:
            give_booking_back(row.current, actor, at)
            row.current.save(update_fields=["booking"])
        _take_word_back(row)
        listeners.protected(row, at)
        record("consultation.protected", actor=actor, at=at, subject=row)


def _take_word_back(row: Consultation) -> None:
    """Mail not yet sent and notices, of all but the named people. Hers leads to her own page, like any other's."""
    case, procedure = row.case, get(row.case.procedure)
    withdraw(paths=[procedure.path_of(case, party) for party in (STAFF, access.SUPPORTER)], keep=queries.wardens(row))
    if case.person:
        withdraw(paths=[procedure.path_of(case, PERSON)], only=[case.person], code=procedure.notice)


def give_booking_back(home: ReferredHome, actor: User | None, at: dt.datetime) -> None:
    """Out of the calendars, without a word; the agreed time of the viewing is no matter of theirs."""
    if home.booking:
        bookings.cancel(booking=home.booking, actor=actor, at=at, quietly=True)
        home.booking = None


def name_person(*, consultation: Consultation, user: User, actor: User, at: dt.datetime) -> None:
    """Let one more person know: ward staff, or somebody of the support corporation."""
    supporter = consultation.supporter
    allowed = user.is_staff or bool(supporter and supporter.memberships.filter(user=user).exists())
    if not (allowed and user.is_active and access.may_know(actor, consultation)):
        raise Refused(_("区の職員か、伴走する居住支援法人の人だけを指名できます。"))
    with transaction.atomic():
        NamedPerson.objects.get_or_create(
            consultation=consultation, user=user, defaults={"named_by": actor, "named_at": at}
        )
        record("consultation.named", actor=actor, at=at, subject=consultation, detail={"user": user.pk})


def unname(*, named: NamedPerson, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        consultation = Consultation.objects.select_for_update().get(pk=named.consultation_id)
        access.must_know(actor, consultation)
        if not queries.wardens(consultation).exclude(pk=named.user_id).exists():
            raise Refused(_("区の職員が一人は残るようにしてください。先に、ほかの職員を指名します。"))
        consultation.named.filter(pk=named.pk).delete()
        record("consultation.unnamed", actor=actor, at=at, subject=consultation, detail={"user": named.user_id})


def read(*, consultation: Consultation, actor: User, at: dt.datetime) -> None:
    """Somebody other than the person opened it."""
    record("consultation.read", actor=actor, at=at, subject=consultation)


def forget(*, consultation: Consultation, actor: User | None, at: dt.datetime) -> None:
    """Name, ways to reach, and what was written about the wishes. The figures stay."""
    empty = dict.fromkeys(("name", "phone", "email", "call_word", "safe_hours", "proxy_name", "proxy_relation"), "")
    empty |= dict.fromkeys(("must", "want", "cannot"), "")
    with transaction.atomic():
        Consultation.objects.filter(pk=consultation.pk).update(
            **empty, household={}, call_on=None, may_leave_word=False, forgotten_at=at
        )
        record("consultation.forgot", actor=actor, at=at, subject=consultation)


def locked(move: Move) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("current", "supporter")
    return rows.get(case=move.case)


def _contact(values: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: values[name] for name in CONTACT if values.get(name)} if values else {}


def _how(channel: str) -> str:
    return {Channel.WEB: How.WEB, Channel.PAPER: How.PAPER}.get(Channel(channel), How.CALL)
