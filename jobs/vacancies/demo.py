"""Made-up vacancies: posts as they are in care and childcare, over the demo's facilities, in every state."""

import datetime as dt
import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import OuterRef, QuerySet, Subquery

from portal.cases.actions import check_digit
from portal.cases.models import Case, Counter, Event
from portal.facilities.models import Facility
from portal.front.demo import Stage
from portal.lib.dates import WEEKDAYS, add_business_days, tokyo_date

from .models import FeatureFact, QualificationWish, Shift, Terms, Vacancy, WagePart
from .rules import RULES_VERSION
from .sheet import packed

BATCH = 2000
TRAINING = "入職から6か月以内に勤務時間の中で受けます"
POSTS = Path(__file__).parent / "data" / "demo_posts.toml"


@dataclass(frozen=True)
class Post:
    """A kind of post, as `data/demo_posts.toml` tells it. `pay` is (lowest, spread) in yen per hour or month."""

    kinds: tuple[str, ...]
    occupation: str
    title: str
    duties: str
    employment: str
    wage_type: str
    pay: tuple[int, int]
    shifts: tuple[dict, ...]
    needs: tuple[tuple[str, str], ...]
    days: tuple[int, int]
    annual_hours: int
    features: tuple[tuple[str, str], ...]
    night: tuple[int, int] | None = None
    extra: dict = field(default_factory=dict)


INSURED = {"health_insurance": True, "pension": True, "injury_insurance": True, "unemployment_insurance": True}
SHORT_INSURED = {"health_insurance": False, "pension": False, "injury_insurance": True, "unemployment_insurance": True}
WITH_CHILDREN = {"O41", "O42", "O46", "O47", "O28"}
# The moves that lead to a state: (transition, state after it, who).
ROADS = {
    "draft": [],
    "review": [("submit", "review", "organisation")],
    "returned": [("submit", "review", "organisation"), ("send_back", "returned", "staff")],
    "published": [("publish_directly", "published", "organisation")],
    "paused": [("publish_directly", "published", "organisation"), ("pause", "paused", "organisation")],
    "unconfirmed": [("publish_directly", "published", "organisation"), ("lapse", "unconfirmed", "portal")],
    "expired": [("publish_directly", "published", "organisation"), ("expire", "expired", "portal")],
    "filled": [("publish_directly", "published", "organisation"), ("fill", "filled", "organisation")],
    "closed": [("publish_directly", "published", "organisation"), ("close", "closed", "organisation")],
}
TURNS = {"review": ("staff", 3), "returned": ("organisation", 5), "unconfirmed": ("organisation", 10)}
UNSEEN = ("draft", "review", "returned")
RARE = ["draft", "review", "review", "returned", "paused", "unconfirmed", "expired", "filled", "closed"]


def posts() -> list[Post]:
    told = tomllib.loads(POSTS.read_text(encoding="utf-8"))
    return [
        Post(
            **{
                **row,
                "duties": told["duties"][row["duties"]],
                "shifts": [told["shifts"][name] for name in row["shifts"]],
                "pay": tuple(row["pay"]),
                "days": tuple(row["days"]),
            }
        )
        for row in told["posts"]
    ]


def build(stage: Stage) -> None:
    """As many public vacancies as are asked for and three of every other state, in batches."""
    dice = random.Random(20261201)  # noqa: S311
    kinds_of_post = posts()
    by_kind: dict[str, list[Facility]] = {}
    for facility in stage.things["facilities"]:
        by_kind.setdefault(facility.kind_id, []).append(facility)
    states = ["published"] * stage.sizes["vacancies"] + RARE * 3
    for first in range(0, len(states), BATCH):
        _batch(stage, dice, kinds_of_post, by_kind, states[first : first + BATCH], first)
    Counter.objects.create(prefix="V", year=tokyo_date(stage.at).year, last=len(states))
    Counter.objects.create(prefix="PUB", year=0, last=len(states))


