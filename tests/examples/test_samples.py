"""The made-up version of every scheme can be published as it stands: nothing is missing, all its cases agree."""

import pytest

from portal.grants.decisions.letters import KINDS
from portal.grants.schemes.choices import VersionState
from portal.grants.schemes.structure import all_schemes, get
from portal.letters.wording import Wording, problems
from tests.factories import grants


def test_every_scheme_has_a_sample() -> None:
    assert {scheme.code for scheme in all_schemes()} == set(grants.SAMPLES)


@pytest.mark.parametrize("code", grants.SAMPLES)
def test_a_sample_is_public_with_at_least_three_cases(db: None, code: str) -> None:
    version = grants.version(code)
    assert version.state == VersionState.PUBLISHED
    assert version.golden_cases.count() >= 3
    assert version.is_sample
    assert "サンプル" in version.words["summary"]
    assert "サンプル" in str(get(code).label)


@pytest.mark.parametrize("code", grants.SAMPLES)
def test_the_letters_of_a_sample_name_only_what_there_is(db: None, code: str) -> None:
    version, known = grants.version(code), {kind.code for kind in KINDS}
    assert set(version.letters) <= known
    assert [found for kind, text in version.letters.items() for found in problems(kind, Wording.of(text))] == []
