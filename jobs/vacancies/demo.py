"""Made-up vacancies: posts as they are in care and childcare, over the demo's facilities, in every state."""

import datetime as dt
import random
from dataclasses import dataclass, field

from portal.cases.actions import check_digit
from portal.cases.models import Case, Counter, Event
from portal.facilities.models import Facility
from portal.front.demo import Stage
from portal.lib.dates import add_business_days, tokyo_date

from .models import FeatureFact, QualificationWish, Shift, Terms, Vacancy, WagePart
from .rules import RULES_VERSION
from .sheet import packed

BATCH = 2000
WEEKDAYS, EVERY_DAY = 0b0011111, 0b1111111
EARLY = ("早番", EVERY_DAY, (7, 0), (16, 0), 60)
DAY = ("日勤", WEEKDAYS, (9, 0), (18, 0), 60)
LATE = ("遅番", EVERY_DAY, (11, 0), (20, 0), 60)
NIGHT = ("夜勤", EVERY_DAY, (17, 0), (9, 30), 120)
NURSERY_DAY = ("日勤", WEEKDAYS, (8, 30), (17, 30), 60)
NURSERY_EARLY = ("早番", 0b0111111, (7, 15), (16, 15), 60)
MORNING = ("午前", WEEKDAYS, (9, 0), (13, 0), 0)
SHORT = ("短時間", 0b0010110, (9, 0), (16, 0), 60)
AFTER_SCHOOL = ("放課後", WEEKDAYS, (13, 0), (18, 30), 0)
VISITS = ("訪問", 0b0111111, (8, 0), (17, 0), 60)


@dataclass(frozen=True)
class Post:
    """A kind of post. `pay` is (lowest, spread) in yen per hour or month."""

    kinds: tuple[str, ...]
    occupation: str
    title: str
    duties: str
    employment: str
    wage_type: str
    pay: tuple[int, int]
    shifts: tuple[tuple, ...]
    needs: tuple[tuple[str, str], ...] = ()
    days: tuple[int, int] = (5, 5)
    annual_hours: int = 1944
    night: tuple[int, int] | None = None
    features: tuple[tuple[str, str], ...] = ()
    extra: dict = field(default_factory=dict)


