"""Made-up homes over the ward's real towns and stations: rents as they are by layout, in every state, all 架空."""

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.accounts.actions.people import add_person
from portal.accounts.models import Membership, Organisation, Role
from portal.cases.actions import check_digit
from portal.cases.models import Case, Counter, Event
from portal.front.cast import corporate_number
from portal.front.demo import PASSWORD, Stage
from portal.geo.models import Town
from portal.geo.queries import stations
from portal.lib.dates import add_business_days, tokyo_date
from portal.lib.distance import ROAD_FACTOR, metres

from .choices import CostKind, Level, PartnerKind, Seismic
from .models import (
    AcceptedGuarantee,
    Access,
    Building,
    Confirmation,
    Cost,
    Dwelling,
    Listing,
    Partner,
    PartnerService,
    Remark,
    Welcome,
)
from .rules import NEW_SEISMIC, REMIND_AFTER_DAYS

BATCH = 2000
FIRST_NUMBER = 500_000
# login, name of the person, kind, name of the organisation
PARTNERS = [
    ("landlord", "架空 いえぬし", PartnerKind.LANDLORD, "大家 けやき荘（架空）"),
    ("", "", PartnerKind.LANDLORD, "大家 ひばり荘（架空）"),
    ("", "", PartnerKind.LANDLORD, "株式会社みどり不動産管理（架空）"),
    ("association", "架空 きょうかい", PartnerKind.ASSOCIATION, "見本宅建協会 練馬（架空）"),
    ("", "", PartnerKind.ASSOCIATION, "見本不動産協会 練馬（架空）"),
    ("shop", "架空 みせばん", PartnerKind.SHOP, "さくら坂不動産（架空）"),
    ("", "", PartnerKind.SHOP, "あおぞらホーム（架空）"),
    ("", "", PartnerKind.SHOP, "つばさ台ハウジング（架空）"),
    ("", "", PartnerKind.SHOP, "もみじ不動産（架空）"),
    ("", "", PartnerKind.SHOP, "こもれび住宅（架空）"),
    ("support", "架空 そいびと", PartnerKind.SUPPORT, "居住支援法人 ひだまり（架空）"),
    ("", "", PartnerKind.SUPPORT, "居住支援法人 そよかぜ（架空）"),
]
LOGINS = [(kind.label, f"{login}@example.jp") for login, _person, kind, _name in PARTNERS if login]
SERVICES = {
    PartnerKind.SHOP: ["accompany", "guarantee"],
    PartnerKind.SUPPORT: ["accompany", "watch", "emergency", "belongings"],
}


@dataclass(frozen=True)
class Shape:
    """A layout: area in m², rent a month around its middle, share of the demo."""

    rooms: int
    layout: str
    area: tuple[float, float]
    rent: tuple[int, int]
    people: int
    share: int


SHAPES = [
    Shape(1, "R", (13.2, 17.4), (38_000, 48_000), 1, 3),
    Shape(1, "R", (16.5, 20.5), (47_000, 58_000), 1, 4),
    Shape(1, "K", (18.2, 22.5), (48_000, 53_700), 1, 5),
    Shape(1, "K", (20.0, 26.0), (56_000, 74_000), 1, 7),
    Shape(1, "DK", (25.5, 33.0), (68_000, 92_000), 2, 5),
    Shape(2, "K", (32.0, 38.5), (60_000, 69_800), 2, 3),
    Shape(2, "K", (33.0, 40.0), (86_000, 103_000), 3, 6),
    Shape(2, "DK", (38.0, 47.0), (112_000, 140_000), 3, 7),
    Shape(2, "LDK", (47.0, 60.0), (145_000, 176_000), 4, 5),
    Shape(3, "DK", (52.0, 62.0), (140_000, 172_000), 5, 3),
    Shape(3, "LDK", (60.0, 72.0), (178_000, 215_000), 5, 2),
]
HANDED_IN = [("submit", "review", "organisation")]
OUT = [*HANDED_IN, ("approve", "published", "staff")]
# The moves that lead to a state: (transition, state after it, who).
ROADS: dict[str, list[tuple[str, str, str]]] = {
    "draft": [],
    "association": [("submit_to_association", "association", "organisation")],
    "review": HANDED_IN,
    "returned": [*HANDED_IN, ("send_back", "returned", "staff")],
    "published": OUT,
    "applied": [*OUT, ("apply", "applied", "portal")],
    "unconfirmed": [*OUT, ("lapse", "unconfirmed", "portal")],
    "reserved": [*OUT, ("reserve", "reserved", "portal")],
    "paused": [*OUT, ("pause", "paused", "organisation")],
    "let": [*OUT, ("let", "let", "portal")],
    "withdrawn": [*OUT, ("withdraw", "withdrawn", "organisation")],
}
TURNS = {
    "association": ("association", 3),
    "review": ("staff", 3),
    "returned": ("organisation", 5),
    "unconfirmed": ("organisation", 10),
}
SHOWN = ("published", "applied")
RARE = ["draft", "review", "review", "returned", "applied", "applied", "unconfirmed", "reserved", "paused", "let",
        "let", "withdrawn", "association"]  # fmt: skip
