"""A consultation that goes with a corporation, told by the acts that people use."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from housing.consultations.actions import intake
from housing.consultations.choices import Scope
from housing.consultations.models import Consultation, Lease, Referral, ReferredHome
from housing.homes.choices import PartnerKind
from housing.support import actions
from housing.support.models import Support
from portal.accounts.models import Role
from portal.cases.actions import perform
from tests import people
from tests.factories import homes
from tests.factories.times import NOW, after
from tests.people import Person

TODAY, TOMORROW = NOW.date(), after(days=1)
NAME, PHONE = "架空 うめ", "03-0000-1111"
PLAN = {
    "goals": "ひとりで通える場所に住む",
    "frequency": "訪問は月2回",
    "starts_on": dt.date(2026, 11, 25),
    "ends_on": dt.date(2027, 5, 31),
    "consented_on": dt.date(2026, 11, 24),
    "consent_how": "paper",
}


@dataclass
class World:
    ward: Person
    other_ward: Person
    worker: Person
    colleague: Person
    viewer: Person
    stranger: Person


@pytest.fixture
def world(db) -> World:
    worker, stranger = people.employer("7000012050002"), people.employer("6000012070001")
    for person in (worker, stranger):
        homes.partner(PartnerKind.SUPPORT, person.organisation)
    return World(
        people.staff("kumi"),
        people.staff("masa"),
        worker,
        people.colleague(worker.organisation, "doryo", Role.EDITOR),
        people.colleague(worker.organisation, "miru", Role.VIEWER),
        stranger,
    )


def consultation(ward: Person, protected: bool = False) -> Consultation:
    made, _code = intake.open_consultation(
        text="住むところをさがしています。",
        actor=ward.user,
        at=NOW,
        channel="phone",
        contact={"name": NAME, "phone": PHONE},
        protected=protected,
    )
    intake.agree(consultation=made, scope=Scope.SUPPORTER, how="call", actor=ward.user, at=NOW)
    return made


def asked(world: World, protected: bool = False, **changes: Any) -> Support:
    values = {
        "consultation": consultation(world.ward, protected),
        "corporation": world.worker.organisation,
        "worker": world.worker.user if protected else None,
        "purpose": "見学への同行",
        "actor": world.ward.user,
        "at": NOW,
    }
    return actions.request(**{**values, **changes})


def fresh(support: Support) -> Support:
    return Support.objects.select_related("case", "consultation__case", "corporation", "worker").get(pk=support.pk)


def move(support: Support, code: str, actor: Any, at: dt.datetime = NOW, text: str = "", **values: Any) -> Support:
    perform(case=fresh(support).case, transition=code, actor=actor, at=at, values={**values, "text": text}, text=text)
    return fresh(support)


def working(world: World, protected: bool = False) -> Support:
    """Accepted and planned: homes are looked for."""
    support = asked(world, protected)
    move(support, "accept", world.worker.user, after(minutes=1))
    return move(support, "plan", world.worker.user, after(minutes=2), **PLAN)


def log(support: Support, actor: Any, at: dt.datetime = TOMORROW, **values: Any):
    entry = {
        "kind": "visit",
        "starts_at": at - dt.timedelta(hours=2),
        "minutes": 60,
        "travel_minutes": 20,
        "text": "部屋を見に行きました。",
    }
    actions.write_log(support=fresh(support), values={**entry, **values}, actor=actor, at=at)
    return support.logs.order_by("-pk").first()


def housed(world: World, day: dt.date = TODAY) -> Support:
    return move(working(world), "move_in", world.worker.user, after(minutes=3), day=day)


def lease(about: Consultation, moved_in_on: dt.date) -> Lease:
    """The row alone; how a lease comes about is told in the tests of consultations."""
    body = homes.partner().organisation
    referral = Referral.objects.create(consultation=about, handed_at=NOW, handed_by=about.case.events.first().actor)
    home = ReferredHome.objects.create(referral=referral, organisation=body, described="1K 田柄", step="leased")
    return Lease.objects.create(
        consultation=about,
        home=home,
        landlord="架空 大家",
        leased_on=moved_in_on,
        moved_in_on=moved_in_on,
        rent=52_000,
        recorded_at=NOW,
    )
