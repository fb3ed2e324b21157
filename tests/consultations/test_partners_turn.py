"""「あなたの番」 at the partners' desk: whatever waits, in whichever room, the nearest day first."""

import datetime as dt

import pytest
from django.urls import reverse

from housing.consultations.actions import intake, planning
from housing.consultations.choices import Scope
from housing.consultations.models import Inquiry
from housing.homes import turns
from housing.support import actions as support
from portal.accounts.models import Role
from portal.cases.actions import perform
from tests import people
from tests.factories import homes
from tests.factories.times import NOW, after
from tests.people import Person

from . import acts

pytestmark = pytest.mark.django_db


def lines(person: Person) -> list[turns.Line]:
    page = person.client.get(reverse("homes:partner"))
    assert page.status_code == 200
    return page.context["waiting"]


def told(person: Person) -> list[tuple[str, dt.date | None]]:
    return [(str(line.act), line.day) for line in lines(person)]


def test_cards_viewings_applications_and_homes_stand_together_by_their_day(street):
    viewing, applied = (acts.at_state(street, state) for state in ("viewing", "applied"))
    acts.at_state(street, "asking")
    returned = homes.draft(street.shop.organisation, street.shop.user, block="5")
    homes.actions.submit(listing=returned, actor=street.shop.user, at=NOW)
    perform(case=homes.fresh(returned).case, transition="send_back", actor=homes.officer(), at=NOW, text="直す")
    homes.write(street.home, street.shop.user, registration="change_due", changed_on=dt.date(2026, 11, 1))
    in_three, in_five = dt.date(2026, 11, 27), dt.date(2026, 12, 1)
    found = told(street.shop)
    assert found[0] == ("カードに返事をする", in_three)
    assert sorted(found[1:]) == sorted(
        [
            ("見学の日を決める", in_five),
            ("書類をそろえて審査へ進む", in_five),
            ("部屋を直す", in_five),
            ("国の変更届を出す", dt.date(2026, 12, 1)),
        ]
    )
    urls = {line.url for line in lines(street.shop)}
    for consultation in (viewing, applied):
        assert reverse("consultations:dealing", args=[consultation.current.public_id]) in urls
    inquiry = Inquiry.objects.get(answer="", organisation=street.shop.organisation)
    assert reverse("consultations:card", args=[inquiry.public_id]) in urls
    assert [page for page in urls if street.shop.client.get(page).status_code != 200] == []


def test_what_another_shop_must_do_stands_not_here_and_nothing_is_said_so(street):
    acts.at_state(street, "screening")
    assert told(street.other_shop) == []
    assert "待っていることはありません。" in street.other_shop.client.get(reverse("homes:partner")).content.decode()


def test_a_home_seen_before_waits_for_nobody_while_cards_are_out_again(street):
    consultation = acts.at_state(street, "viewed")
    acts.move(consultation, "send_card", street.staff.user, **acts.CARD)
    assert [act for act, _day in told(street.shop)] == ["カードに返事をする"]
    cards = street.shop.client.get(reverse("consultations:cards"))
    assert [next_act for _home, next_act in cards.context["homes"]] == [""]


def test_a_support_corporation_finds_its_requests_and_nobody_unnamed_the_protected_ones(street):
    body = street.supporter.organisation
    colleague, viewer = (people.colleague(body, f"hito-{role}", role) for role in (Role.EDITOR, Role.VIEWER))
    for protected in (False, True):
        consultation = acts.opened(street)
        acts.agree(consultation, Scope.SUPPORTER, street)
        if protected:
            intake.protect(consultation=consultation, actor=street.staff.user, at=NOW)
        support.request(
            consultation=acts.fresh(consultation), corporation=body, worker=street.supporter.user, purpose="同行",
            actor=street.staff.user, at=NOW,
        )  # fmt: skip
    day = dt.date(2026, 11, 27)
    assert told(street.supporter) == [("受けるか答える", day)] * 2
    assert told(colleague) == [("受けるか答える", day)]
    assert told(viewer) == []
    assert {street.supporter.client.get(line.url).status_code for line in lines(street.supporter)} == {200}


def test_a_corporation_that_was_given_a_consultation_finds_the_stays_it_looks_after(street):
    consultation = acts.at_state(street, "leased")
    acts.agree(consultation, Scope.SUPPORTER, street)
    body = street.supporter.organisation
    planning.engage(consultation=consultation, supporter=body, actor=street.staff.user, at=NOW)
    acts.move(consultation, "move_in", street.staff.user)
    assert told(street.supporter) == [("30日の暮らしを確かめる", dt.date(2026, 12, 31))]


def test_tasks_of_a_support_come_with_their_day(street):
    consultation = acts.opened(street)
    acts.agree(consultation, Scope.SUPPORTER, street)
    us = street.supporter.user
    made = support.request(
        consultation=consultation, corporation=street.supporter.organisation, worker=us, purpose="同行",
        actor=street.staff.user, at=NOW,
    )  # fmt: skip
    perform(case=made.case, transition="accept", actor=us, at=NOW)
    for text, days in (("今日のこと", 0), ("来月のこと", 30)):
        support.add_task(support=made, text=text, due_on=after(days=days).date(), owner=us, actor=us, at=NOW)
    assert [act for act, _day in told(street.supporter)] == ["今日のこと", "支援計画を書く"]
