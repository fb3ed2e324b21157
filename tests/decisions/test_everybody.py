"""Every step × every person, through the pages: who may, does; to all others it is as if it were not there."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from portal.cases.models import Case
from portal.grants.decisions.models import Decision
from tests import people
from tests.people import Person

from .conftest import (
    COURSE,
    DAY,
    DECLARED,
    ROOM,
    agreed,
    circulating,
    drafted,
    issued,
    verified,
    version,
)

pytestmark = pytest.mark.django_db
OFFICERS = ("clerk", "other clerk", "chief", "manager", "director", "accounting", "auditor", "no duty")
PEOPLE = (*OFFICERS, "applicant", "colleague", "stranger", "nobody")
ABSENT = {"instead_of": "職員 kacho"}


@dataclass
class Cast:
    people: dict[str, Person]
    decision: Decision | None = None
    made: dict[str, Any] = field(default_factory=dict)

    def did(self, address: str, sent: dict[str, Any]) -> set[str]:
        """Who of all people got it done."""
        return {name for name in self.people if self._did(name, address, sent)}

    def _did(self, name: str, address: str, sent: dict[str, Any]) -> bool:
        before = self._seen()
        with transaction.atomic():
            answer = self.people[name].client.post(address, sent)
            changed = self._seen() != before
            transaction.set_rollback(True)
        assert answer.status_code in (302, 404, 422), (name, answer.status_code)
        if name in ("no duty", "stranger", "colleague") or (name == "applicant" and "/staff/" in address):
            assert changed or answer.status_code == 404, name
        return changed

    def _seen(self) -> list:
        return list(Case.objects.order_by("pk").values_list("pk", "state", "version")) + list(
            Decision.objects.order_by("pk").values_list("pk", "yen", "reason", "conditions")
        )


@pytest.fixture
def cast(clerk, chief, manager, director, operator) -> Cast:
    accounting = people.officer("accounting")
    return Cast(
        {
            "clerk": clerk,
            "other clerk": people.officer("clerk", name="hokanokakari"),
            "chief": chief,
            "manager": manager,
            "director": director,
            "accounting": accounting,
            "auditor": people.officer("auditor"),
            "no duty": people.staff("muyaku"),
            "applicant": operator,
            "colleague": people.colleague(operator.organisation, "etsuran", "viewer"),
            "stranger": people.seeker("yoso"),
            "nobody": people.nobody(),
        }
    )


@pytest.fixture
def filing(rooms, operator, clerk):
    return verified(rooms, operator, clerk, DECLARED, [ROOM])


def at(name: str, decision: Decision) -> str:
    return reverse(f"decisions:{name}", args=[decision.case.public_id])


def test_drafting(cast, filing):
    address = reverse("decisions:draft", args=[filing.case.public_id, "award"])
    assert cast.did(address, {"yen": "787000"}) == {"clerk", "other clerk", "chief"}


def test_revising_dropping_sending_round(cast, filing, clerk):
    decision = drafted(filing, clerk)
    revised = {"yen": "787000", "conditions": "帳簿を5年間保管すること"}
    assert cast.did(at("revise", decision), revised) == {"clerk"}
    assert cast.did(at("circulate", decision), {}) == {"clerk"}
    assert cast.did(at("drop", decision), {}) == {"clerk", "other clerk", "chief"}
    assert cast.did(at("issue", decision), {}) == set()
    assert cast.did(at("agree", decision), {}) == set()


def test_agreeing_and_sending_back(cast, filing, clerk, chief):
    decision = circulating(filing, clerk)
    assert cast.did(at("agree", decision), {}) == {"chief"}
    assert cast.did(at("send_back", decision), {"comment": "直してください"}) == {"chief"}
    assert cast.did(at("drop", decision), {}) == set()
    agreed(decision, chief)
    assert cast.did(at("agree", decision), {}) == {"manager"}
    assert cast.did(at("agree", decision), ABSENT) == {"director"}
    assert cast.did(at("send_back", decision), {"comment": "直してください"}) == {"manager"}
    assert cast.did(at("issue", decision), {}) == set()


def test_issuing(cast, filing, clerk, chief, manager):
    decision = agreed(circulating(filing, clerk), chief, manager)
    assert cast.did(at("issue", decision), {}) == {"clerk", "other clerk", "chief"}
    chosen = {"decision": decision.case.public_id}
    assert cast.did(reverse("decisions:issue_chosen"), chosen) == {"clerk", "other clerk", "chief"}
    assert cast.did(at("drop", decision), {}) == set()
    assert cast.did(at("circulate", decision), {}) == set()


def test_after_the_letter(cast, filing, clerk, chief, manager):
    decision = issued(agreed(circulating(filing, clerk), chief, manager), clerk)
    day = {"on": DAY.date().isoformat()}
    assert cast.did(at("posted", decision), day) == {"clerk", "other clerk", "chief"}
    assert cast.did(at("give_up", decision), {}) == {"applicant"}
    revoked = {"yen": "0", "reason": "虚偽の申請"}
    address = reverse("decisions:revoke", args=[filing.grant.case.public_id])
    assert cast.did(address, revoked) == {"clerk", "other clerk", "chief"}
    for step in ("circulate", "agree", "send_back", "issue", "drop"):
        assert cast.did(at(step, decision), {"comment": "直してください"}) == set(), step


def test_recording(cast, clerk):
    made = version(COURSE, approval="record", route=[])
    decision = drafted(verified(made, people.seeker(), clerk), clerk)
    sent = {"decided_on": DAY.date().isoformat(), "document_number": "8練福サ決第1号"}
    assert cast.did(at("record", decision), sent) == {"clerk", "other clerk", "chief"}


def test_who_sees_what(cast, filing, clerk, chief, manager):
    """Before the letter the ward alone; then the applicant the letter."""
    decision = agreed(circulating(filing, clerk), chief, manager)
    pages = [at(name, decision) for name in ("detail", "preview", "package")]

    def seen(address: str) -> set[str]:
        return {name for name, person in cast.people.items() if person.client.get(address).status_code == 200}

    ward = set(OFFICERS) - {"no duty"}
    for page in pages:
        assert seen(page) == ward, page
    assert seen(reverse("decisions:list")) == ward
    letter = at("letter", decision)
    opened = [name for name, person in cast.people.items() if person.client.get(letter).status_code != 404]
    assert opened == ["nobody"], "who is signed out is asked to sign in"
    decision = issued(decision, clerk)
    assert decision.reached_on is None
    found = [name for name, one in cast.people.items() if "letters" in one.client.get(letter).get("Location", "")]
    assert found == ["applicant", "colleague"]
    file = cast.people["applicant"].client.get(letter, follow=True)
    assert file.get("Content-Type") == "application/pdf"
    assert cast.people["stranger"].client.get(letter).status_code == 404
