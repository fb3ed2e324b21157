"""Messages on the thread: kept as written, told to the other side, seen by nobody else."""

import pytest

from portal.cases.actions import TEXT_LIMIT, NotAllowed, Stale, say
from portal.cases.models import Event
from portal.cases.queries import thread
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice
from tests.factories import applications
from tests.factories.times import NOW


def test_a_message_reaches_the_other_side_and_moves_nothing(room):
    case = room.application.case
    Notice.objects.all().delete()
    say(case=case, actor=room.seeker.user, text="土曜日は休みですか。", at=NOW)
    assert list(Notice.objects.values_list("user__email", flat=True)) == [room.employer.user.email]
    now = applications.fresh(room.application).case
    assert (now.state, now.version, now.turn) == ("applied", 1, "organisation")
    assert thread(now, "organisation").items[0].text == "土曜日は休みですか。"


def test_subjects_of_mails_hold_no_words_of_people(room):
    say(case=room.application.case, actor=room.seeker.user, text="秘密のことば", at=NOW)
    assert not [mail for mail in Mail.objects.all() if "秘密" in mail.subject or room.seeker.user.name in mail.subject]


@pytest.mark.parametrize("who", ["other_seeker", "other_employer", "viewer", "staff"])
def test_only_the_two_sides_speak(room, who):
    with pytest.raises(NotAllowed):
        say(case=room.application.case, actor=getattr(room, who).user, text="こんにちは", at=NOW)
    assert not Event.objects.filter(transition="").exists()


def test_a_double_click_says_it_once(room):
    case, before = room.application.case, Notice.objects.count()
    for _click in range(2):
        say(case=case, actor=room.seeker.user, text="はい", at=NOW, key="k")
    assert (Event.objects.filter(key="k").count(), Notice.objects.count()) == (1, before + 1)
    with pytest.raises(Stale):
        say(case=case, actor=room.seeker.user, text="いいえ", at=NOW, key="k")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [(" 　\n", "メッセージを書いてから送ってください。"), ("あ" * (TEXT_LIMIT + 1), "メッセージは2000文字までです。")],
)
def test_empty_and_endless_messages_are_refused(room, text, refusal):
    with pytest.raises(Refused, match=refusal):
        say(case=room.application.case, actor=room.seeker.user, text=text, at=NOW)


def test_two_sides_see_the_same_feed(room):
    applications.move(room.application, "take_up", room.employer.user)
    say(case=room.application.case, actor=room.employer.user, text="お待ちください。", at=NOW)
    case = applications.fresh(room.application).case
    person, organisation = thread(case, "person"), thread(case, "organisation")
    assert [(i.at, i.who, i.sentence, i.text) for i in person.items] == [
        (i.at, i.who, i.sentence, i.text) for i in organisation.items
    ]
    assert [i.mine for i in person.items] == [not i.mine for i in organisation.items]
