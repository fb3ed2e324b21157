"""Made-up supports in every state, moved there by the acts that people use."""

import datetime as dt
from typing import Any

from housing.consultations.actions import intake
from housing.consultations.choices import Scope
from housing.consultations.models import Consultation
from housing.fit.household import Household
from housing.homes.actions import admit, join
from housing.homes.choices import PartnerKind
from portal.accounts.actions.people import add_person
from portal.accounts.models import Membership, Organisation, Role, User
from portal.cases.actions import perform
from portal.front.cast import corporate_number
from portal.front.demo import PASSWORD, Stage
from portal.lib.dates import tokyo_date

from . import access, actions, queries
from .models import Support

NUMBER = 990_001  # of the made-up corporation, out of the way of the other made-up bodies
PURPOSE = "部屋の見学と契約の手続きに、いっしょに行ってください。入居のあとも、月に2回ようすを見てください。"
TEXTS = [
    ("visit", 60, 30, "自宅で話を聞きました。次は木曜日に、いっしょに店へ行きます。"),
    ("phone", 15, 0, "店に電話して、見学の日を決めました。"),
    ("accompany", 120, 40, "いっしょに部屋を2つ見ました。1階の部屋が気に入ったそうです。"),
    ("procedure", 45, 20, "保証会社の書類を、いっしょに書きました。"),
]
# How many days ago each was asked for, and what has happened since; "log" is one visit or call.
STORIES: list[tuple[int, list[str]]] = [
    (1, []),
    (6, ["accept"]),
    (12, ["decline"]),
    (30, ["accept", "plan", "log", "log"]),
    (50, ["accept", "plan", "log", "task", "log", "log"]),
    (75, ["accept", "plan", "log", "move_in", "log", "check"]),
    (130, ["accept", "plan", "log", "log", "move_in", "log", "log", "check", "evaluate"]),
    (400, ["accept", "plan", "move_in", "check", "log", "check", "log", "log", "check", "evaluate", "end"]),
    (60, ["accept", "plan", "log", "stop"]),
]
PROTECTED = 4  # one of the stories is open to named people only


def build(stage: Stage) -> None:
    corporation, worker = _corporation(stage)
    for number, (days, story) in enumerate(STORIES):
        _tell(stage, corporation, worker, days, story, protected=number == PROTECTED)
    _join_in(stage)


def _join_in(stage: Stage) -> None:
    """Where the demo's consultations have a corporation already, it is at work there."""
    begun = Consultation.objects.filter(is_sample=True, supporter__isnull=False, is_protected=False, supports=None)
    for consultation in begun.filter(case__closed_at=None).select_related("supporter"):
        corporation = consultation.supporter
        if corporation and (worker := access.workers_of(corporation).first()):
            support = actions.request(
                consultation=consultation,
                corporation=corporation,
                worker=worker,
                purpose=PURPOSE,
                actor=stage.people["staff"],
                at=stage.at,
            )
            for step in ("accept", "plan"):
                support.case.refresh_from_db()
                _step(support, step, worker, stage.at, 0)


def _corporation(stage: Stage) -> tuple[Organisation, User]:
    """A support corporation of the demo with somebody in it, or one made up here."""
    found = access.corporations().filter(memberships__role__in=[Role.OWNER, Role.EDITOR]).first()
    body = found or _made_up(stage)
    worker = access.workers_of(body)[0]
    stage.people.setdefault("support", worker)
    return body, worker


def _made_up(stage: Stage) -> Organisation:
    body = Organisation.objects.create(
        name="特定非営利活動法人すまいの友（架空）",
        corporate_number=corporate_number(NUMBER),
        verified_at=stage.at,
        verified_by=stage.people["staff"],
        is_sample=True,
        created_at=stage.at,
    )
    worker = add_person(email="support@example.jp", name="架空 つばさ", password=PASSWORD, is_sample=True, at=stage.at)
    Membership.objects.create(user=worker, organisation=body, role=Role.OWNER)
    partner = join(organisation=body, kind=PartnerKind.SUPPORT, actor=worker, at=stage.at)
    admit(partner=partner, actor=stage.people["staff"], at=stage.at)
    return body


