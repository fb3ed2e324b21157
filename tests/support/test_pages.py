"""What the corporation and the ward see and send, as a browser without JavaScript does it."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from housing.consultations.choices import Plan as Decision
from housing.consultations.models import Consultation
from housing.support import actions
from housing.support.models import Log, Support
from tests.factories.times import NOW, after

from .conftest import asked, consultation, fresh, housed, log, move, working


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(after(days=1), tick=False):
        yield


def page(person, name, *args, **query):
    answer = person.client.get(reverse(f"support:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def act(person, support, code, name="act", **values):
    url = reverse(f"support:{name}", args=[support.case.public_id, code])
    return person.client.post(url, {"version": fresh(support).case.version, **values}, follow=True)


ENTRY = {
    "kind": "visit",
    "day": "2026年11月24日",
    "time": "10:00",
    "minutes": "90",
    "travel_minutes": "",
    "text": "訪問",
}


def test_staff_ask_a_corporation(world):
    about = consultation(world.ward)
    Consultation.objects.filter(pk=about.pk).update(plan=Decision.ACCOMPANIED)
    assert about.case.number in page(world.ward, "staff_list")
    first = page(world.ward, "ask", about.case.public_id)
    assert world.worker.organisation.name in first and world.stranger.organisation.name in first
    chosen = f"{reverse('support:ask', args=[about.case.public_id])}?corporation={world.worker.organisation.public_id}"
    offered = world.ward.client.get(chosen).content.decode()
    assert world.worker.user.name in offered and world.stranger.user.name not in offered
    refused = world.ward.client.post(chosen, {"purpose": ""})
    assert refused.status_code == 422 and "直すところがあります" in refused.content.decode()
    world.ward.client.post(chosen, {"purpose": "見学への同行"})
    support = Support.objects.get()
    assert (support.purpose, support.corporation) == ("見学への同行", world.worker.organisation)
    listed = page(world.ward, "staff_list")
    assert support.case.number in listed and "の支援を頼む" not in listed


def test_the_consent_is_asked_for_where_none_stands(world):
    about = consultation(world.ward)
    about.consents.filter(scope="supporter").delete()
    chosen = f"{reverse('support:ask', args=[about.case.public_id])}?corporation={world.worker.organisation.public_id}"
    assert world.ward.client.post(chosen, {"purpose": "同行"}).status_code == 422
    world.ward.client.post(chosen, {"purpose": "同行", "agreed": "paper"})
    assert about.consents.get(scope="supporter").how == "paper"
    assert Support.objects.count() == 1


def test_the_corporation_accepts_and_plans(world):
    support = asked(world)
    shown = page(world.worker, "case", support.case.public_id)
    assert "あなたの番です：受けるか答える" in shown
    act(world.worker, support, "accept", worker=world.colleague.user.pk)
    assert fresh(support).worker == world.colleague.user
    plan = {
        "goals": "駅の近く",
        "frequency": "月2回",
        "starts_on": "令和8年11月25日",
        "ends_on": "2026/11/1",
        "consented_on": "2026年11月25日",
        "consent_how": "spoken",
    }
    refused = act(world.worker, support, "plan", **plan)
    assert refused.status_code == 422
    assert "始まりの日よりあと" in refused.content.decode() and "駅の近く" in refused.content.decode()
    act(world.worker, support, "plan", **{**plan, "ends_on": "2027/3/31"})
    assert support.plans.get().ends_on == dt.date(2027, 3, 31)
    assert "第1版" in page(world.worker, "case", support.case.public_id)


def test_an_old_page_does_not_decide(world):
    support = asked(world)
    old = support.case.version
    move(support, "decline", world.worker.user, reason="area")
    url = reverse("support:act", args=[support.case.public_id, "accept"])
    answer = world.worker.client.post(url, {"version": old, "worker": world.worker.user.pk})
    assert answer.status_code == 422 and "内容が変わりました" in answer.content.decode()
    assert fresh(support).case.state == "declined"


def test_hidden_steps_have_no_address(world):
    support = working(world)
    for code in ("log", "note", "correct", "request", "nothing"):
        assert act(world.worker, support, code).status_code == 404


def test_a_visit_is_written_down(world):
    support = working(world)
    url = reverse("support:log", args=[support.case.public_id])
    assert world.worker.client.post(url, {**ENTRY, "minutes": "たくさん"}).status_code == 422
    world.worker.client.post(url, {**ENTRY, "minutes": "９０", "key": "once"})
    world.worker.client.post(url, {**ENTRY, "minutes": "９０", "key": "once"})
    row = Log.objects.get()
    assert (row.minutes, row.travel_minutes, row.starts_at) == (90, 0, NOW)
    shown = page(world.worker, "case", support.case.public_id)
    assert "90分" in shown and "支援を記録しました。" not in shown


def test_a_correction_is_written_beside_the_first_row(world):
    row = log(working(world), world.worker.user, after(hours=20))
    url = reverse("support:correct", args=[row.support.case.public_id, row.public_id])
    assert "部屋を見に行きました。" in world.worker.client.get(url).content.decode()
    world.worker.client.post(url, {**ENTRY, "minutes": "30", "text": "電話だった", "kind": "phone"})
    shown = page(world.worker, "case", row.support.case.public_id)
    assert "直しました（数えません）" in shown and "電話だった" in shown and "部屋を見に行きました。" in shown
    assert world.worker.client.get(url).status_code == 404


def test_tasks_are_added_finished_and_dropped(world):
    support = working(world)
    key = support.case.public_id
    values = {"text": "店に電話", "due_on": "2026年11月30日", "owner": world.worker.user.pk}
    for _count in range(2):
        world.worker.client.post(reverse("support:task", args=[key]), values)
    first, second = support.tasks.all()
    world.worker.client.post(reverse("support:finish_task", args=[key, first.public_id]), ENTRY)
    world.worker.client.post(reverse("support:drop_task", args=[key, second.public_id]))
    first.refresh_from_db()
    assert first.log == Log.objects.get()
    assert "やることは、ありません。" in page(world.worker, "case", key)
    late = world.worker.client.post(reverse("support:task", args=[key]), {**values, "due_on": "2026/11/1"})
    assert late.status_code == 422 and "そのあとの日に" in late.content.decode()


def test_a_check_is_written_when_its_day_has_come(world):
    support = housed(world)
    url = reverse("support:check", args=[support.case.public_id, 30])
    assert f'href="{url}"' not in page(world.worker, "case", support.case.public_id)
    with time_machine.travel(after(days=31), tick=False):
        world.worker.client.force_login(world.worker.user)
        assert f'href="{url}"' in page(world.worker, "case", support.case.public_id)
        world.worker.client.post(url, {**ENTRY, "day": "2026年12月25日", "result": "stays"})
        assert support.checks.get(day=30).get_result_display() == "住み続けている"
        assert world.worker.client.get(url).status_code == 404


def panes(world):
    """What stands in each part of the dashboard."""
    shown = page(world.worker, "desk")
    parts = {}
    for name in ("today", "late", "ahead", "recent"):
        parts[name] = shown.split(f'id="{name}"')[1].split("</section>")[0] if f'id="{name}"' in shown else ""
    return parts


def test_the_dashboard_sorts_by_day(world):
    support, us = working(world), world.worker.user
    for text, days in (("前の日", 0), ("その日", 1), ("あとの日", 9)):
        actions.add_task(support=support, text=text, due_on=after(days=days).date(), owner=us, actor=us, at=NOW)
    log(support, us, after(hours=20))
    found = panes(world)
    assert "前の日" in found["late"] and "前の日" not in found["today"]
    assert "その日" in found["today"] and "あとの日" in found["ahead"]
    assert "連絡して、記録する" in found["ahead"]
    assert "60分" in found["recent"]
    with time_machine.travel(after(days=70), tick=False):
        world.worker.client.force_login(world.worker.user)
        assert "60分" not in panes(world)["recent"]


def test_the_dashboard_asks_the_database_as_often_for_many_as_for_few(world):
    for _count in range(2):
        log(working(world), world.worker.user, after(hours=20))
    page(world.worker, "desk")
    with CaptureQueriesContext(connection) as few:
        page(world.worker, "desk")
    for _count in range(4):
        log(working(world), world.worker.user, after(hours=20))
    with CaptureQueriesContext(connection) as many:
        page(world.worker, "desk")
    assert len(many) == len(few)


def rows_of(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_the_month_as_a_page_and_as_two_tables(world):
    support = working(world)
    log(support, world.worker.user, after(hours=20))
    log(support, world.colleague.user, after(hours=21), kind="phone", minutes=10, travel_minutes=0)
    shown = page(world.worker, "month", "2026-11")
    assert "1時間30分" in shown and "2" in shown and support.case.number in shown
    number = support.case.number
    sums = rows_of(world.worker.client.get(reverse("support:month_csv", args=["2026-11", "sums"])))
    assert sums[1:] == [["2026-11", number, "2", "70", "20", "90"], ["2026-11", "合計", "2", "70", "20", "90"]]
    evidence = rows_of(world.worker.client.get(reverse("support:month_csv", args=["2026-11", "evidence"])))
    assert [row[:6] for row in evidence[1:]] == [
        [number, "2026-11-25 04:00", "訪問", "60", "20", world.worker.user.name],
        [number, "2026-11-25 05:00", "電話", "10", "0", world.colleague.user.name],
    ]
    same = world.ward.client.get(
        reverse("support:staff_month_csv", args=[world.worker.organisation.public_id, "2026-11", "sums"])
    )
    assert rows_of(same) == sums


def test_no_cell_of_a_table_can_act(world):
    world.worker.user.name = "=HYPERLINK(1)"
    world.worker.user.save()
    log(working(world), world.worker.user, after(hours=20))
    evidence = rows_of(world.worker.client.get(reverse("support:month_csv", args=["2026-11", "evidence"])))
    assert evidence[1][5] == "'=HYPERLINK(1)"


def test_each_corporation_counts_its_own(world):
    log(working(world), world.worker.user, after(hours=20))
    assert "この月の記録は、ありません" in page(world.stranger, "month", "2026-11")


@pytest.mark.parametrize("month", ["2026-13", "2027-01", "novem", "0001-01", "1999-12"])
def test_months_that_are_none(world, month):
    assert world.worker.client.get(reverse("support:month", args=[month])).status_code == 404
    assert world.ward.client.get(reverse("support:staff_months"), {"month": month}).status_code == 404


def test_no_third_table(world):
    assert world.worker.client.get(reverse("support:month_csv", args=["2026-11", "names"])).status_code == 404


def test_a_month_is_handed_in_and_opened_again(world):
    row = log(working(world), world.worker.user, after(hours=20))
    body = world.worker.organisation.public_id
    with time_machine.travel(after(days=10), tick=False):
        assert "この月を締める" in page(world.worker, "month", "2026-11")
        world.worker.client.post(reverse("support:close_month", args=["2026-11"]))
        assert "記録は変わりません" in page(world.worker, "month", "2026-11")
        url = reverse("support:correct", args=[row.support.case.public_id, row.public_id])
        refused = world.worker.client.post(url, ENTRY)
        assert refused.status_code == 422 and "締めてある" in refused.content.decode()
        world.ward.client.post(reverse("support:open_month", args=[body, "2026-11"]))
        assert "この月を締める" in page(world.worker, "month", "2026-11")
        assert "まだ締めていません" in page(world.worker, "months")


def test_the_staff_list_is_narrowed(world):
    support = asked(world)
    number = support.case.number
    assert number in page(world.ward, "staff_list", state="requested")
    assert number not in page(world.ward, "staff_list", state="housed")
    assert number not in page(world.ward, "staff_list", corporation=world.stranger.organisation.public_id)
    move(support, "decline", world.worker.user, reason="full")
    assert number in page(world.ward, "staff_list", state="closed")


def test_ward_and_corporation_talk(world):
    support = working(world)
    key = support.case.public_id
    world.worker.client.post(reverse("support:message", args=[key]), {"text": "鍵を受け取りました"})
    world.ward.client.post(reverse("support:staff_message", args=[key]), {"text": "ありがとうございます"})
    for shown in (page(world.ward, "staff_case", key), page(world.worker, "case", key)):
        assert "鍵を受け取りました" in shown and "ありがとうございます" in shown
    assert world.worker.client.post(reverse("support:message", args=[key]), {"text": " "}).status_code == 422


def test_what_was_declined_is_asked_again_and_what_has_ended_is_not_in_the_way(world):
    support = asked(world)
    Consultation.objects.update(plan=Decision.BOTH)
    asking = f"{support.consultation.case.number} の支援を頼む"
    assert asking not in page(world.ward, "staff_list")
    move(support, "decline", world.worker.user, reason="full")
    assert asking in page(world.ward, "staff_list")
    again = asked(world, consultation=support.consultation)
    move(again, "accept", world.worker.user)
    move(again, "stop", world.worker.user, reason="other", text="終わります")
    assert asking not in page(world.ward, "staff_list")
    assert "あらためて頼む" in page(world.ward, "staff_case", again.case.public_id)


def test_staff_take_the_request_back(world):
    support = asked(world)
    act(world.ward, support, "withdraw", "staff_act", text="ほかに頼みます")
    assert fresh(support).case.state == "withdrawn"
    assert act(world.ward, support, "accept", "staff_act").status_code == 404


def test_the_figures_page_hides_small_numbers(world):
    shown = page(world.ward, "staff_months")
    assert "10より少ない" in shown and world.worker.organisation.name in shown
