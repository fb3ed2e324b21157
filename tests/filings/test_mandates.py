"""代理: another organisation files, for what and as long as it was let."""

import datetime as dt

import pytest
from django.urls import reverse

from portal.accounts.models import Membership, Role
from portal.cases.actions import NotAllowed
from portal.cases.models import Event
from portal.grants.filings.actions import mandates, starting, submitting
from portal.grants.filings.demo import fill
from portal.grants.filings.models import Filing, Mandate
from portal.lib.refusal import Refused
from portal.notices.models import Notice
from tests import people

from .conftest import DAY, DECLARED, ROOM, ROOMS, again, drafted, page_of, to, where, words

pytestmark = pytest.mark.django_db
END = dt.date(2027, 3, 31)


@pytest.fixture
def agent(db):
    return people.employer("8000012050001")


def given(operator, agent, scheme="", ends_on=END) -> Mandate:
    return mandates.give(
        organisation=operator.organisation,
        agent=agent.organisation,
        scheme=scheme,
        ends_on=ends_on,
        actor=operator.user,
        at=DAY,
    )


def test_let_on_the_page_filed_by_the_agent(rooms, operator, agent):
    data = {"corporate_number": "8000012050001", "scheme": ROOMS, "ends_on": "2027年3月31日"}
    assert operator.client.post(reverse("filings:mandates"), data).status_code == 302
    assert "社会福祉法人架空会7000" in words(agent.client.get(reverse("filings:mandates")))
    page = words(agent.client.get(reverse("filings:start"), {"scheme": ROOMS}))
    assert "ほかの団体の代理で申請する" in page
    answer = agent.client.post(
        reverse("filings:start"), {"scheme": ROOMS, "body": operator.organisation.public_id, "how": "new"}
    )
    filing = Filing.objects.get()
    assert answer.url == to("tasks", filing)
    assert filing.case.organisation == operator.organisation
    filing = fill(filing, DECLARED, [ROOM], agent.user, DAY)
    submitting.submit(filing=filing, actor=agent.user, at=DAY)
    assert where(filing) == ("submitted", "review")
    assert Event.objects.get(transition="submit").detail["agent"] == "社会福祉法人架空会8000"
    assert "代理：社会福祉法人架空会8000" in words(operator.client.get(page_of(filing.grant)))
    told = {notice.user for notice in Notice.objects.filter(kind="grant_receipt")}
    assert told == {operator.user, agent.user}
    listed = words(agent.client.get(reverse("filings:ours")))
    assert "社会福祉法人架空会7000" in listed
    assert to("receipt", filing) in words(agent.client.get(page_of(filing.grant)))


def test_for_one_scheme_and_until_a_day(rooms, operator, agent, clock):
    filing = drafted(rooms, operator)
    assert agent.client.get(to("tasks", filing)).status_code == 404
    mandate = given(operator, agent, scheme="practitioner_course")
    assert agent.client.get(to("tasks", filing)).status_code == 404
    mandates.end(mandate=mandate, actor=operator.user, at=DAY)
    given(operator, agent, scheme=ROOMS)
    assert agent.client.get(to("tasks", filing)).status_code == 200
    clock.go(dt.datetime.combine(END, dt.time(14, 59), dt.UTC))
    agent.client.force_login(agent.user)
    assert agent.client.get(to("tasks", filing)).status_code == 200
    clock.go(dt.datetime.combine(END, dt.time(15, 0), dt.UTC))
    assert agent.client.get(to("tasks", filing)).status_code == 404
    with pytest.raises(NotAllowed):
        submitting.submit(filing=again(filing), actor=agent.user, at=DAY)


def test_taken_back_at_once_by_either_side(rooms, operator, agent):
    filing = drafted(rooms, operator)
    for person in (operator, agent):
        mandate = given(operator, agent)
        assert agent.client.get(to("tasks", filing)).status_code == 200
        assert person.client.post(reverse("filings:end_mandate", args=[mandate.public_id])).status_code == 302
        assert agent.client.get(to("tasks", filing)).status_code == 404


