"""The life of a consultation (domain: 3.11): in every open state somebody holds it and there is a day."""

import datetime as dt

import pytest

from housing.consultations.queries import OPEN
from portal.cases.procedures import get

from . import acts

pytestmark = pytest.mark.django_db
HOLDERS = {
    "received": "staff", "answered": "person", "hearing": "staff", "sorting": "staff", "deciding": "staff",
    "preparing": "staff", "asking": "shop", "answers": "staff", "informed": "person", "viewing": "shop",
    "viewing_set": "shop", "viewed": "person", "applied": "shop", "screening": "shop", "refused": "staff",
    "contract": "shop", "leased": "staff", "moved_in": "supporter", "stayed_30": "supporter",
    "stayed_90": "supporter", "closed": "",
}  # fmt: skip


def test_every_state_but_the_end_has_an_owner_and_a_next_date():
    procedure = get("consultation")
    assert {state.code: state.turn for state in procedure.states} == HOLDERS
    assert [state.code for state in procedure.states if not state.final and state.days is None] == []
    assert [state.code for state in procedure.states if not state.final] == list(OPEN)


@pytest.mark.parametrize("state", acts.ROAD)
def test_a_case_on_the_road_is_held_by_somebody_until_a_day(street, state):
    case = acts.at_state(street, state).case
    assert case.state == state
    holder = "staff" if state == "moved_in" else HOLDERS[state]  # without a support corporation the ward looks
    assert (case.turn, case.due_on is not None) == (holder, True)


def test_every_open_state_can_be_left_by_its_holder():
    procedure = get("consultation")
    stuck = [
        state.code
        for state in procedure.states
        if state.code not in ("closed", "asking")
        and not [t for t in procedure.transitions if state.code in t.sources and state.turn in t.parties]
    ]
    assert stuck == []


def test_an_urgent_word_is_answered_on_the_same_day(street):
    assert acts.opened(street, urgent=True).case.due_on == dt.date(2026, 11, 24)
    assert acts.opened(street).case.due_on == dt.date(2026, 11, 26)