CARE = "食事、入浴、排せつの手伝いと、毎日の記録をします。はじめの1か月は先輩といっしょに回り、2か月目から少しずつ一人で受け持ちます。夜に困ったときは、すぐ電話で相談できます。"
HELPER = "利用者の家を訪ねて、食事の支度、掃除、着がえや入浴の手伝いをします。行き帰りは自転車です。はじめの5回は先輩が同行し、記録はスマートフォンで短く入れます。"
NURSERY = "0歳から5歳のクラスで、子どもの生活と遊びを見ます。計画と記録はタブレットで書き、持ち帰りの仕事はありません。行事は年に4回で、飾りは今あるものを使います。"
ASSIST = "保育士といっしょに、食事、昼寝、散歩、片づけを手伝います。子どもを一人で見ることはありません。資格がなくてもでき、はじめの2週間は研修を受けながら働きます。"
SCHOOL = "小学生の放課後の遊びと宿題を見守り、おやつを用意します。子ども40人を4人で見ます。けがや迎えの連絡は、常勤の支援員といっしょに行います。記録は当番で書きます。"
LIFE = "障害のある方の食事、入浴、外出、金銭の管理を手伝います。一人ひとりの過ごし方を書いた手順書があり、はじめの1か月は先輩といっしょに働きます。記録は決まった形で書きます。"
HELP = "食器の片づけ、シーツの交換、部屋の掃除、話し相手をします。体にふれる介助はありません。1日3時間から働け、はじめの週は毎回先輩がいっしょに回ります。資格はいりません。"
INSURED = {"health_insurance": True, "pension": True, "injury_insurance": True, "unemployment_insurance": True}
SHORT_INSURED = {"health_insurance": False, "pension": False, "injury_insurance": True, "unemployment_insurance": True}
POSTS = (
    Post(("F01", "F03"), "O01", "介護職員（日勤と夜勤）", CARE, "E1", "month", (212_000, 40_000), (EARLY, DAY, LATE, NIGHT), (("Q05", "required"), ("Q08", "preferred")), night=(4, 5), features=(("K12", "入職から3か月、同じ先輩がつきます"),), extra={"housing_help": "借り上げの部屋あり（家賃の半分まで）"}),
    Post(("F01", "F03", "F18"), "O01", "介護職員（夜勤なし）", CARE, "E1", "month", (205_000, 36_000), (EARLY, DAY, LATE), (("Q05", "required"), ("Q07", "preferred")), features=(("K15", "直近3年で育児休業を取った職員5人"),)),
    Post(("F01", "F09", "F18"), "O01", "介護職員パート", CARE, "E5", "hour", (1_280, 220), (SHORT,), (("Q05", "preferred"),), days=(3, 3), annual_hours=936, features=(("K03", "離れていた方3人が働いています"),), extra={"dementia_training": "入職から6か月以内に勤務時間の中で受けます"}),
    Post(("F09",), "O01", "グループホームの介護職員", CARE, "E1", "month", (208_000, 30_000), (DAY, LATE, NIGHT), (("Q05", "planned"),), night=(4, 6), features=(("K57", "夜勤は2つのユニットで2人"),), extra={"dementia_training": "入職から6か月以内に勤務時間の中で受けます"}),
    Post(("F14",), "O02", "訪問のヘルパー", HELPER, "E6", "hour", (1_500, 400), (VISITS,), (("Q05", "required"),), days=(2, 5), annual_hours=720, features=(("K22", "自転車の貸し出しあり"),), extra={"body_care": True}),
    Post(("F14",), "O03", "サービス提供責任者", HELPER, "E1", "month", (245_000, 40_000), (DAY,), (("Q07", "required"), ("Q08", "required")), extra={"body_care": True}),
    Post(("F01", "F18", "F09"), "O12", "介護助手（片づけと話し相手）", HELP, "E5", "hour", (1_240, 90), (MORNING,), (), days=(2, 4), annual_hours=520, features=(("K24", "60歳を過ぎた職員7人"),), extra={"dementia_training": "入職から6か月以内に勤務時間の中で受けます"}),
    Post(("F63", "F67"), "O41", "保育士", NURSERY, "E1", "month", (215_000, 38_000), (NURSERY_EARLY, NURSERY_DAY, LATE), (("Q51", "required"),), features=(("K41", "園の外へ書類を出さない決まり"), ("K44", "どのクラスも2人担任")), extra={"housing_help": "宿舎の借り上げ（月82,000円まで、架空の例）"}),
    Post(("F63", "F67"), "O41", "保育士パート（0〜2歳児クラス）", NURSERY, "E5", "hour", (1_400, 200), (SHORT,), (("Q51", "required"),), days=(3, 3), annual_hours=936, features=(("K45", "0〜2歳児だけの園"), ("K03", "離れていた方4人が働いています"))),
    Post(("F63", "F67"), "O42", "保育補助（資格がなくてもできます）", ASSIST, "E5", "hour", (1_250, 110), (MORNING,), (), days=(3, 5), annual_hours=780, features=(("K16", "子の急な休みの代わりを園で決めています"),)),
    Post(("F80",), "O46", "学童の支援員", SCHOOL, "E4", "hour", (1_380, 180), (AFTER_SCHOOL,), (("Q60", "required"), ("Q51", "required")), days=(4, 5), annual_hours=1_200),
    Post(("F80",), "O47", "学童の補助員", SCHOOL, "E8", "hour", (1_240, 80), (AFTER_SCHOOL,), (), days=(2, 4), annual_hours=520, features=(("K25", "学生6人が働いています"),)),
    Post(("F39",), "O22", "グループホームの世話人", LIFE, "E5", "hour", (1_260, 140), (("夕方", EVERY_DAY, (16, 0), (20, 0), 0),), (), days=(2, 4), annual_hours=620),
    Post(("F39",), "O21", "生活支援員", LIFE, "E1", "month", (210_000, 34_000), (DAY, LATE, NIGHT), (("Q05", "preferred"),), night=(3, 4)),
    Post(("F50",), "O28", "児童指導員", LIFE, "E1", "month", (220_000, 30_000), (("日勤", 0b0111111, (10, 0), (19, 0), 60),), (("Q61", "required"), ("Q51", "required")), features=(("K43", "記録はタブレット"),)),
)  # fmt: skip
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
RARE = ["draft", "review", "review", "returned", "paused", "unconfirmed", "expired", "filled", "closed"]


def build(stage: Stage) -> None:
    """`stage.size` public vacancies and three of every other state, in batches."""
    dice = random.Random(20261201)  # noqa: S311
    by_kind: dict[str, list[Facility]] = {}
    for facility in stage.things["facilities"]:
        by_kind.setdefault(facility.kind_id, []).append(facility)
    states = ["published"] * stage.size + RARE * 3
    for first in range(0, len(states), BATCH):
        _batch(stage, dice, by_kind, states[first : first + BATCH], first)
    Counter.objects.create(prefix="V", year=tokyo_date(stage.at).year, last=len(states))
    Counter.objects.create(prefix="PUB", year=0, last=len(states))