NAMES = ["さくら", "ひばり", "けやき", "あおぞら", "みどり", "つばさ", "こもれび", "はるかぜ", "もみじ", "すみれ"]
REMARK = "面積が、間取図の数字とちがいます。壁芯か内法かを確かめてください。"
APPEALS = [
    "日当たりのよい部屋です。",
    "静かな通りにあります。",
    "商店街まで歩いて5分です。",
    "大家さんが近くに住んでいます。",
    "",
]


def build(stage: Stage) -> None:
    """Partners, then `sizes["homes"]` public homes and three rounds of every other state."""
    dice = random.Random(20261205)  # noqa: S311
    stage.things["home_partners"] = partners(stage)
    keepers = [row for row in stage.things["home_partners"] if row.kind in (PartnerKind.LANDLORD, PartnerKind.SHOP)]
    towns = list(Town.objects.filter(municipality="練馬区").order_by("code"))
    count = stage.sizes["homes"]
    states = [*(["published"] * count), *(RARE * 3)]
    for first in range(0, len(states), BATCH):
        _batch(stage, dice, keepers, towns, states[first : first + BATCH], first)
    Counter.objects.create(prefix="H", year=tokyo_date(stage.at).year, last=len(states))
    Counter.objects.create(prefix="HOM", year=0, last=len(states))


def partners(stage: Stage) -> list[Partner]:
    """In the order of `PARTNERS`; the first association looks at its shops' homes before the ward does."""
    made: list[Partner] = []
    associations: list[Partner] = []
    for index, (login, person, kind, name) in enumerate(PARTNERS):
        body = Organisation.objects.create(
            name=name,
            corporate_number=corporate_number(FIRST_NUMBER + index),
            address="東京都練馬区（架空）",
            verified_at=stage.at,
            verified_by=stage.people["staff"],
            is_sample=True,
            created_at=stage.at,
        )
        shop = kind == PartnerKind.SHOP
        partner = Partner.objects.create(
            organisation=body,
            kind=kind,
            licence=f"東京都知事(2)第00000{index}号（架空）" if shop else "",
            association=associations[index % 2] if shop and associations else None,
            reviews_homes=kind == PartnerKind.ASSOCIATION and not associations,
            joined_at=stage.at,
            admitted_at=stage.at,
        )
        associations += [partner] if kind == PartnerKind.ASSOCIATION else []
        PartnerService.objects.bulk_create(
            PartnerService(partner=partner, service=code) for code in SERVICES.get(kind, [])
        )
        if login:
            _login(stage, login, person, body)
        made.append(partner)
    return made


def _login(stage: Stage, login: str, person: str, body: Organisation) -> None:
    stage.people[login] = add_person(
        email=f"{login}@example.jp", name=person, kana="", password=PASSWORD, is_sample=True, at=stage.at
    )
    Membership.objects.create(user=stage.people[login], organisation=body, role=Role.OWNER, joined_at=stage.at)


@dataclass(frozen=True)
class Plan:
    index: int
    state: str
    shape: Shape
    partner: Partner
    building: Building


