"""Another corporation's case, a viewer's desk, an unnamed colleague: not there, exactly like what never was."""

import pytest
import time_machine
from django.urls import reverse

from housing.consultations.actions import intake
from housing.support import actions, report
from housing.support.models import Support
from portal.audit.models import Entry
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice
from tests import people
from tests.factories.times import NOW, after

from .conftest import NAME, PHONE, asked, fresh, housed, log, move, working

MONTH = "2026-11"
GET = ["case", "log", "task", "correct", "finish_task", "check"]
POST = ["message", "drop_task", "act"]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(after(days=31), tick=False):
        yield


def pages(support: Support) -> dict[str, str]:
    """Every address of one support, by name."""
    key = support.case.public_id
    row, task = support.logs.first(), support.tasks.first()
    return {
        "case": reverse("support:case", args=[key]),
        "log": reverse("support:log", args=[key]),
        "task": reverse("support:task", args=[key]),
        "correct": reverse("support:correct", args=[key, row.public_id]),
        "finish_task": reverse("support:finish_task", args=[key, task.public_id]),
        "check": reverse("support:check", args=[key, 30]),
        "message": reverse("support:message", args=[key]),
        "drop_task": reverse("support:drop_task", args=[key, task.public_id]),
        "act": reverse("support:act", args=[key, "evaluate"]),
    }


def full(world, protected: bool = False) -> Support:
    support, us = working(world, protected), world.worker.user
    move(support, "move_in", us, after(minutes=3), day=NOW.date())
    actions.add_task(support=fresh(support), text="保険の手続き", due_on=NOW.date(), owner=us, actor=us, at=NOW)
    log(support, us)
    return fresh(support)


def answers(person, support, method):
    return {name: getattr(person.client, method)(url) for name, url in pages(support).items()}


def missing(person):
    return person.client.get(reverse("support:case", args=["nothing-like-this-here"]))


def test_the_corporation_opens_every_page(world):
    support = full(world)
    for name in GET:
        assert answers(world.colleague, support, "get")[name].status_code == 200, name


@pytest.mark.parametrize("who", ["stranger", "viewer", "ward"])
def test_for_anybody_else_it_is_as_if_it_were_not_there(world, who):
    support, person = full(world), getattr(world, who)
    nothing = missing(person)
    assert nothing.status_code == 404
    for method, names in (("get", GET), ("post", POST)):
        found = answers(person, support, method)
        for name in names:
            assert found[name].status_code == 404, name
    assert answers(person, support, "get")["case"].content == nothing.content
    assert NAME not in nothing.content.decode()


def test_nobody_signed_in_is_asked_to_sign_in(world):
    support = full(world)
    for url in (*pages(support).values(), reverse("support:staff_list")):
        answer = people.nobody().client.get(url)
        assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def test_another_kind_of_partner_has_no_such_desk(world):
    shop = people.employer("5000012010008")
    for name in ("support:desk", "support:months"):
        assert shop.client.get(reverse(name)).status_code == 404


def test_name_and_telephone_are_there_only_at_work_and_with_consent(world):
    support = asked(world)
    url = support.get_absolute_url()
    assert NAME not in world.worker.client.get(url).content.decode()
    move(support, "accept", world.worker.user)
    shown = world.worker.client.get(url).content.decode()
    assert NAME in shown and PHONE in shown
    consent = support.consultation.consents.get(scope="supporter")
    intake.take_back(consent=consent, actor=world.ward.user, at=NOW)
    assert NAME not in world.worker.client.get(url).content.decode()


def test_opening_it_is_kept_in_the_access_log(world):
    support = full(world)
    world.worker.client.get(support.get_absolute_url())
    entry = Entry.objects.filter(action="consultation.read").get()
    assert (entry.actor, entry.subject_key) == (world.worker.user, str(support.consultation_id))


# Protected: the worker named for it and the named staff, nobody else anywhere.