def _batch(stage: Stage, dice: random.Random, by_kind: dict, states: list[str], first: int) -> None:
    plans = []
    for index, state in enumerate(states, first):
        post = POSTS[index % len(POSTS)]
        choices = [facility for kind in post.kinds for facility in by_kind.get(kind, [])]
        plans.append((index, state, post, dice.choice(choices)))
    cases = Case.objects.bulk_create(_case(stage, dice, *plan) for plan in plans)
    vacancies = Vacancy.objects.bulk_create(
        Vacancy(case=case, organisation_id=facility.organisation_id, facility=facility)
        for case, (_index, _state, _post, facility) in zip(cases, plans, strict=True)
    )
    terms = Terms.objects.bulk_create(
        _terms(stage, dice, vacancy, post, state)
        for vacancy, (_index, state, post, _facility) in zip(vacancies, plans, strict=True)
    )
    _children(dice, terms, plans)
    _hand_in(terms)
    Event.objects.bulk_create(
        event for case, plan in zip(cases, plans, strict=True) for event in _events(stage, case, plan[1])
    )
    for case, vacancy, row, (index, state, _post, _facility) in zip(cases, vacancies, terms, plans, strict=True):
        _settle(stage, case, vacancy, row, index, state)
    names = [
        "live",
        "draft",
        "sequence",
        "is_public",
        "first_published_at",
        "published_at",
        "confirmed_on",
        "expires_on",
    ]
    Vacancy.objects.bulk_update(vacancies, names, batch_size=500)


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
        duties_change="none" if dice.random() < 0.7 else "limited",
        duties_change_text="同じ事業所の中の別の係",
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
        base_high=low + (dice.choice([0, 8_000, 16_000, 24_000]) if post.wage_type == "month" else dice.choice([0, 50, 100])),
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
        dementia_training=post.extra.get("dementia_training", "") or ("入職から6か月以内に勤務時間の中で受けます" if not post.needs else ""),
        registry_notice=post.occupation in WITH_CHILDREN,
        child_safety_notice=post.occupation in WITH_CHILDREN,
        **(INSURED if weekly >= 1200 else SHORT_INSURED),
    )  # fmt: skip


def _children(dice: random.Random, terms: list[Terms], plans: list) -> None:
    shifts, parts, wishes, facts = [], [], [], []
    for row, (_index, _state, post, _facility) in zip(terms, plans, strict=True):
        for order, (name, days, start, end, rest) in enumerate(post.shifts):
            shifts.append(
                Shift(
                    terms=row,
                    order=order,
                    name=name,
                    days=days,
                    start=dt.time(*start),
                    end=dt.time(*end),
                    break_minutes=rest,
                )
            )
        amount = (
            dice.choice([10_000, 12_000, 15_000, 18_000]) if post.wage_type == "month" else dice.choice([30, 50, 80])
        )
        parts.append(WagePart(terms=row, order=0, kind="fixed", name="処遇改善手当", low=amount, high=amount))
        wishes += [QualificationWish(terms=row, code_id=code, need=need) for code, need in post.needs]
        facts += [FeatureFact(terms=row, code_id=code, fact=fact) for code, fact in post.features]
    for kind, rows in ((Shift, shifts), (WagePart, parts), (QualificationWish, wishes), (FeatureFact, facts)):
        kind.objects.bulk_create(rows, batch_size=1000)


def _hand_in(terms: list[Terms]) -> None:
    """What the live and the submitted ones show, as `submit` would have kept it."""
    related = ["shifts", "parts", "qualifications__code", "features"]
    rows = Terms.objects.filter(pk__in=[row.pk for row in terms], frozen_at__isnull=False)
    rows = rows.select_related("occupation", "employment", "vacancy__organisation", "vacancy__facility")
    found = list(rows.prefetch_related(*related))
    for row in found:
        row.handed_in = packed(row.written())
    Terms.objects.bulk_update(found, ["handed_in"], batch_size=500)


def _settle(stage: Stage, case: Case, vacancy: Vacancy, terms: Terms, index: int, state: str) -> None:
    if state in ("draft", "review", "returned"):
        vacancy.draft = terms
        return
    vacancy.live, vacancy.sequence, vacancy.is_public = terms, index + 1, state == "published"
    vacancy.first_published_at = vacancy.published_at = case.changed_at
    vacancy.confirmed_on = tokyo_date(case.changed_at)
