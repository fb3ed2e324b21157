"""Made-up consultations in every state, moved there by the same acts that people use."""

import datetime as dt
from typing import Any

from housing.homes.access import listings_of
from housing.homes.choices import PartnerKind
from housing.homes.models import Partner
from portal.accounts.models import User
from portal.cases.actions import perform
from portal.cases.queries import members_of
from portal.front.demo import Stage
from portal.geo.models import Town
from portal.lib.dates import TOKYO, add_business_days, tokyo_date

from . import matching, queries
from .actions import asking, intake, planning
from .actions.showing import Handed
from .choices import Channel, Outcome, Scope
from .models import Consultation, Inquiry

RUBRIC = dict.fromkeys(planning.RUBRIC, "some") | {"procedures": "much"}
WISHES: dict[str, Any] = {
    "must": "家賃と管理費で月7万円まで。1階か、エレベーターのある部屋。",
    "want": "病院に歩いて行けるところ。",
    "cannot": "駅から遠い坂の上。",
    "household": {"elders": 1, "rent_limit": 70_000, "step": 60, "has_contact": False, "guarantees": ["company"]},
}
CARD: dict[str, Any] = {
    "size": "1",
    "age": "75+",
    "rent_low": 40_000,
    "rent_high": 70_000,
    "needs": ["few_steps", "no_contact"],
    "guarantees": ["company", "certified"],
    "timing": "quarter",
}
ROAD = [
    "contact", "heard", "sorted", "decide", "send_card", "answers", "refer", "choose", "set_viewing", "viewed", "apply",
    "papers", "pass", "lease", "move_in", "stay_30", "stay_90", "stay_180",
]  # fmt: skip
# How far each story goes along the road, and what else happens at its end.
STORIES: list[tuple[str, str]] = [
    ("", ""),
    ("", "answer"),
    ("contact", ""),
    ("heard", ""),
    ("sorted", ""),
    ("decide", ""),
    ("send_card", ""),
    ("answers", ""),
    ("refer", ""),
    ("choose", ""),
    ("set_viewing", ""),
    ("viewed", ""),
    ("apply", ""),
    ("papers", ""),
    ("papers", "refuse"),
    ("pass", ""),
    ("lease", ""),
    ("move_in", ""),
    ("stay_30", ""),
    ("stay_90", ""),
    ("stay_180", ""),
    ("refer", "close"),
    ("contact", "withdraw"),
]
ASKED = [
    "アパートが建てかえになり、春までに引っ越します。足が弱く、段差の少ない部屋をさがしています。",
    "ひとり暮らしです。緊急連絡先になる人がいません。それでも借りられますか。",
    "家賃の安い部屋に移りたいです。何から始めればよいですか。",
]
SPAN = {"move_in": 20, "stay_30": 50, "stay_90": 110, "stay_180": 210}


def build(stage: Stage) -> None:
    shops = list(queries.asked_partners())
    if not shops:
        return
    for number, (last, ending) in enumerate(STORIES):
        person = stage.people["seeker"] if number in (1, 8, 11) else None
        _tell(stage, number, last, ending, person)
    _protected(stage)


def _tell(stage: Stage, number: int, last: str, ending: str, person: User | None) -> None:
    steps = ROAD[: ROAD.index(last) + 1] if last else []
    at = stage.at - dt.timedelta(days=SPAN.get(last, 2), hours=6)
    consultation, _code = intake.open_consultation(
        text=ASKED[number % len(ASKED)],
        actor=person,
        person=person,
        channel=Channel.WEB if person or number % 3 else Channel.PHONE,
        contact={"name": f"架空 {'いろはにほへとちりぬるをわかよたれそつねならむ'[number]}こ", "phone": "0300000000"},
        urgent=number == 0,
        is_sample=True,
        at=at,
    )
    for step in steps:
        at = _time_of(consultation, step, at)
        if not _move(stage, consultation, step, at):
            return
    if ending:
        _end(stage, consultation, ending, at + dt.timedelta(minutes=5))


def _time_of(consultation: Consultation, step: str, at: dt.datetime) -> dt.datetime:
    """A few minutes later, or so many days after moving in."""
    lease = queries.lease_of(consultation)
    if lease and step.startswith("stay_"):
        day = lease.moved_in_on + dt.timedelta(days=int(step.removeprefix("stay_")))
        return dt.datetime.combine(day, dt.time(11), tzinfo=TOKYO)
    return at + dt.timedelta(minutes=15)


def _move(stage: Stage, consultation: Consultation, step: str, at: dt.datetime) -> bool:
    """False where the made-up homes have nothing to offer: the story rests there."""
    consultation.case.refresh_from_db()
    consultation.refresh_from_db()
    if step == "answers":
        return _answer(stage, consultation, at)
    values = _values(consultation, step, at)
    if step == "refer" and not values["homes"]:
        return False
    perform(case=consultation.case, transition=step, actor=_actor(stage, consultation, step), at=at, values=values)
    return True


