"""From the draft to the letter in hand."""

import pytest

from portal.audit.invariants import all_checks
from portal.cases.models import Event
from portal.grants.budget.models import Budget
from portal.grants.decisions import actions
from portal.grants.decisions.queries import held
from portal.letters.models import Letter
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice

from .conftest import DAY, again, agreed, circulating, drafted, grant_state, issued, state

pytestmark = pytest.mark.django_db


def test_the_whole_road(asked, hana, clerk, chief, manager):
    decision = drafted(asked, clerk)
    assert (decision.yen, decision.route, state(decision)) == (88_200, ["chief", "manager"], "drafted")
    actions.circulate(decision=decision, actor=clerk.user, at=DAY)
    assert again(decision).role == "chief"
    actions.agree(decision=decision, actor=chief.user, at=DAY)
    assert (again(decision).role, state(decision)) == ("manager", "circulating")
    budget = Budget.objects.get()
    assert (budget.committed, budget.reserved) == (0, 88_200)
    actions.agree(decision=decision, actor=manager.user, at=DAY)
    budget.refresh_from_db()
    assert (state(decision), budget.committed, budget.reserved) == ("approved", 88_200, 0)
    assert again(decision).decided_on == DAY.date()
    actions.issue(decision=decision, actor=clerk.user, at=DAY)
    decision = again(decision)
    assert (state(decision), again(asked).case.state) == ("issued", "decided")
    assert decision.grant.case.events.filter(target="fixed").exists()
    assert decision.letter.number == "8練福サ第1号"
    assert decision.letter.addressee == "架空 hana"
    assert decision.letter.content["total"] == {"label": "交付決定額（確定額）", "amount": 88_200}
    actions.open_letter(decision=decision, actor=hana.user, at=DAY)
    assert (state(decision), again(decision).reached_on) == ("reached", DAY.date())
    assert [problem for check in all_checks().values() for problem in check()] == []


def test_each_is_told_without_a_word_of_what_it_is_about(asked, hana, clerk, chief, manager):
    Notice.objects.all().delete()
    Mail.objects.all().delete()
    decision = circulating(asked, clerk)
    assert [notice.user for notice in Notice.objects.all()] == [chief.user]
    agreed(decision, chief)
    assert Notice.objects.latest("pk").user == manager.user
    agreed(decision, manager)
    assert Notice.objects.latest("pk").user == clerk.user
    issued(decision, clerk)
    told = Notice.objects.latest("pk")
    assert (told.user, told.path) == (hana.user, asked.grant.get_absolute_url())
    assert set(Mail.objects.values_list("subject", flat=True)) == {"練馬区からのお知らせ"}
    for mail in Mail.objects.all():
        assert [word for word in ("実務者", "88,200", "交付", "架空") if word in mail.body] == []


def test_the_applicant_reads_nothing_of_the_wards_own_steps(asked, clerk, chief, manager):
    decision = circulating(asked, clerk)
    issued(agreed(decision, chief, manager), clerk)
    shown = Event.objects.filter(case=decision.case, internal=False).values_list("transition", flat=True)
    assert list(shown) == ["issue"]


def test_what_went_out_is_never_edited(asked, clerk, chief, manager):
    decision = issued(agreed(circulating(asked, clerk), chief, manager), clerk)
    for act in (
        lambda: actions.revise(decision=decision, yen=1, overridden="書きかえてはいけない", actor=clerk.user, at=DAY),
        lambda: actions.circulate(decision=decision, actor=clerk.user, at=DAY),
        lambda: actions.issue(decision=decision, actor=clerk.user, at=DAY),
        lambda: actions.drop(decision=decision, actor=clerk.user, at=DAY),
    ):
        with pytest.raises(Refused):
            act()
    assert (again(decision).yen, Letter.objects.count()) == (88_200, 1)


def test_a_refusal_gives_back_what_was_kept(asked, clerk, chief, manager):
    decision = circulating(asked, clerk, kind="refusal", reason="働いた日数が足りません（要綱 第3条）。")
    decision = issued(agreed(decision, chief, manager), clerk)
    assert (decision.yen, grant_state(decision), held(asked.grant.case, "reserve")) == (0, "refused", 0)
    assert Budget.objects.get().left == 10_000_000
    assert "働いた日数が足りません（要綱 第3条）。" in decision.letter.content["body"]


def test_a_refusal_needs_its_reason(asked, clerk):
    with pytest.raises(Refused, match="理由を書いてください"):
        drafted(asked, clerk, kind="refusal")


def test_another_amount_needs_a_reason_and_is_marked(asked, clerk):
    with pytest.raises(Refused, match="10文字以上"):
        drafted(asked, clerk, yen=80_000, overridden="短い")
    decision = drafted(asked, clerk, yen=80_000, overridden="領収書のうち教材費をのぞいた額とします。")
    assert decision.yen == 80_000


def test_one_decision_at_a_time(asked, clerk):
    decision = drafted(asked, clerk)
    with pytest.raises(Refused, match=decision.case.number):
        drafted(asked, clerk)
    actions.drop(decision=decision, actor=clerk.user, at=DAY)
    drafted(asked, clerk)


def test_the_letter_must_be_possible_before_it_goes_round(asked, clerk):
    version = asked.grant.version
    version.letters = {**version.letters, "award_fixed": {**version.letters["award_fixed"], "sender": ""}}
    version.save()
    decision = drafted(asked, clerk)
    with pytest.raises(Refused, match="「発信者名」が空欄です。"):
        actions.circulate(decision=decision, actor=clerk.user, at=DAY)
    assert state(decision) == "drafted"
