"""Old pages, second thoughts and clicks that come too late."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.applications import actions
from jobs.applications.models import Application
from jobs.seekers.actions import hide_from, keep_resume, profile_of
from portal.accounts.actions import people as accounts
from portal.accounts.models import Membership, Organisation, Role
from portal.cases.actions import Stale, perform
from portal.cases.models import Event
from portal.files.models import StoredFile
from portal.lib.refusal import Refused
from tests import people
from tests.factories import applications, vacancies
from tests.factories.applications import SHARES, fresh, move
from tests.factories.times import NOW, after

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"


def words(application) -> list[str]:
    return [text for text in fresh(application).case.events.values_list("text", flat=True) if text]


def act(application, transition: str) -> str:
    return reverse("applications:act", args=[application.case.public_id, transition])


def sent(**more) -> dict:
    return {"key": uuid.uuid4().hex, **more}


def test_a_second_question_goes_on_the_same_thread(room):
    page = reverse("applications:ask", args=[room.vacancy.public_id])
    for text in ("休みは何日ですか。", "休みは何日ですか。", "夜勤はありますか。"):
        assert room.other_seeker.client.post(page, {"text": text}).status_code == 302
    asked = Application.objects.get(seeker=room.other_seeker.user)
    assert words(asked) == ["休みは何日ですか。", "夜勤はありますか。"]


def test_nobody_agrees_to_terms_they_have_not_seen(room):
    seen = vacancies.change_terms(room.vacancy, room.employer.user, room.staff.user, after(hours=1)).live.version
    vacancies.change_terms(room.vacancy, room.employer.user, room.staff.user, after(hours=2))
    page = act(room.application, "agree_terms")
    room.seeker.client.post(page, sent(terms=seen))
    assert fresh(room.application).agreed.version == 1
    room.seeker.client.post(page, sent(terms=seen + 1))
    assert fresh(room.application).agreed.version == seen + 1


def test_nobody_applies_under_terms_they_have_not_seen(room):
    vacancies.change_terms(room.vacancy, room.employer.user, room.staff.user, after(hours=1))
    page = reverse("applications:apply", args=[room.vacancy.public_id])
    form = sent(name="on", contact="on", text="お願いします。", send="1")
    answer = room.other_seeker.client.post(page, form | {"terms": "1"})
    assert "条件が、いま変わりました" in answer.content.decode()
    assert "お願いします。" in answer.content.decode()
    assert room.other_seeker.client.post(page, form | {"terms": "2"}).status_code == 302


@pytest.mark.parametrize("why", ["vacancy", "hidden", "closed"])
def test_what_ended_for_good_is_not_taken_up_again(room, why):
    move(room.application, "reject", room.employer.user)
    if why == "vacancy":
        vacancies.move(vacancies.fresh(room.vacancy), "close", room.employer.user)
    elif why == "hidden":
        profile = profile_of(user=room.seeker.user, at=NOW)
        hide_from(profile=profile, organisation=room.employer.organisation, actor=room.seeker.user, at=NOW)
    else:
        accounts.close_account(user=room.seeker.user, actor=room.seeker.user, at=after(minutes=1))
    with pytest.raises(Refused):
        move(room.application, "take_back_rejection", room.employer.user, after(hours=1))
    assert fresh(room.application).case.state == "rejected"


def test_a_withdrawal_is_not_undone_beside_a_new_application(room):
    move(room.application, "withdraw", room.seeker.user)
    vacancies.change_terms(room.vacancy, room.employer.user, room.staff.user, after(minutes=5))
    applications.applied(vacancies.fresh(room.vacancy), room.seeker.user, after(minutes=10))
    with pytest.raises(Refused, match="新しい応募があります"):
        move(room.application, "undo_withdrawal", room.seeker.user, after(minutes=20))
    assert Application.objects.filter(seeker=room.seeker.user, case__closed_at=None).count() == 1


def test_a_repeated_key_with_another_body_is_no_success(room):
    first = {"times": [after(days=2)], "place": "架空の里"}
    case = room.application.case
    proposed = {"case": case, "transition": "propose_interview", "actor": room.employer.user, "at": NOW, "key": "k"}
    assert perform(values=first, **proposed) == perform(values=first, **proposed)
    with pytest.raises(Stale):
        perform(values=first | {"place": "別の場所"}, **proposed)


def test_another_choice_of_what_is_shown_is_not_dropped_in_silence(room):
    assert applications.applied(room.vacancy, room.seeker.user).pk == room.application.pk
    with pytest.raises(Refused, match="もう応募しています"):
        applications.applied(room.vacancy, room.seeker.user, contact=False)


def test_lines_count_as_the_browser_counts_them(room):
    text = "\r\n".join(["あ" * 9] * 200)
    page = reverse("applications:message", args=[room.application.case.public_id])
    assert room.seeker.client.post(page, sent(text=text)).status_code == 302
    assert words(room.application)[-1] == text.replace("\r\n", "\n")


def test_what_was_typed_is_kept(room):
    client = room.employer.client
    long = "長" * 2001
    answer = client.post(reverse("applications:message", args=[room.application.case.public_id]), sent(text=long))
    assert (answer.status_code, long in answer.content.decode()) == (422, True)
    version = room.application.case.version
    move(room.application, "withdraw", room.seeker.user)
    answer = client.post(act(room.application, "reject"), sent(version=version, reason="hours", text="残念ですが。"))
    assert (answer.status_code, "残念ですが。" in answer.content.decode()) == (422, True)
    assert fresh(room.application).case.state == "withdrawn"


def test_a_year_of_work_cannot_be_told_on_the_first_day(room):
    applications.offered(room.application, room.employer.user, room.seeker.user)
    move(room.application, "accept", room.seeker.user)
    move(room.application, "start", room.employer.user)
    with pytest.raises(Refused, match="30日が、まだたっていません"):
        move(room.application, "stay_30", room.employer.user, after(days=29))
    move(room.application, "stay_30", room.employer.user, after(days=30))


def test_a_person_of_two_organisations_reads_the_threads_of_both(room):
    other = Organisation.objects.create(name="架空の二つ目")
    Membership.objects.create(user=room.employer.user, organisation=other, role=Role.OWNER, joined_at=NOW)
    room.employer.client.post(reverse("people:switch_organisation"), {"organisation": other.public_id})
    assert room.employer.client.get(room.application.get_absolute_url()).status_code == 200


def test_files_go_when_nobody_is_shown_them_any_more(room, settings, tmp_path):
    settings.PRIVATE_FILES_ROOT = tmp_path
    seeker = room.other_seeker.user
    profile = profile_of(user=seeker, at=NOW)

    def keep(name: str) -> None:
        profile.refresh_from_db()
        keep_resume(profile=profile, upload=SimpleUploadedFile(name, PDF), actor=seeker, at=NOW)

    def names() -> list[str]:
        return sorted(StoredFile.objects.filter(owner_id=seeker.pk).values_list("name", flat=True))

    keep("一.pdf")
    keep("二.pdf")
    assert names() == ["二.pdf"]
    shown = actions.apply(vacancy=room.vacancy, seeker=seeker, shares={**SHARES, "resume": True}, text="", at=NOW)
    keep("三.pdf")
    assert names() == ["三.pdf", "二.pdf"]
    download = reverse("files:download", args=[fresh(shown).resume.public_id])
    assert room.employer.client.get(download).status_code == 200
    move(shown, "withdraw", seeker)
    assert room.employer.client.get(download).status_code == 404
    accounts.close_account(user=seeker, actor=seeker, at=NOW)
    assert names() == []


def test_staff_with_one_factor_read_no_thread(room):
    half_in = people.signed_in(people.staff("half").user)
    answer = half_in.client.get(room.application.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, reverse("people:second_factor"))
    assert Event.objects.filter(case=room.application.case).count() == 1