def everywhere(person, support) -> str:
    """All that this person can read of supports, pages and files."""
    body = support.corporation.public_id
    urls = [
        *pages(support).values(),
        reverse("support:desk"),
        reverse("support:months"),
        reverse("support:month", args=[MONTH]),
        reverse("support:month_csv", args=[MONTH, "sums"]),
        reverse("support:month_csv", args=[MONTH, "evidence"]),
        reverse("support:staff_list"),
        reverse("support:staff_protected"),
        reverse("support:staff_months") + f"?month={MONTH}",
        reverse("support:staff_month", args=[body, MONTH]),
        reverse("support:staff_month_csv", args=[body, MONTH, "sums"]),
        reverse("support:staff_month_csv", args=[body, MONTH, "evidence"]),
        reverse("support:staff_case", args=[support.case.public_id]),
        reverse("support:ask", args=[support.consultation.case.public_id]),
        "/staff/",
        "/employer/",
        "/my/",
        "/my/notices/",
    ]
    read = []
    for url in urls:
        answer = person.client.get(url)
        assert answer.status_code in (200, 404, 405), url
        read.append(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    return b"".join(read).decode()


@pytest.mark.parametrize("who", ["other_ward", "colleague", "viewer", "stranger"])
def test_a_protected_support_leaves_no_trace_for_whoever_is_not_named(world, who):
    support = full(world, protected=True)
    seen = everywhere(getattr(world, who), support)
    for trace in (support.case.number, support.consultation.case.number, NAME, PHONE, "保険の手続き"):
        assert trace not in seen
    user = getattr(world, who).user
    assert not Notice.objects.filter(user=user).exists()
    assert not Mail.objects.filter(to=user.email).exists()


def test_the_named_worker_and_the_named_staff_do_their_work(world):
    support = full(world, protected=True)
    assert support.case.number in world.worker.client.get(reverse("support:desk")).content.decode()
    assert world.worker.client.get(support.get_absolute_url()).status_code == 200
    assert support.case.number in world.ward.client.get(reverse("support:staff_protected")).content.decode()
    staffs = reverse("support:staff_case", args=[support.case.public_id])
    assert world.ward.client.get(staffs).status_code == 200
    assert world.other_ward.client.get(staffs).status_code == 404


def test_no_list_for_others_and_no_file_holds_a_protected_one_even_for_the_named(world):
    support = full(world, protected=True)
    for url in (
        reverse("support:staff_list"),
        reverse("support:staff_month", args=[support.corporation.public_id, MONTH]),
    ):
        assert support.case.number not in world.ward.client.get(url).content.decode()
    for table in ("sums", "evidence"):
        file = world.worker.client.get(reverse("support:month_csv", args=[MONTH, table]))
        assert support.case.number not in b"".join(file.streaming_content).decode()
    mine = report.own_protected(support.corporation, world.worker.user, NOW.date())
    assert (mine.times, mine.minutes) == (1, 60)
    assert report.own_protected(support.corporation, world.colleague.user, NOW.date()) is None


def test_a_case_protected_later_vanishes_at_once(world):
    support = full(world)
    assert world.colleague.client.get(support.get_absolute_url()).status_code == 200
    intake.protect(consultation=support.consultation, actor=world.ward.user, at=NOW)
    assert world.colleague.client.get(support.get_absolute_url()).status_code == 404
    assert support.case.number not in everywhere(world.other_ward, support)


def test_a_protected_case_is_handed_only_to_somebody_named(world):
    support = full(world, protected=True)
    with pytest.raises(Refused, match="この担当者は選べません"):
        move(support, "hand_over", world.worker.user, worker=world.colleague.user)
    about = support.consultation
    about.refresh_from_db()
    intake.name_person(consultation=about, user=world.colleague.user, actor=world.ward.user, at=NOW)
    assert move(support, "hand_over", world.worker.user, worker=world.colleague.user).worker == world.colleague.user


def test_asking_for_a_protected_case_needs_somebody_to_tell(world):
    with pytest.raises(Refused, match="担当者を一人選んで"):
        asked(world, protected=True, worker=None)


def test_declining_a_protected_case_ends_the_knowing(world):
    support = asked(world, protected=True)
    assert world.worker.client.get(support.get_absolute_url()).status_code == 200
    url = reverse("support:act", args=[support.case.public_id, "decline"])
    answer = world.worker.client.post(url, {"reason": "full", "version": support.case.version})
    assert answer["Location"] == reverse("support:desk")
    assert world.worker.client.get(support.get_absolute_url()).status_code == 404


def test_no_address_and_no_title_says_whose_it_is(world):
    support = full(world)
    page = world.worker.client.get(support.get_absolute_url()).content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    assert NAME not in title and support.case.number not in title
    assert all(NAME not in url for url in pages(support).values())


def test_housed_supports_wait_for_their_corporation_alone(world):
    housed(world)
    assert "次にすることは" not in world.ward.client.get("/staff/").content.decode()
    assert "伴走型支援" not in world.viewer.client.get("/employer/").content.decode()


def test_what_was_on_its_way_is_taken_back_from_whoever_is_not_named(world):
    support = asked(world)
    move(support, "accept", world.worker.user, after(minutes=1))
    there = support.get_absolute_url()
    assert Notice.objects.filter(user=world.colleague.user, path=there).exists()
    intake.name_person(consultation=support.consultation, user=world.worker.user, actor=world.ward.user, at=NOW)
    intake.protect(consultation=support.consultation, actor=world.ward.user, at=NOW)
    assert {notice.user for notice in Notice.objects.filter(path=there)} == {world.worker.user}
    waiting = Mail.objects.filter(state="waiting", body__contains=there)
    assert {mail.to for mail in waiting} == {world.worker.user.email}
