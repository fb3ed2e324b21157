"""The made-up supports stand in every state a visitor of the demo should meet, and break no invariant."""

import pytest

from housing.consultations.actions import planning
from housing.support import demo, procedures
from housing.support.models import Check, Support
from portal.cases.queries import impossible_states
from portal.front.demo import Stage
from tests import people
from tests.factories.times import NOW

from .conftest import consultation

pytestmark = pytest.mark.django_db


def test_the_demo_tells_every_state():
    stage = Stage(at=NOW, sizes={}, people={"staff": people.staff().user})
    demo.build(stage)
    states = set(Support.objects.values_list("case__state", flat=True))
    assert states == {state.code for state in procedures.SUPPORT.states} - {"withdrawn"}
    assert set(Check.objects.exclude(result="").values_list("day", flat=True)) == {30, 90, 180}
    assert Support.objects.filter(consultation__is_protected=True).count() == 1
    assert not Support.objects.filter(consultation__is_sample=False).exists()
    assert list(impossible_states()) == []


def test_a_consultation_that_has_a_corporation_is_joined_in(world):
    about = consultation(world.ward)
    about.is_sample = True
    about.save()
    planning.engage(consultation=about, supporter=world.worker.organisation, actor=world.ward.user, at=NOW)
    demo.build(Stage(at=NOW, sizes={}, people={"staff": world.ward.user}))
    support = about.supports.get()
    assert (support.corporation, support.case.state) == (world.worker.organisation, "active")
