"""A consultation moved by the acts that people use, as far as a test needs it."""

import datetime as dt
from typing import Any

from housing.consultations import matching
from housing.consultations.actions import asking, intake
from housing.consultations.choices import Scope
from housing.consultations.models import Consultation, Inquiry
from portal.cases.actions import perform
from tests.factories.times import NOW

CONTACT = {"name": "架空 ふみ", "phone": "0300000000"}
HOUSEHOLD = {"elders": 1, "rent_limit": 56_000, "has_contact": False, "step": 60}
WISHES = {"must": "1階がよい", "want": "", "cannot": "", "household": HOUSEHOLD}
RUBRIC = dict.fromkeys(("procedures", "deadline", "reach", "leaving", "before", "language"), "some")
CARD: dict[str, Any] = {
    "size": "1",
    "age": "75+",
    "rent_low": 0,
    "rent_high": 56_000,
    "needs": ["few_steps"],
    "guarantees": ["company"],
    "timing": "month",
}
LEASE = {
    "landlord": "架空 大家",
    "leased_on": dt.date(2026, 11, 24),
    "moved_in_on": dt.date(2026, 12, 1),
    "rent": 52_000,
    "fee": 3_000,
    "instruments": ["company"],
}
ROAD = [
    "received", "hearing", "sorting", "deciding", "preparing", "asking", "answers", "informed", "viewing",
    "viewing_set", "viewed", "applied", "screening", "contract", "leased", "moved_in",
]  # fmt: skip


def opened(street, *, at=NOW, person=None, contact=True, text="部屋をさがしています。", **more) -> Consultation:
    consultation, _code = intake.open_consultation(
        text=text, actor=person, person=person, contact=CONTACT if contact else None, at=at, **more
    )
    return consultation


def at_state(street, state: str, *, at=NOW, **more) -> Consultation:
    """Along the straight road, up to a state of `ROAD`."""
    consultation = opened(street, at=at, **more)
    for step in ROAD[1 : ROAD.index(state) + 1]:
        go(street, consultation, step, at)
    return fresh(consultation)


def fresh(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_related("case", "current").get(pk=consultation.pk)


def move(consultation: Consultation, transition: str, actor, at=NOW, text: str = "", **values) -> Consultation:
    case = fresh(consultation).case
    perform(case=case, transition=transition, actor=actor, at=at, values={"text": text, **values}, text=text)
    return fresh(consultation)


def go(street, consultation: Consultation, state: str, at=NOW) -> None:
    """The one step that leads into a state of the road."""
    staff, shop = street.staff.user, street.shop.user
    if state == "hearing":
        move(consultation, "contact", staff, at)
    elif state == "sorting":
        move(consultation, "heard", staff, at, **WISHES)
    elif state == "deciding":
        move(consultation, "sorted", staff, at)
    elif state == "preparing":
        move(consultation, "decide", staff, at, **RUBRIC, plan="both", reason="手続に手助けがいるため")
    elif state == "asking":
        move(consultation, "send_card", staff, at, **CARD)
    elif state == "answers":
        answer_all(street, consultation, at)
    elif state == "informed":
        refer(street, consultation, at)
    elif state == "viewing":
        home = fresh(consultation).referrals.get().homes.get()
        move(consultation, "choose", fresh(consultation).case.person or staff, at, home=home.pk, with_company=True)
    elif state == "viewing_set":
        move(consultation, "set_viewing", shop, at, when=at + dt.timedelta(days=2), place="架空台駅")
    elif state == "viewed":
        move(consultation, "viewed", shop, at)
    elif state == "applied":
        move(consultation, "apply", fresh(consultation).case.person or staff, at, agrees=True)
    elif state == "screening":
        move(consultation, "papers", shop, at)
    elif state == "contract":
        move(consultation, "pass", shop, at)
    elif state == "leased":
        move(consultation, "lease", staff, at, **LEASE)
    elif state == "moved_in":
        move(consultation, "move_in", staff, at)


def answer_all(street, consultation: Consultation, at=NOW) -> None:
    """The shop has its home, the other one has nothing."""
    for inquiry in Inquiry.objects.filter(card__consultation=consultation).select_related("organisation"):
        if inquiry.organisation == street.shop.organisation:
            asking.answer(inquiry=inquiry, answer="yes", listings=[street.home], actor=street.shop.user, at=at)
        else:
            asking.answer(inquiry=inquiry, answer="no", reason="taken", actor=street.other_shop.user, at=at)


def refer(street, consultation: Consultation, at=NOW) -> None:
    found = matching.candidates(fresh(consultation), at)
    move(consultation, "refer", street.staff.user, at, homes=matching.handed(found, [street.home], []), how="web")


def agree(consultation: Consultation, scope: Scope, street, organisation=None) -> None:
    intake.agree(
        consultation=consultation, scope=scope, how="call", actor=street.staff.user, at=NOW, organisation=organisation
    )