def _batch(
    stage: Stage, dice: random.Random, kinds_of_post: list[Post], by_kind: dict, states: list[str], first: int
) -> None:
    plans = []
    for index, state in enumerate(states, first):
        post = kinds_of_post[index % len(kinds_of_post)]
        choices = [facility for kind in post.kinds for facility in by_kind.get(kind, [])]
        plans.append((index, state, post, dice.choice(choices)))
    cases = Case.objects.bulk_create(_case(stage, dice, *plan) for plan in plans)
    vacancies = Vacancy.objects.bulk_create(_vacancy(case, *plan) for case, plan in zip(cases, plans, strict=True))
    terms = Terms.objects.bulk_create(
        _terms(stage, dice, vacancy, post, state)
        for vacancy, (_index, state, post, _facility) in zip(vacancies, plans, strict=True)
    )
    _children(dice, terms, plans)
    _hand_in(terms)
    Event.objects.bulk_create(
        event for case, plan in zip(cases, plans, strict=True) for event in _events(stage, case, plan[1])
    )
    _settle(Vacancy.objects.filter(pk__in=[vacancy.pk for vacancy in vacancies]))


def _vacancy(case: Case, index: int, state: str, _post: Post, facility: Facility) -> Vacancy:
    vacancy = Vacancy(case=case, facility=facility, organisation_id=facility.organisation_id)  # type: ignore[misc]
    if state not in UNSEEN:
        vacancy.sequence = index + 1
        vacancy.first_published_at = vacancy.published_at = case.changed_at
        vacancy.confirmed_on = tokyo_date(case.changed_at)
    return vacancy


def _settle(batch: QuerySet[Vacancy]) -> None:
    """The only terms of each are what the public sees or saw, or what is being written."""
    terms = Subquery(Terms.objects.filter(vacancy=OuterRef("pk")).values("pk"))
    batch.filter(sequence=None).update(draft=terms)
    batch.exclude(sequence=None).update(live=terms)
    batch.filter(case__state="published").update(is_public=True)


def _case(stage: Stage, dice: random.Random, index: int, state: str, post: Post, facility: Facility) -> Case:
    year, count = tokyo_date(stage.at).year, index + 1
    changed = stage.at - dt.timedelta(days=dice.randrange(28) if state == "published" else dice.randrange(4), hours=1)
    turn, days = TURNS.get(state, ("", 0))
    return Case(
        number=f"V-{year}-{count:05d}-{check_digit(f'{year}{count:05d}')}",
        procedure="vacancy",
        title=f"{post.title}（{facility.name}）"[:120],
        state=state,
        version=1 + len(ROADS[state]),
        turn=turn,
        due_on=add_business_days(tokyo_date(changed), days) if turn else None,
        organisation_id=facility.organisation_id,
        opened_at=changed - dt.timedelta(hours=1),
        changed_at=changed,
        closed_at=changed if state in ("filled", "closed") else None,
    )


def _events(stage: Stage, case: Case, state: str) -> list[Event]:
    moves = [("open", "draft", "organisation"), *ROADS[state]]
    found, source = [], ""
    for sequence, (transition, target, party) in enumerate(moves, 1):
        text = "夜勤の回数が本文と表でちがいます。そろえてください。" if transition == "send_back" else ""
        at = case.opened_at if sequence == 1 else case.changed_at
        found.append(
            Event(
                case=case,
                sequence=sequence,
                at=at,
                party=party,
                transition=transition,
                source=source,
                target=target,
                text=text,
            )
        )
        source = target
    return found