def _batch(
    stage: Stage, dice: random.Random, keepers: list[Partner], towns: list[Town], states: list[str], first: int
) -> None:
    drawn = [shape for shape in SHAPES for _copy in range(shape.share)]
    buildings = _buildings(stage, dice, keepers, towns, len(states), first)
    checked = [row for row in buildings if _partner_of(keepers, row).association_id]
    plans = []
    for index, state in enumerate(states, first):
        building = (checked or buildings)[index % 7] if state == "association" else buildings[(index - first) // 3]
        shape = drawn[(index * 11) % len(drawn)]
        plans.append(Plan(index, state, shape, _partner_of(keepers, building), building))
    cases = Case.objects.bulk_create(_case(stage, dice, plan) for plan in plans)
    dwellings = Dwelling.objects.bulk_create(_dwelling(dice, plan) for plan in plans)
    listings = Listing.objects.bulk_create(
        _listing(stage, dice, plan, case, dwelling)
        for plan, case, dwelling in zip(plans, cases, dwellings, strict=True)
    )
    _children(stage, dice, plans, listings)
    Event.objects.bulk_create(
        event for case, plan in zip(cases, plans, strict=True) for event in _events(stage, case, plan.state)
    )


def _partner_of(keepers: list[Partner], building: Building) -> Partner:
    return next(row for row in keepers if row.organisation_id == building.keeper_id)


def _buildings(
    stage: Stage, dice: random.Random, keepers: list[Partner], towns: list[Town], homes: int, first: int
) -> list[Building]:
    rows = []
    for index in range(first, first + homes // 3 + 1):
        town = towns[(index * 29) % len(towns)]
        year = dice.choice([1974, 1979, 1984, 1989, 1994, 1999, 2005, 2012, 2019])
        started = dt.date(year, dice.randrange(1, 13), 1)
        floors = dice.choice([2, 2, 2, 3, 3, 5, 8])
        old = started < NEW_SEISMIC
        rows.append(
            Building(
                keeper=keepers[index % len(keepers)].organisation,
                name=f"{NAMES[index % len(NAMES)]}{'荘' if floors == 2 else 'ハイツ'}{index + 1}（架空）",
                town=town,
                block=f"架空{index + 1}番地",
                latitude=round(town.latitude + dice.uniform(-0.0012, 0.0012), 6),
                longitude=round(town.longitude + dice.uniform(-0.0012, 0.0012), 6),
                form="apartment",
                structure="wood" if floors == 2 else "steel" if floors == 3 else "rc",
                floors_above=floors,
                dwellings_total=floors * 4,
                started_on=started,
                completed_month=_later(started, 8),
                seismic=dice.choice([Seismic.PROVEN, Seismic.UNPROVEN, Seismic.PLANNED]) if old else Seismic.NEW,
                elevator="yes" if floors > 3 else "no",
                in_hazard_zone="no" if dice.random() < 0.9 else "unknown",
                made_at=stage.at,
            )
        )
    made = Building.objects.bulk_create(rows)
    Access.objects.bulk_create(way for building in made for way in _ways(building))
    return made


def _later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, 1)


def _ways(building: Building) -> list[Access]:
    here = (building.latitude or 0, building.longitude or 0)
    near = sorted((metres(*here, row.latitude, row.longitude), row.code) for row in stations())[:2]
    return [
        Access(building=building, station_id=code, metres=int(straight * ROAD_FACTOR) + 1, is_measured=True)
        for straight, code in near
    ]


def _case(stage: Stage, dice: random.Random, plan: Plan) -> Case:
    year, count = tokyo_date(stage.at).year, plan.index + 1
    changed = stage.at - dt.timedelta(days=dice.randrange(1, 9) if plan.state in SHOWN else dice.randrange(3), hours=1)
    turn, days = TURNS.get(plan.state, ("", 0))
    return Case(
        number=f"H-{year}-{count:05d}-{check_digit(f'{year}{count:05d}')}",
        procedure="home",
        title=f"{plan.building.town.name} {_layout_name(plan.shape)}",
        state=plan.state,
        version=1 + len(ROADS[plan.state]),
        turn=turn,
        due_on=add_business_days(tokyo_date(changed), days) if turn else None,
        organisation=plan.partner.organisation,
        opened_at=changed - dt.timedelta(days=2),
        changed_at=changed,
        closed_at=changed if plan.state in ("let", "withdrawn") else None,
    )


def _layout_name(shape: Shape) -> str:
    return Dwelling(rooms=shape.rooms, layout=shape.layout).layout_name


TATAMI = {(1, "DK"): "5.0", (2, "DK"): "6.5", (3, "DK"): "6.5", (2, "LDK"): "11.0", (3, "LDK"): "12.5"}


def _dwelling(dice: random.Random, plan: Plan) -> Dwelling:
    shape, floor = plan.shape, dice.randrange(1, min(plan.building.floors_above or 2, 5) + 1)
    measured = dice.random() < 0.7
    lift = plan.building.elevator == "yes"
    tatami = TATAMI.get((shape.rooms, shape.layout))
    return Dwelling(
        building=plan.building,
        room_number=f"{floor}{plan.index % 90 + 1:02d}",
        floor=floor,
        area=Decimal(str(round(dice.uniform(*shape.area), 2))),
        rooms=shape.rooms,
        layout=shape.layout,
        dining_tatami=Decimal(tatami) if tatami else None,
        capacity=shape.people,
        stairs=(0 if floor == 1 or lift else (floor - 1) * 14) if measured else None,
        entrance_step=dice.choice([0, 20, 50, 90, 150]) if measured else None,
        threshold=dice.choice([0, 30, 60]) if measured else None,
        indoor_step=dice.choice([0, 0, 20]) if measured else None,
        corridor_width=dice.choice([750, 780, 800, 850]) if measured else None,
        bath_width=dice.choice([600, 650, 700]) if measured else None,
        toilet_width=dice.choice([600, 650, 700]) if measured else None,
        turning_space=dice.choice([1200, 1500]) if measured and dice.random() < 0.3 else None,
        rail_bath=dice.choice(["yes", "no"]) if measured else "unknown",
        rail_toilet=dice.choice(["yes", "no"]) if measured else "unknown",
        pets=dice.choice(["ask", "unstated", "unstated"]),
        bicycle=dice.choice(["yes", "yes", "unknown"]),
        parking=dice.choice(["no", "no", "yes"]),
        aircon="yes",
        internet=dice.choice(["yes", "unknown"]),
        gas=dice.choice(["都市ガス", "プロパンガス"]),
    )


def _listing(stage: Stage, dice: random.Random, plan: Plan, case: Case, dwelling: Dwelling) -> Listing:
    today = tokyo_date(stage.at)
    seen = today - dt.timedelta(days=dice.randrange(10) if dice.random() < 0.94 else dice.randrange(10, 14))
    seen = today - dt.timedelta(days=16) if plan.state == "unconfirmed" else seen
    once = plan.state not in ("draft", "association", "review", "returned")
    registered, supported = plan.index % 12 == 5, plan.index % 60 == 17
    low, high = plan.shape.rent
    return Listing(
        case=case,
        dwelling=dwelling,
        organisation=plan.partner.organisation,
        landlord_name="架空の貸主",
        contact="03-0000-0000（架空）",
        level=Level.PUBLIC if plan.state != "draft" else Level.NOTE,
        rent=dice.randrange(low, high + 1, 500) if plan.state != "draft" else None,
        fee=dice.choice([0, 2_000, 3_000, 3_000, 5_000]),
        contract="lifelong" if plan.index % 50 == 9 else "ordinary",
        emergency_contact=dice.choice(["person", "corporate", "corporate", "none", "unknown"]),
        proxy=dice.choice(["yes", "conditions", "unknown"]),
        is_dedicated=registered and plan.index % 24 == 5,
        available_from=today + dt.timedelta(days=dice.choice([0, 0, 7, 14, 30, 45])),
        dealing="owner" if plan.partner.kind == PartnerKind.LANDLORD else "broker",
        appeal=dice.choice(APPEALS),
        communication=dice.choice(["", "", "やさしい日本語", "英語", "筆談"]),
        support_state="certified" if supported else "none",
        support_number=f"架空認定{plan.index:05d}" if supported else "",
        support_check="人感センサーで1日1回" if supported else "",
        support_visits_a_month=1 if supported else None,
        support_fee=3_000 if supported else None,
        registration="registered" if registered else "preparing" if plan.index % 12 == 6 else "none",
        registration_number=f"架空登録{plan.index:05d}" if registered else "",
        registered_on=today - dt.timedelta(days=400) if registered else None,
        mirrored_on=today - dt.timedelta(days=30) if registered else None,
        sequence=plan.index + 1 if once else None,
        is_public=plan.state in SHOWN,
        first_published_at=case.changed_at if once else None,
        confirmed_on=seen if plan.state != "draft" else None,
        reminded_on=today if plan.state in SHOWN and (today - seen).days >= REMIND_AFTER_DAYS else None,
        saved_at=case.opened_at,
    )


def _children(stage: Stage, dice: random.Random, plans: list[Plan], listings: list[Listing]) -> None:
    costs: list[Cost] = []
    guarantees: list[AcceptedGuarantee] = []
    welcomes: list[Welcome] = []
    confirmations: list[Confirmation] = []
    remarks: list[Remark] = []
    for plan, listing in zip(plans, listings, strict=True):
        costs += [Cost(listing=listing, **values) for values in _costs(dice)]
        means = dice.choice(
            [["company"], ["company", "certified"], ["certified"], ["guarantor", "company"], ["not_needed"]]
        )
        guarantees += [AcceptedGuarantee(listing=listing, means=code) for code in means]
        welcomes += [Welcome(listing=listing, tag=tag) for tag in _tags(dice, listing)]
        if listing.is_public and listing.first_published_at:
            how = dice.choice(["web", "mail", "qr"])
            confirmations.append(Confirmation(listing=listing, at=listing.first_published_at, how=how))
        if plan.state == "returned":
            staff = stage.people["staff"]
            remarks.append(
                Remark(listing=listing, field="area", text=REMARK, party="staff", by=staff, at=listing.case.changed_at)
            )
    Cost.objects.bulk_create(costs, batch_size=1000)
    AcceptedGuarantee.objects.bulk_create(guarantees, batch_size=1000)
    Welcome.objects.bulk_create(welcomes, batch_size=1000)
    Confirmation.objects.bulk_create(confirmations, batch_size=1000)
    Remark.objects.bulk_create(remarks)


def _costs(dice: random.Random) -> list[dict[str, Any]]:
    return [
        {"kind": CostKind.DEPOSIT, "months": Decimal(dice.choice([0, 1, 1, 1, 2]))},
        {"kind": CostKind.KEY_MONEY, "months": Decimal(dice.choice([0, 0, 1]))},
        {"kind": CostKind.BROKERAGE, "months": Decimal(dice.choice(["0.55", "1.1"]))},
        {"kind": CostKind.INSURANCE, "yen": dice.choice([15_000, 18_000, 20_000])},
        {"kind": CostKind.GUARANTEE_FEE, "months": Decimal("0.5")},
        {"kind": CostKind.RENEWAL, "months": Decimal(dice.choice([0, 1])), "is_at_start": False},
    ]


def _tags(dice: random.Random, listing: Listing) -> list[str]:
    chances = {"elderly": 0.5, "children": 0.35, "single_parent": 0.25, "disability": 0.25, "low_income": 0.3,
               "foreign": 0.2, "disaster": 0.15}  # fmt: skip
    found = [tag for tag, chance in chances.items() if dice.random() < chance]
    if listing.proxy == "yes" and dice.random() < 0.6:
        found.append("welfare")
    return found or (["elderly"] if listing.is_dedicated else [])


def _events(stage: Stage, case: Case, state: str) -> list[Event]:
    moves = [("open", "draft", "organisation"), *ROADS[state]]
    people = {"organisation": None, "staff": stage.people["staff"], "portal": None, "association": None}
    found, source = [], ""
    for sequence, (transition, target, party) in enumerate(moves, 1):
        at = case.opened_at if sequence == 1 else case.changed_at
        found.append(
            Event(
                case=case,
                sequence=sequence,
                at=at,
                actor=people[party],
                party=party,
                transition=transition,
                source=source,
                target=target,
            )
        )
        source = target
    return found
