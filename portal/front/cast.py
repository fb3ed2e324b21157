"""The made-up people, organisations and places of the demo. Every name is invented and marked 架空."""

import random

from django.contrib.auth.models import Group

from portal.accounts.actions.people import add_person
from portal.accounts.models import Membership, Organisation, Role
from portal.codelists.models import Code
from portal.facilities.actions import measure
from portal.facilities.models import Facility, QualityFact
from portal.geo.models import Town
from portal.grants.schemes.choices import Role as GrantRole
from portal.grants.schemes.models import Duty
from portal.lib.dates import tokyo_date
from portal.lib.text import corporate_number_is_valid

from .demo import PASSWORD, Stage

PEOPLE = [
    ("seeker", "seeker@example.jp", "架空 はな", "かくう はな"),
    ("seeker2", "seeker2@example.jp", "架空 じろう", "かくう じろう"),
    ("employer", "employer@example.jp", "架空 みのる", "かくう みのる"),
    ("employer2", "employer2@example.jp", "架空 さとみ", "かくう さとみ"),
    ("staff", "staff@example.jp", "架空 くみこ", "かくう くみこ"),
    ("editor", "editor@example.jp", "架空 かおる", "かくう かおる"),
    ("chief", "chief@example.jp", "架空 けいこ", "かくう けいこ"),
    ("manager", "manager@example.jp", "架空 まもる", "かくう まもる"),
    ("accounting", "accounting@example.jp", "架空 かずえ", "かくう かずえ"),
]
# Who of the ward does what for grants.
DUTIES = {
    "staff": GrantRole.CLERK,
    "chief": GrantRole.CHIEF,
    "manager": GrantRole.MANAGER,
    "accounting": GrantRole.ACCOUNTING,
}
BODIES = [
    "見本会",
    "さくら福祉会",
    "ひばり会",
    "けやき福祉会",
    "あおぞら会",
    "みどり会",
    "つばさ会",
    "こもれび会",
    "はるかぜ会",
    "ほしぞら会",
]
FORMS = ["社会福祉法人", "株式会社", "特定非営利活動法人", "医療法人社団"]
PLACES = [
    "さくら坂",
    "ひばりの丘",
    "けやき通り",
    "あおぞら",
    "みどり野",
    "つばさ台",
    "こもれび",
    "はるかぜ",
    "ほしぞら",
    "のぞみ",
    "たんぽぽ",
    "すみれ",
    "もみじ",
    "あさひ",
    "ひだまり",
    "そよかぜ",
]
# kind of facility, how its name ends, the shares of the demo
KINDS = [
    ("F01", "ホーム", 5),
    ("F03", "老健", 2),
    ("F09", "グループホーム", 4),
    ("F18", "デイサービス", 5),
    ("F14", "ヘルパーステーション", 6),
    ("F63", "保育園", 7),
    ("F67", "ちいさなほいくえん", 4),
    ("F80", "学童クラブ", 3),
    ("F39", "の家", 3),
    ("F50", "放課後デイ", 3),
]


def people(stage: Stage) -> None:
    for key, email, name, kana in PEOPLE:
        stage.people[key] = add_person(
            email=email,
            name=name,
            kana=kana,
            password=PASSWORD,
            is_staff=key in DUTIES,
            is_sample=True,
            at=stage.at,
        )
    for group in Group.objects.filter(name="編集者"):
        stage.people["editor"].groups.add(group)


def duties(stage: Stage) -> None:
    Duty.objects.bulk_create(Duty(user=stage.people[key], role=role) for key, role in DUTIES.items())


def corporate_number(count: int) -> str:
    """A number of the right shape in a range that is not given out."""
    base = f"{999_999_000_000 + count}"
    return next(f"{first}{base}" for first in range(1, 10) if corporate_number_is_valid(f"{first}{base}"))


def numbered(names: list[str], index: int) -> str:
    return names[index % len(names)] + ("" if index < len(names) else str(index + 1))


def organisations(stage: Stage) -> None:
    count = max(24, stage.sizes["vacancies"] // 250)
    staff, today = stage.people["staff"], tokyo_date(stage.at)
    rows = [
        Organisation(
            name=f"{FORMS[index % len(FORMS)]}{numbered(BODIES, index)}（架空）",
            corporate_number=corporate_number(index),
            verified_at=stage.at if index != 3 else None,
            verified_by=staff if index != 3 else None,
            refusal_declared_on=today,
            is_sample=True,
            created_at=stage.at,
        )
        for index in range(count)
    ]
    stage.things["organisations"] = Organisation.objects.bulk_create(rows)
    Membership.objects.create(user=stage.people["employer"], organisation=rows[0], role=Role.OWNER)
    Membership.objects.create(user=stage.people["employer2"], organisation=rows[1], role=Role.OWNER)


def facilities(stage: Stage) -> None:
    """Spread over the ward's real towns, a little off the towns' points."""
    dice = random.Random(20261124)  # noqa: S311
    towns = list(Town.objects.filter(municipality="練馬区").order_by("code"))
    kinds = {code.value: code for code in Code.objects.of("facility_kind")}
    drawn = [(code, ending) for code, ending, share in KINDS for _copy in range(share)]
    bodies = stage.things["organisations"]
    rows = []
    for index in range(max(84, min(1200, stage.sizes["vacancies"] // 40))):
        code, ending = drawn[index % len(drawn)]
        town = towns[(index * 37) % len(towns)]
        rows.append(
            Facility(
                organisation=bodies[index % len(bodies)],
                name=f"{PLACES[(index * 7) % len(PLACES)]}{ending}{'' if index < len(PLACES) else index + 1}（架空）",
                kind=kinds[code],
                corporation=bodies[index % len(bodies)].name,
                corporate_number=bodies[index % len(bodies)].corporate_number,
                municipality="練馬区",
                town=town,
                address=f"{town.name}（番地は架空）",
                latitude=round(town.latitude + dice.uniform(-0.0015, 0.0015), 6),
                longitude=round(town.longitude + dice.uniform(-0.0015, 0.0015), 6),
                capacity=dice.choice([19, 29, 40, 60, 90, 110]),
                is_sample=True,
                updated_at=stage.at,
            )
        )
    stage.things["facilities"] = Facility.objects.bulk_create(rows)
    measure(stage.things["facilities"])
    facts = [
        (QualityFact.Subject.EVALUATION, "受審しました（架空）"),
        (QualityFact.Subject.INSPECTION, "文書による指摘なし（架空）"),
    ]
    QualityFact.objects.bulk_create(
        QualityFact(
            facility=facility,
            subject=subject,
            value=value,
            source="見本データ（架空）",
            as_of=tokyo_date(stage.at).replace(day=1),
        )
        for index, facility in enumerate(rows[:60])
        for subject, value in facts[: 1 + index % 2]
    )
