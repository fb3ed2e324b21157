"""Wish cards: sent, passed on, answered in three taps, chased once, and closed."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from housing.homes.models import Listing
from portal.accounts.models import Organisation, User
from portal.audit.actions import record
from portal.cases.actions import next_value, perform
from portal.cases.models import Case
from portal.cases.procedures import Move
from portal.cases.queries import members_of
from portal.lib.dates import add_business_days, tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce

from .. import notices, queries, rules
from ..choices import OFFERING, Answer
from ..models import Inquiry, WishCard
from .intake import locked

FACTS = ("size", "age", "rent_low", "rent_high", "area_low", "needs", "guarantees", "timing")


def card_sent(move: Move) -> None:
    """`values` are the fields of a card, and `organisations`: whom to ask, all of `queries.asked_partners` when absent.

    Raises `Refused` when there is nobody to ask.
    """
    row = locked(move)
    wanted: Iterable[Organisation] | None = move.values.get("organisations")
    asked = list(wanted) if wanted is not None else [partner.organisation for partner in queries.asked_partners()]
    if not asked or move.actor is None:
        raise Refused(_("たずねる店がまだありません。協力店の登録を確かめてください。"))
    card = WishCard.objects.create(
        consultation=row,
        number=next_value("W"),
        **{name: move.values[name] for name in FACTS if move.values.get(name) is not None},
        sent_at=move.at,
        sent_by=move.actor,
        closes_on=add_business_days(tokyo_date(move.at), rules.CARD_DAYS),
    )
    card.towns.set(move.values.get("towns") or [])
    for organisation in asked:
        _ask(card, organisation, move.at)
    move.detail["asked"] = len(asked)


def pass_on(*, inquiry: Inquiry, organisations: Iterable[Organisation], actor: User, at: dt.datetime) -> int:
    """An association hands a card to its shops. Returns how many were asked anew."""
    with transaction.atomic():
        row = _open(inquiry, at)
        known = set(row.card.inquiries.values_list("organisation", flat=True))
        new = [organisation for organisation in organisations if organisation.pk not in known]
        if not new:
            raise Refused(_("渡せる店がありません。団体に入っている店の登録を確かめてください。"))
        for organisation in new:
            _ask(row.card, organisation, at, through=row)
        record("consultation.card_passed_on", actor=actor, at=at, subject=row, detail={"shops": len(new)})
    return len(new)


def answer(
    *,
    inquiry: Inquiry,
    answer: str,
    actor: User,
    at: dt.datetime,
    reason: str = "",
    condition: str = "",
    free_from: dt.date | None = None,
    listings: Iterable[Listing] = (),
) -> None:
    """The answer of a shop; it may be changed until the card closes. Where the ward has gone on meanwhile, the thread
    says that something new came. Raises `Refused`.
    """
    offered = list(listings)
    with transaction.atomic():
        row = _open(inquiry, at)
        before, went_on = _said(row), row.card.consultation.case.state != "asking"
        if answer in (Answer.NO, Answer.LATER) and not reason:
            raise Refused(_("理由を一つ選んでください。"))
        if answer in (Answer.YES, Answer.CONDITIONAL) and not offered and not condition.strip():
            raise Refused(_("出せる部屋を選ぶか、部屋のようすを書いてください。"))
        row.answer, row.reason, row.condition, row.free_from = answer, reason, condition, free_from
        row.answered_at, row.answered_by = at, actor
        row.save()
        row.listings.set(offered if answer in OFFERING else [])
        record("consultation.card_answered", actor=actor, at=at, subject=row, detail={"answer": answer})
        _settle(row.card, at)
        if went_on and _said(row) != before:
            perform(case=row.card.consultation.case, transition="late_answer", actor=None, at=at)


def chase_cards(*, at: dt.datetime) -> int:
    """Remind once, then close as 無回答. Returns how many inquiries it touched."""
    today = tokyo_date(at)
    touched = 0
    for inquiry in queries.waiting_inquiries().select_related("card", "organisation").order_by("pk"):
        if today > inquiry.card.closes_on:
            touched += _close(inquiry, at)
        elif inquiry.reminded_at is None and today >= _reminder_day(inquiry):
            touched += _remind(inquiry, at)
    return touched


def _ask(card: WishCard, organisation: Organisation, at: dt.datetime, through: Inquiry | None = None) -> None:
    inquiry = Inquiry.objects.create(card=card, organisation=organisation, asked_at=at, through=through)
    _announce(notices.CARD.code, inquiry, at)


def _announce(code: str, inquiry: Inquiry, at: dt.datetime) -> None:
    announce(
        code,
        recipients=members_of(inquiry.organisation),
        context={"closes_on": inquiry.card.closes_on},
        path=f"/partner/cards/{inquiry.public_id}/",
        at=at,
    )


def _open(inquiry: Inquiry, at: dt.datetime) -> Inquiry:
    """The inquiry as it stands now, its case locked before it: answers that come at once are counted one by one."""
    case = Case.objects.select_for_update(of=("self",)).get(consultation__cards__inquiries=inquiry)
    row = Inquiry.objects.select_for_update(of=("self",)).select_related("card", "organisation").get(pk=inquiry.pk)
    if case.closed_at or row.answer == Answer.NONE or tokyo_date(at) > row.card.closes_on:
        raise Refused(_("このカードは、もう閉じました。出せる部屋があれば、募集に載せてください。"))
    return row


def _settle(card: WishCard, at: dt.datetime) -> None:
    """When everybody has answered, it is the ward's turn; when nobody has anything, the wishes are looked at again."""
    case = card.consultation.case
    latest = card.consultation.cards.first()
    if case.state != "asking" or latest != card or queries.waiting_inquiries().filter(card=card).exists():
        return
    step = "card_answered" if queries.anything_offered(card) else "nothing_offered"
    perform(case=case, transition=step, actor=None, at=at)


def _said(inquiry: Inquiry) -> tuple[object, ...]:
    offered = sorted(inquiry.listings.values_list("pk", flat=True))
    return inquiry.answer, inquiry.reason, inquiry.condition, inquiry.free_from, offered


def _reminder_day(inquiry: Inquiry) -> dt.date:
    return add_business_days(tokyo_date(inquiry.asked_at), rules.CARD_REMINDER_DAYS)


def _remind(inquiry: Inquiry, at: dt.datetime) -> int:
    with transaction.atomic():
        if not Inquiry.objects.filter(pk=inquiry.pk, reminded_at=None, answer="").update(reminded_at=at):
            return 0
        _announce(notices.CARD_AGAIN.code, inquiry, at)
    return 1


def _close(inquiry: Inquiry, at: dt.datetime) -> int:
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(consultation__cards__inquiries=inquiry)
        if not Inquiry.objects.filter(pk=inquiry.pk, answer="").update(answer=Answer.NONE, answered_at=at):
            return 0
        record("consultation.card_unanswered", actor=None, at=at, subject=inquiry)
        _settle(WishCard.objects.select_related("consultation__case").get(pk=inquiry.card_id), at)
    return 1