def _terms(stage: Stage, dice: random.Random, vacancy: Vacancy, post: Post, state: str) -> Terms:
    low = post.pay[0] + dice.randrange(0, post.pay[1], 10 if post.wage_type == "hour" else 1000)
    weekly = 2400 if post.annual_hours > 1900 else post.annual_hours * 60 // 52
    regular = post.employment in ("E1", "E2")
    night = post.night or (None, None)
    return Terms(
        vacancy=vacancy,
        version=1,
        created_at=stage.at,
        saved_at=stage.at,
        frozen_at=None if state in ("draft", "returned") else stage.at,
        rules_version=RULES_VERSION,
        direct_employment=True,
        occupation_id=post.occupation,
        title=post.title,
        duties=post.duties,
        duties_change=(scope := dice.choice(["none", "none", "limited"])),
        duties_change_text="同じ事業所の中の別の係" if scope == "limited" else "",
        place_change="none",
        body_care=post.extra.get("body_care"),
        employment_id=post.employment,
        contract="indefinite" if regular else "fixed",
        contract_months=None if regular else 12,
        renewal="" if regular else "possible",
        renewal_criteria="" if regular else "勤務の成績と、利用者の数により決めます",
        renewal_limit="" if regular else "none",
        trial_months=3 if regular else 0,
        trial_same=True if regular else None,
        variable_hours=bool(post.night),
        days_min=post.days[0],
        days_max=post.days[1],
        weekly_minutes=weekly,
        annual_hours=post.annual_hours,
        night="required" if post.night else "none",
        night_min=night[0],
        night_max=night[1],
        night_pay=dice.choice([5000, 6000, 7000, 8000]) if post.night else None,
        night_nap=True if post.night else None,
        night_staff=2 if post.night else None,
        overtime=regular,
        overtime_hours=dice.choice([2, 4, 6, 9]) if regular else None,
        overtime_special=False if regular else None,
        holidays="週休2日（シフトによる）" if regular else "働く曜日のほかは休み",
        annual_holidays=dice.choice([107, 110, 112, 115, 118, 120, 122, 125]) if regular else 365 - post.days[1] * 52,
        paid_leave=10 if post.days[0] >= 5 else 5,
        wage_type=post.wage_type,
        base_low=low,
        base_high=low + dice.choice([0, 8_000, 16_000, 24_000] if post.wage_type == "month" else [0, 50, 100]),
        raise_given=True,
        raise_text="前の年度は1時間10円" if post.wage_type == "hour" else "前の年度は月2,000円",
        bonus=regular,
        bonus_months=dice.choice([2, 2.5, 3, 3.5, 4]) if regular else None,
        commute="actual",
        commute_cap=20_000,
        closing_day="月末",
        pay_day="翌月15日",
        retirement_pay=regular,
        retirement_age=65 if regular else None,
        improvement_class=dice.choice(["1", "2"]),
        improvement_pay="included",
        housing_allowance="yes" if regular else "unknown",
        smoking="premises",
        experience_required=False,
        age_limited=False,
        openings=dice.choice([1, 1, 2, 3]),
        recruit_until=None,
        selection="面接1回（30分）",
        documents="履歴書（面接の日に持ってきてください）",
        answer_days=7,
        visits=dice.random() < 0.8,
        questions_welcome=True,
        nursery=dice.random() < 0.1,
        housing_help=post.extra.get("housing_help", ""),
        qualification_help="初任者研修・実務者研修の受講料を助けます（架空の例）" if dice.random() < 0.4 else "",
        dementia_training=post.extra.get("dementia_training", "") or ("" if post.needs else TRAINING),
        registry_notice=post.occupation in WITH_CHILDREN,
        child_safety_notice=post.occupation in WITH_CHILDREN,
        **(INSURED if weekly >= 1200 else SHORT_INSURED),
    )  # fmt: skip


def _children(dice: random.Random, terms: list[Terms], plans: list) -> None:
    shifts, parts, wishes, facts = [], [], [], []
    for row, (_index, _state, post, _facility) in zip(terms, plans, strict=True):
        shifts += [
            Shift(
                terms=row,
                order=order,
                name=told["name"],
                days=sum(1 << WEEKDAYS.index(day) for day in told["days"]),
                start=dt.time.fromisoformat(told["start"]),
                end=dt.time.fromisoformat(told["end"]),
                break_minutes=told["rest"],
            )
            for order, told in enumerate(post.shifts)
        ]
        amount = (
            dice.choice([10_000, 12_000, 15_000, 18_000]) if post.wage_type == "month" else dice.choice([30, 50, 80])
        )
        parts.append(WagePart(terms=row, order=0, kind="fixed", name="処遇改善手当", low=amount, high=amount))
        wishes += [QualificationWish(terms=row, code_id=code, need=need) for code, need in post.needs]
        facts += [FeatureFact(terms=row, code_id=code, fact=fact) for code, fact in post.features]
    Shift.objects.bulk_create(shifts, batch_size=1000)
    WagePart.objects.bulk_create(parts, batch_size=1000)
    QualificationWish.objects.bulk_create(wishes, batch_size=1000)
    FeatureFact.objects.bulk_create(facts, batch_size=1000)


def _hand_in(terms: list[Terms]) -> None:
    """What the live and the submitted ones show, as `submit` would have kept it."""
    related = ["shifts", "parts", "qualifications__code", "features"]
    rows = Terms.objects.filter(pk__in=[row.pk for row in terms], frozen_at__isnull=False)
    rows = rows.select_related("occupation", "employment", "vacancy__organisation", "vacancy__facility")
    found = list(rows.prefetch_related(*related))
    for row in found:
        row.handed_in = packed(row.written())
    Terms.objects.bulk_update(found, ["handed_in"], batch_size=500)