def _actor(stage: Stage, consultation: Consultation, step: str) -> User:
    """The shop where it has somebody, the person where she has an account, else the ward."""
    staff, current = stage.people["staff"], consultation.current
    if step in ("set_viewing", "papers", "pass") and current:
        return next(iter(members_of(current.organisation)), staff)
    return (consultation.case.person or staff) if step in ("choose", "apply") else staff


def _values(consultation: Consultation, step: str, at: dt.datetime) -> dict[str, Any]:
    day = tokyo_date(at)
    if step == "heard":
        return WISHES
    if step == "decide":
        return {**RUBRIC, "plan": "both", "reason": "手続に手助けがいること、春までに移る日が決まっていることから。"}
    if step == "send_card":
        wished = ("光が丘", "石神井町", "大泉町")[consultation.pk % 3]
        return {**CARD, "towns": Town.objects.filter(municipality="練馬区", name__startswith=wished)}
    if step == "refer":
        return {"homes": _found(consultation, at), "how": "web", "note": "段差が少なく、連絡先は法人でよい部屋です。"}
    if step == "choose":
        return {"home": queries.open_homes(consultation)[0].pk, "with_company": True, "interpreter": ""}
    if step == "set_viewing":
        when = dt.datetime.combine(add_business_days(day, 3), dt.time(10 + consultation.pk % 6), tzinfo=TOKYO)
        return {"when": when + dt.timedelta(minutes=consultation.pk % 60), "place": "部屋の前"}
    if step == "apply":
        return {"agrees": True}
    if step == "lease":
        return {
            "landlord": "架空 大家",
            "leased_on": day,
            "moved_in_on": day,
            "rent": 60_000,
            "fee": 3_000,
            "instruments": ["certified", "watch"],
        }
    return {}


def _found(consultation: Consultation, at: dt.datetime) -> list[Handed]:
    """Two homes, those that shops named first; long ago a shop told of one in words."""
    found = matching.candidates(consultation, at)
    there = [one for one in found if one.listing.case.changed_at <= at][:2]
    if there:
        return matching.handed(there, [one.listing for one in there], [])
    shop = queries.asked_partners().filter(kind=PartnerKind.SHOP).first()
    return [Handed(shop.organisation, described="光が丘の1K、1階、家賃6万円（架空）")] if shop else []


def _answer(stage: Stage, consultation: Consultation, at: dt.datetime) -> bool:
    """Shops with somebody to answer do so; the ward does not wait for the rest."""
    asked = list(queries.waiting_inquiries().filter(card__consultation=consultation).select_related("organisation"))
    for number, inquiry in enumerate(asked):
        if people := members_of(inquiry.organisation):
            _say(inquiry, people[0], number, at)
    consultation.case.refresh_from_db()
    if consultation.case.state == "asking":
        perform(case=consultation.case, transition="go_ahead", actor=stage.people["staff"], at=at)
    return consultation.case.state == "answers"


def _say(inquiry: Inquiry, actor: User, number: int, at: dt.datetime) -> None:
    homes = list(listings_of(inquiry.organisation).filter(is_public=True, rent__lte=70_000)[:2])
    if homes and number % 4 != 3:
        asking.answer(inquiry=inquiry, answer="yes", listings=homes, actor=actor, at=at)
    else:
        asking.answer(inquiry=inquiry, answer="no", reason="taken", actor=actor, at=at)


def _end(stage: Stage, consultation: Consultation, ending: str, at: dt.datetime) -> None:
    values: dict[str, Any] = {
        "answer": {"text": "はい、借りられます。連絡先を居住支援法人が引き受ける部屋があります。"},
        "refuse": {"reason": "guarantee"},
        "close": {"outcome": Outcome.NOT_MADE, "failure": "place"},
    }.get(ending, {})
    consultation.case.refresh_from_db()
    staff = stage.people["staff"]
    perform(case=consultation.case, transition=ending, actor=staff, at=at, values=values, text=values.get("text", ""))


def _protected(stage: Stage) -> None:
    """One that the demo's member of staff is named in, and a support corporation for another."""
    intake.open_consultation(
        text="安心して暮らせる部屋をさがしています。（架空）",
        actor=stage.people["staff"],
        channel=Channel.COUNTER,
        contact={"name": "架空 まもる", "phone": "0300000000", "safe_hours": "平日の午前", "call_word": "図書館の佐藤"},
        protected=True,
        is_sample=True,
        at=stage.at - dt.timedelta(days=1),
    )
    supporter = Partner.objects.filter(kind=PartnerKind.SUPPORT, admitted_at__isnull=False).first()
    consultation = Consultation.objects.filter(case__state="hearing", is_sample=True).first()
    if supporter and consultation:
        staff = stage.people["staff"]
        intake.agree(consultation=consultation, scope=Scope.SUPPORTER, how="call", actor=staff, at=stage.at)
        planning.engage(consultation=consultation, supporter=supporter.organisation, actor=staff, at=stage.at)
