"""Logs are evidence: added by whoever is signed in, corrected by new rows, still once their month is handed in."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from housing.support import actions, queries, report
from housing.support.choices import LogKind
from housing.support.models import Log
from portal.cases.actions import NotAllowed
from portal.lib.refusal import Refused
from tests.factories.times import NOW, after

from .conftest import TOMORROW, asked, fresh, log, move, working

NOVEMBER = dt.date(2026, 11, 1)
LATER, IN_DECEMBER = after(days=2), after(days=10)


def correct(row, actor, at=LATER, **values):
    same = {name: getattr(row, name) for name in ("kind", "starts_at", "minutes", "travel_minutes", "text")}
    row.support.case.refresh_from_db()
    actions.correct_log(log=row, values={**same, **values}, actor=actor, at=at)
    return Log.objects.get(corrects=row)


def test_the_recorder_is_who_is_signed_in_and_names_stay(world):
    row = log(working(world), world.worker.user)
    assert (row.recorder, row.recorder_name, row.kind_label) == (world.worker.user, world.worker.user.name, "訪問")
    world.worker.user.name = "架空 改姓"
    world.worker.user.save()
    row.refresh_from_db()
    assert row.recorder_name == "架空 riji7000"


def test_every_kind_is_frozen_by_its_label(world):
    support = working(world)
    for kind in LogKind:
        assert log(support, world.worker.user, kind=kind.value).kind_label == kind.label


def test_a_correction_is_a_new_row_and_only_it_counts(world):
    row = log(working(world), world.worker.user)
    new = correct(row, world.colleague.user, minutes=90)
    assert (new.corrects, new.recorder) == (row, world.colleague.user)
    assert Log.objects.get(pk=row.pk).minutes == 60
    whole = report.monthly(world.worker.organisation, NOVEMBER).whole
    assert (whole.times, whole.minutes, whole.travel) == (1, 90, 20)


def test_a_row_is_corrected_once_and_its_correction_again(world):
    row = log(working(world), world.worker.user)
    new = correct(row, world.worker.user, minutes=90)
    with pytest.raises(Refused, match="もう直されています"):
        correct(row, world.worker.user, minutes=30)
    assert correct(new, world.worker.user, minutes=45).corrects == new
    assert report.monthly(world.worker.organisation, NOVEMBER).whole.minutes == 45


def test_no_minutes_strike_a_row_out(world):
    row = log(working(world), world.worker.user)
    correct(row, world.worker.user, minutes=0, travel_minutes=0)
    assert report.monthly(world.worker.organisation, NOVEMBER).whole.times == 0
    with pytest.raises(Refused, match="1分より長く"):
        log(row.support, world.worker.user, minutes=0)


def test_the_future_is_not_logged(world):
    with pytest.raises(Refused, match="これからのことは"):
        log(working(world), world.worker.user, starts_at=after(days=9))


def test_nothing_is_logged_before_accepting_or_by_others(world):
    support = asked(world)
    with pytest.raises(Refused):
        log(support, world.worker.user)
    move(support, "accept", world.worker.user)
    assert log(support, world.worker.user).minutes == 60
    for person in (world.stranger, world.viewer, world.ward):
        with pytest.raises(NotAllowed):
            log(support, person.user)


def test_a_closed_month_takes_nothing_and_gives_nothing(world):
    row = log(working(world), world.worker.user)
    with pytest.raises(Refused, match="終わった月だけ"):
        actions.close_month(
            corporation=world.worker.organisation, month=NOVEMBER, actor=world.worker.user, at=after(days=2)
        )
    closed = actions.close_month(
        corporation=world.worker.organisation, month=NOVEMBER, actor=world.worker.user, at=IN_DECEMBER
    )
    with pytest.raises(Refused, match="2026年11月の記録は締めてある"):
        correct(row, world.worker.user, IN_DECEMBER, minutes=90)
    with pytest.raises(Refused, match="2026年11月の記録は締めてある"):
        log(row.support, world.worker.user, IN_DECEMBER, starts_at=row.starts_at)
    december = log(row.support, world.worker.user, IN_DECEMBER)
    with pytest.raises(Refused, match="2026年11月の記録は締めてある"):
        correct(december, world.worker.user, IN_DECEMBER, starts_at=row.starts_at)
    assert Log.objects.count() == 2

    actions.open_month(closed=closed, actor=world.ward.user, at=IN_DECEMBER)
    assert correct(row, world.worker.user, IN_DECEMBER, minutes=90).minutes == 90


def test_a_month_is_closed_once_until_it_is_opened(world):
    body, us = world.worker.organisation, world.worker.user
    closed = actions.close_month(corporation=body, month=NOVEMBER, actor=us, at=IN_DECEMBER)
    with pytest.raises(Refused, match="もう締めています"):
        actions.close_month(corporation=body, month=NOVEMBER, actor=us, at=IN_DECEMBER)
    actions.open_month(closed=closed, actor=world.ward.user, at=IN_DECEMBER)
    with pytest.raises(Refused, match="もう開け直して"):
        actions.open_month(closed=closed, actor=world.ward.user, at=IN_DECEMBER)
    actions.close_month(corporation=body, month=NOVEMBER, actor=us, at=IN_DECEMBER)


def test_verify_finds_a_row_slipped_into_a_closed_month(world):
    row = log(working(world), world.worker.user)
    actions.close_month(corporation=world.worker.organisation, month=NOVEMBER, actor=world.worker.user, at=IN_DECEMBER)
    assert list(queries.written_after_closing()) == []
    Log.objects.filter(pk=row.pk).update(recorded_at=after(days=11))
    assert list(queries.written_after_closing()) == [
        f"support log {row.pk} was written into 2026-11 after it was closed"
    ]


def test_the_month_ends_in_tokyo(world):
    support = working(world)
    midnight = dt.datetime(2026, 11, 30, 15, tzinfo=dt.UTC)
    log(support, world.worker.user, IN_DECEMBER, starts_at=midnight)
    log(support, world.worker.user, IN_DECEMBER, starts_at=midnight - dt.timedelta(minutes=1))
    assert report.monthly(world.worker.organisation, NOVEMBER).whole.times == 1
    assert report.monthly(world.worker.organisation, dt.date(2026, 12, 1)).whole.times == 1


def test_a_task_is_completed_by_its_log(world):
    support, us = working(world), world.worker.user
    task = actions.add_task(support=support, text="店に電話", due_on=NOW.date(), owner=us, actor=us, at=NOW)
    row = log(support, us, task=task)
    task.refresh_from_db()
    assert task.log == row
    with pytest.raises(Refused, match="もう終わっています"):
        log(support, us, task=task)
    assert Log.objects.count() == 1
    with pytest.raises(Refused, match="もう終わっています"):
        actions.drop_task(task=task, actor=us, at=NOW)


def test_a_task_has_a_day_ahead_and_an_owner_of_the_corporation(world):
    support, us = working(world), world.worker.user
    with pytest.raises(Refused, match="今日か、そのあと"):
        actions.add_task(support=support, text="電話", due_on=dt.date(2026, 11, 1), owner=us, actor=us, at=NOW)
    with pytest.raises(Refused, match="この担当者は選べません"):
        actions.add_task(support=support, text="電話", due_on=NOW.date(), owner=world.stranger.user, actor=us, at=NOW)
    with pytest.raises(NotAllowed):
        actions.add_task(support=support, text="電話", due_on=NOW.date(), owner=us, actor=world.stranger.user, at=NOW)


def test_the_database_keeps_what_the_forms_promise(world):
    row = log(working(world), world.worker.user)
    for bad in ({"minutes": 0}, {"minutes": 1441}, {"kind": "dream"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Log.objects.filter(pk=row.pk).update(**bad)


def test_logs_of_an_ended_support_are_corrected_without_reopening_it(world):
    support = working(world)
    row = log(support, world.worker.user)
    move(support, "stop", world.worker.user, after(days=2), reason="consent", text="本人の希望です。")
    closed_at = fresh(support).case.closed_at
    correct(Log.objects.select_related("support__case").get(pk=row.pk), world.worker.user, after(days=3), minutes=30)
    assert (fresh(support).case.state, fresh(support).case.closed_at) == ("stopped", closed_at)


def test_a_log_lies_within_the_support_and_within_its_day(world):
    support = working(world)
    with pytest.raises(Refused, match="依頼より前"):
        log(support, world.worker.user, at=after(days=1), starts_at=NOW - dt.timedelta(days=2))
    log(support, world.worker.user, at=TOMORROW, minutes=1_000, travel_minutes=0)
    with pytest.raises(Refused, match="24時間をこえます"):
        log(support, world.worker.user, at=TOMORROW, minutes=400, travel_minutes=60)
    log(support, world.colleague.user, at=TOMORROW, minutes=400, travel_minutes=60)
    assert support.logs.count() == 2