def _consultation(stage: Stage, at: dt.datetime, protected: bool) -> Consultation:
    """Taken by telephone, sorted, and decided: somebody goes along."""
    staff = stage.people["staff"]
    made, _code = intake.open_consultation(
        text="部屋をさがしています。店に行くのが不安です。（架空）",
        actor=staff,
        at=at,
        channel="phone",
        contact={"name": "架空 ことぶき", "phone": "03-0000-0000", "safe_hours": "平日の10時から16時"},
        protected=protected,
        is_sample=True,
    )
    intake.agree(consultation=made, scope=Scope.SUPPORTER, how="call", actor=staff, at=at)
    rubric = {"procedures": "much", "deadline": "some", "reach": "alone"}
    rubric |= {"leaving": "alone", "before": "some", "language": "alone"}
    decision = {**rubric, "plan": "accompanied", "reason": "手続きをいっしょに進める人が必要なため"}
    household = Household(elders=1, rent_limit=60_000).to_json()
    wishes = {"must": "家賃6万円まで", "want": "駅に近い", "cannot": "", "household": household}
    steps: list[tuple[str, dict[str, Any]]] = [("contact", {}), ("heard", wishes), ("sorted", {}), ("decide", decision)]
    for code, values in steps:
        made.case.refresh_from_db()
        perform(case=made.case, transition=code, actor=staff, at=at, values=values)
    return made


def _tell(stage: Stage, corporation: Organisation, worker: User, days: int, story: list[str], protected: bool) -> None:
    start = stage.at - dt.timedelta(days=days)
    support = actions.request(
        consultation=_consultation(stage, start, protected),
        corporation=corporation,
        worker=worker if protected else None,
        purpose=PURPOSE,
        actor=stage.people["staff"],
        at=start,
    )
    for place, step in enumerate(story):
        at = start + (stage.at - start) * (place + 1) / (len(story) + 1)
        support = Support.objects.select_related("case", "consultation", "corporation").get(pk=support.pk)
        _step(support, step, worker, at, place)


def _step(support: Support, step: str, worker: User, at: dt.datetime, place: int) -> None:
    today = tokyo_date(at)
    if step == "log":
        actions.write_log(support=support, values=_entry(place, at), actor=worker, at=at)
    elif step == "task":
        due_on = today + dt.timedelta(days=25)
        actions.add_task(support=support, text="火災保険の手続き", due_on=due_on, owner=worker, actor=worker, at=at)
    elif step == "check":
        _check(support, worker, at, place)
    else:
        perform(case=support.case, transition=step, actor=worker, at=at, values=_values(step, today, worker))


def _entry(place: int, at: dt.datetime) -> dict[str, Any]:
    kind, minutes, travel, text = TEXTS[place % len(TEXTS)]
    starts_at = at - dt.timedelta(hours=3)
    return {"kind": kind, "starts_at": starts_at, "minutes": minutes, "travel_minutes": travel, "text": text}


def _check(support: Support, worker: User, at: dt.datetime, place: int) -> None:
    """The next one whose day has come by then."""
    due = queries.open_checks(Support.objects.filter(pk=support.pk)).filter(due_on__lte=tokyo_date(at))
    if check := due.order_by("due_on").first():
        entry = {**_entry(place, at), "starts_at": at, "kind": "visit", "text": "訪ねました。元気に暮らしています。"}
        actions.write_log(support=support, values={**entry, "check": check, "result": "stays"}, actor=worker, at=at)


def _values(step: str, today: dt.date, worker: User) -> dict[str, Any]:
    plan: dict[str, Any] = {
        "goals": "買い物に歩いて行ける部屋に住む",
        "frequency": "訪問は月2回、電話は週1回",
        "starts_on": today,
        "ends_on": today + dt.timedelta(days=180),
        "consented_on": today,
        "consent_how": "paper",
    }
    values: dict[str, dict[str, Any]] = {
        "accept": {"worker": worker},
        "decline": {"reason": "full", "text": ""},
        "plan": plan,
        "move_in": {"day": today},
        "evaluate": {"text": "ひとりで手続きができるようになりました。"},
        "end": {"outcome": "settled", "text": ""},
        "stop": {"reason": "consent", "text": "自分で進めたいとのことです。"},
    }
    return values[step]
