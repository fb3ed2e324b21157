"""The made-up supports stand in every state a visitor of the demo should meet, and break no invariant."""

import pytest

from housing.support import demo, procedures
from housing.support.models import Check, Support
from portal.cases.queries import impossible_states
from portal.front.demo import Stage
from tests import people
from tests.factories.times import NOW

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
