import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from portal.audit.models import Entry
from portal.lib.refusal import Refused
from portal.notices.actions import deliver
from portal.notices.models import Mail, Notice
from portal.search import actions, evaluation
from portal.search.models import SavedSearch

from .conftest import AT, make

DAY = dt.timedelta(days=1)


def save(person, query: str = "q=介護", frequency: str = "daily") -> SavedSearch:
    return actions.save_search(actor=person, kind="sample", query=query, name="介護の仕事", frequency=frequency, at=AT)


def publish(shelf, *keys: int, title: str = "介護職員") -> None:
    for key in keys:
        shelf[key] = make(key, f"{title}{key}")
    actions.changed("sample", keys, at=AT)
    actions.consume()


def test_what_is_kept_is_the_canonical_condition_without_order_and_page(shelf, person):
    saved = save(person, "order=pay&page=3&q=　介護 &feature=K01")
    assert saved.query == "q=%E4%BB%8B%E8%AD%B7&feature=K01"
    assert saved.last_rank == 102
    assert Entry.objects.filter(action="search.saved", actor_id=person.pk, subject_key=str(saved.pk)).count() == 1


def test_the_same_conditions_again_only_change_name_and_frequency(shelf, person):
    first, second = save(person), save(person, "order=newest&q=介護", frequency="weekly")
    assert (first.pk, second.frequency, SavedSearch.objects.count()) == (second.pk, "weekly", 1)


def test_there_is_an_end_to_saving(shelf, person, other):
    for number in range(actions.MOST):
        save(person, f"q={number}日")
    with pytest.raises(Refused, match="20件までです"):
        save(person, "q=介護")
    assert save(person, "q=3日").pk and save(other).pk


def test_only_what_is_new_is_told_once(shelf, person):
    save(person)
    assert actions.send_alerts(at=AT + DAY) == 0
    publish(shelf, 11, 12)
    publish(shelf, 13, title="保育士")
    assert [actions.send_alerts(at=AT + DAY * days) for days in (1, 2, 2, 3)] == [0, 1, 0, 0]
    notice = Notice.objects.get()
    assert (notice.user, notice.path) == (person, "/search/?q=%E4%BB%8B%E8%AD%B7")
    assert notice.subject == "保存した条件に合う新しい情報があります"
    assert "「介護の仕事」に合う新しい見本が 2件あります。\n\n・介護職員12\n・介護職員11\n" in notice.body


def test_the_mail_can_be_stopped_by_one_click(shelf, person, settings):
    saved = save(person)
    publish(shelf, 11)
    actions.send_alerts(at=AT + DAY)
    deliver(at=AT + DAY)
    message = mail.outbox[0]
    stop = f"http://testserver{reverse('search:stop', args=[saved.token])}"
    assert message.extra_headers["List-Unsubscribe"] == f"<{stop}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in message.body


def test_more_than_five_are_counted(shelf, person):
    save(person)
    publish(shelf, *range(11, 18))
    actions.send_alerts(at=AT + DAY)
    body = Notice.objects.get().body
    assert body.count("・介護職員") == 5
    assert "ほか 2件" in body


@pytest.mark.parametrize(
    ("frequency", "told"), [("daily", [1, 1, 1, 1]), ("weekly", [0, 0, 1, 0]), ("off", [0, 0, 0, 0])]
)
def test_how_often(shelf, person, frequency, told):
    save(person, frequency=frequency)
    seen = []
    for turn, days in enumerate((1, 6, 7, 8)):
        publish(shelf, 20 + turn)
        seen.append(actions.send_alerts(at=AT + DAY * days))
    assert seen == told


def test_the_day_is_the_day_in_tokyo(shelf, person):
    save(person)
    publish(shelf, 11)
    assert actions.send_alerts(at=dt.datetime(2026, 11, 24, 14, 59, tzinfo=dt.UTC)) == 0
    assert actions.send_alerts(at=dt.datetime(2026, 11, 24, 15, 0, tzinfo=dt.UTC)) == 1


def test_one_broken_search_keeps_no_news_from_the_others(shelf, person, other, monkeypatch):
    broken, whole = save(person, "q=夜勤"), save(other)
    publish(shelf, 11)
    good = evaluation._filtersets["sample"]

    def filterset(data):
        if "夜勤" in data.get("q", ""):
            raise ValueError("broken")
        return good(data)

    monkeypatch.setitem(evaluation._filtersets, "sample", filterset)
    assert actions.send_alerts(at=AT + DAY) == 1
    assert list(Notice.objects.values_list("user", flat=True)) == [whole.owner_id] != [broken.owner_id]


def test_somebody_who_left_hears_nothing(shelf, person):
    save(person)
    publish(shelf, 11)
    person.is_active = False
    person.save()
    assert (actions.send_alerts(at=AT + DAY), Mail.objects.count()) == (0, 0)