def test_who_may_let_and_take_back(operator, viewer, agent):
    mandate = given(operator, agent)
    editor = people.colleague(operator.organisation, "tanto", Role.EDITOR)
    other = people.employer("1000012050008")
    address = reverse("filings:end_mandate", args=[mandate.public_id])
    for person in (viewer, editor, other):
        assert person.client.post(address).status_code == 404
        with pytest.raises(NotAllowed):
            mandates.end(mandate=mandate, actor=person.user, at=DAY)
    assert editor.client.post(reverse("filings:mandates"), {}).status_code == 404
    assert editor.client.get(reverse("filings:mandates")).status_code == 200
    assert Mandate.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"corporate_number": "7000012050002"}, "ご自分の団体は、代理にできません。"),
        ({"corporate_number": "9000012050009"}, "登録されていません"),
        ({"ends_on": "2027年1月13日"}, "今日から3年のうちに"),
        ({"ends_on": "2031年1月13日"}, "今日から3年のうちに"),
    ],
)
def test_what_cannot_be_let(operator, agent, changes, told):
    data = {"corporate_number": "8000012050001", "scheme": "", "ends_on": "2027年3月31日", **changes}
    answer = operator.client.post(reverse("filings:mandates"), data)
    assert answer.status_code == 422
    assert told in words(answer)


def test_the_same_twice(operator, agent):
    given(operator, agent)
    with pytest.raises(Refused, match="もう任せています"):
        given(operator, agent)


def test_one_that_ran_out_is_given_anew(operator, agent):
    old = given(operator, agent, ends_on=DAY.date())
    mandates.give(
        organisation=operator.organisation,
        agent=agent.organisation,
        scheme="",
        ends_on=END,
        actor=operator.user,
        at=DAY + dt.timedelta(days=1),
    )
    old.refresh_from_db()
    assert old.ended_at is not None


def test_a_viewer_of_the_agent_writes_nothing(rooms, operator, agent):
    given(operator, agent)
    filing = drafted(rooms, operator)
    reader = people.colleague(agent.organisation, "yomu", Role.VIEWER)
    assert reader.client.get(to("tasks", filing)).status_code == 200
    assert reader.client.get(to("check", filing)).status_code == 404
    with pytest.raises(NotAllowed):
        submitting.submit(filing=filing, actor=reader.user, at=DAY)


def test_an_officer_of_the_agent_is_no_officer_of_the_case(rooms, operator, agent, clerk):
    given(operator, agent)
    filing = drafted(rooms, operator)
    submitting.submit(filing=filing, actor=agent.user, at=DAY)
    Membership.objects.create(user=clerk.user, organisation=agent.organisation, role=Role.VIEWER, joined_at=DAY)
    answer = clerk.client.post(reverse("filings:verify", args=[filing.case.public_id]))
    assert (answer.status_code, where(filing)) == (404, ("submitted", "review"))


def test_an_agent_begins_for_nobody_else(rooms, operator, agent):
    data = {"scheme": ROOMS, "body": operator.organisation.public_id, "how": "new"}
    agent.client.post(reverse("filings:start"), data)
    assert Filing.objects.get().case.organisation == agent.organisation
    with pytest.raises(NotAllowed):
        starting.start(version=rooms, organisation=operator.organisation, actor=agent.user, at=DAY)
    assert Filing.objects.count() == 1


def test_one_mandate_opens_nothing_to_a_third(rooms, operator, agent):
    given(operator, agent)
    filing, third = drafted(rooms, operator), people.employer("1000012050008")
    assert [third.client.get(url).status_code for url in (to("tasks", filing), page_of(filing.grant))] == [404, 404]
    assert filing.grant.case.number not in words(third.client.get(reverse("filings:ours")))
    assert filing.grant.case.number in words(agent.client.get(reverse("filings:ours")))
    with pytest.raises(NotAllowed):
        submitting.submit(filing=filing, actor=third.user, at=DAY)
