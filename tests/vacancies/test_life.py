"""The life of a vacancy: checked or trusted, public, confirmed, overtaken by a wage, ended."""

import datetime as dt

import pytest
import time_machine

from jobs.vacancies import actions, queries
from jobs.vacancies.models import MinimumWage, Terms, Vacancy
from portal.accounts.models import Membership, Role
from portal.cases.actions import Stale, run_clocks
from portal.cases.models import Case, Event
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice
from portal.search.actions import rebuild
from portal.search.models import Outbox
from portal.search.queries import Search
from tests import people
from tests.factories import vacancies
from tests.factories.times import NOW, after
from tests.factories.vacancies import fresh, move


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def employer(db):
    return people.employer()


@pytest.fixture
def staff(db):
    return people.staff()


@pytest.fixture
def place(employer):
    return vacancies.facility(employer.organisation)


@pytest.fixture
def vacancy(place, employer, staff):
    return vacancies.published(place, employer.user, staff.user)


def state(vacancy):
    return Case.objects.get(pk=vacancy.case_id).state


def found():
    rebuild()
    return Search("vacancy").run().keys


def told(person):
    return Notice.objects.filter(user=person.user).count()


# The two lanes


def test_a_new_employer_waits_for_the_ward(place, employer, staff):
    waiting = vacancies.in_review(place, employer.user)
    assert (waiting.case.state, waiting.case.turn, waiting.is_public, found()) == ("review", "staff", False, [])
    move(waiting, "approve", staff.user)
    assert (state(waiting), found()) == ("published", [waiting.pk])


def publish_many(place, employer, staff, number):
    for count in range(number):
        vacancies.published(place, employer.user, staff.user, after(minutes=count))


def test_after_five_clean_ones_the_sixth_appears_at_once(place, employer, staff):
    publish_many(place, employer, staff, 4)
    assert vacancies.in_review(place, employer.user, after(hours=1)).case.state == "review"
    publish_many(place, employer, staff, 1)
    sixth = vacancies.in_review(place, employer.user, after(hours=2))
    assert (sixth.case.state, sixth.is_public) == ("published", True)
    assert Event.objects.filter(case=sixth.case, transition="publish_directly", party="organisation").count() == 1


def test_trust_ends_when_one_is_sent_back_and_returns_after_a_year(place, employer, staff):
    publish_many(place, employer, staff, 5)
    body = employer.organisation
    assert queries.is_trusted(body, after(hours=1))
    with time_machine.travel(after(hours=1)):
        one = vacancies.draft(place, employer.user, after(hours=1))
    Case.objects.filter(pk=one.case_id).update(state="review")
    move(one, "send_back", staff.user, after(hours=1), text="休日を書いてください。")
    assert not queries.is_trusted(body, after(days=365))
    assert queries.is_trusted(body, after(days=365, hours=1, seconds=1))


def test_a_corrected_one_does_not_count_towards_trust(place, employer, staff):
    publish_many(place, employer, staff, 4)
    corrected = vacancies.in_review(place, employer.user)
    move(corrected, "send_back", staff.user, text="直してください。")
    actions.submit(vacancy=fresh(corrected), actor=employer.user, at=NOW)
    move(fresh(corrected), "approve", staff.user)
    assert not queries.is_trusted(employer.organisation, after(days=800))
    publish_many(place, employer, staff, 1)
    assert queries.is_trusted(employer.organisation, after(days=800))


def test_trust_needs_the_wards_verification_and_is_a_setting(place, employer, staff, settings):
    publish_many(place, employer, staff, 5)
    body = employer.organisation
    settings.VACANCY_TRUST_PUBLISHED = 6
    assert not queries.is_trusted(body, NOW)
    settings.VACANCY_TRUST_PUBLISHED = 5
    assert queries.is_trusted(body, NOW)
    body.verified_at = None
    assert not queries.is_trusted(body, NOW)


def test_what_needs_a_look_waits_even_for_the_trusted(place, employer, staff):
    publish_many(place, employer, staff, 5)
    doubtful = vacancies.in_review(place, employer.user, residence="永住者のみ")
    assert (doubtful.case.state, doubtful.is_public) == ("review", False)


def test_a_vacancy_that_breaks_a_rule_stays_a_draft(place, employer):
    low = vacancies.draft(place, employer.user, base_low=100_000)
    with pytest.raises(actions.Blocked) as blocked:
        actions.submit(vacancy=low, actor=employer.user, at=NOW)
    assert [finding.code for finding in blocked.value.findings] == ["vacancies.V08"]
    assert (state(low), fresh(low).draft.frozen_at) == ("draft", None)


# Submitting


def test_handing_in_twice_with_one_key_is_one(place, employer):
    vacancy = vacancies.draft(place, employer.user)
    events = [actions.submit(vacancy=vacancy, actor=employer.user, at=NOW, key="k") for _click in range(2)]
    assert events[0] == events[1]
    assert Event.objects.filter(case=vacancy.case, transition="submit").count() == 1


def test_sent_back_and_handed_in_again(place, employer, staff):
    vacancy = vacancies.in_review(place, employer.user)
    before = told(employer)
    move(vacancy, "send_back", staff.user, text="休日を書いてください。")
    assert (state(vacancy), told(employer)) == ("returned", before + 1)
    vacancies.fill(fresh(vacancy).draft, employer.user, holidays="土日祝")
    actions.submit(vacancy=fresh(vacancy), actor=employer.user, at=after(hours=1))
    assert state(vacancy) == "review"
    assert fresh(vacancy).draft.handed_in


def test_while_staff_look_nothing_can_be_written(place, employer, vacancy):
    waiting = vacancies.in_review(place, employer.user)
    with pytest.raises(Refused, match="この内容は提出したあとなので、書き直せません。"):
        vacancies.fill(waiting.draft, employer.user, holidays="土日祝")
    with pytest.raises(Refused, match="この求人は今、書き直せません。"):
        actions.open_draft(vacancy=waiting, actor=employer.user, at=NOW)


def test_a_change_of_a_public_vacancy_shows_the_old_terms_until_it_is_approved(vacancy, employer, staff):
    terms = actions.open_draft(vacancy=vacancy, actor=employer.user, at=NOW)
    actions.save_terms(
        terms=terms, values={"base_low": 220_000}, rows={}, saves=terms.saves, actor=employer.user, at=NOW
    )
    actions.submit(vacancy=fresh(vacancy), actor=employer.user, at=NOW)
    now = fresh(vacancy)
    assert (now.case.state, now.is_public, now.live.base_low) == ("revising", True, 210_000)
    move(now, "send_change_back", staff.user, text="理由を書いてください。")
    assert (state(vacancy), fresh(vacancy).live.base_low) == ("published", 210_000)
    actions.submit(vacancy=fresh(vacancy), actor=employer.user, at=NOW)
    move(fresh(vacancy), "approve", staff.user)
    now = fresh(vacancy)
    assert (now.live.base_low, now.live.version, now.draft, now.versions.count()) == (220_000, 2, None, 2)


# V12, the clock of confirmation


def test_thirty_days_bring_a_mail_and_forty_five_take_it_out_of_the_search(vacancy, employer):
    Mail.objects.all().delete()
    assert (run_clocks(at=after(days=29)), Mail.objects.count()) == (0, 0)
    assert run_clocks(at=after(days=30)) == 1
    mail = Mail.objects.get()
    assert (mail.to, mail.kind) == (employer.user.email, "vacancy_confirm")
    assert "2027年1月7日" in mail.body
    assert (run_clocks(at=after(days=31)), Mail.objects.count()) == (0, 1)
    assert (run_clocks(at=after(days=44)), found()) == (0, [vacancy.pk])
    assert (run_clocks(at=after(days=45)), state(vacancy), found()) == (1, "unconfirmed", [])
    assert (run_clocks(at=after(days=46)), Mail.objects.count()) == (0, 2)


def test_at_day_forty_five_its_page_says_that_it_has_ended(vacancy, client):
    assert client.get(vacancy.get_absolute_url()).status_code == 200
    run_clocks(at=after(days=45))
    gone = client.get(vacancy.get_absolute_url())
    assert (gone.status_code, "JobPosting" in gone.content.decode()) == (410, False)


def test_confirming_winds_the_clock_up_and_brings_it_back(vacancy, employer):
    run_clocks(at=after(days=30))
    move(vacancy, "confirm", employer.user, after(days=31))
    assert run_clocks(at=after(days=60)) == 0
    run_clocks(at=after(days=61))
    run_clocks(at=after(days=76))
    assert (state(vacancy), found()) == ("unconfirmed", [])
    move(vacancy, "confirm", employer.user, after(days=80))
    now = fresh(vacancy)
    assert (now.case.state, found(), now.confirmed_on) == ("published", [vacancy.pk], after(days=80).date())


def test_a_change_sent_back_does_not_wind_the_clock_up(vacancy, employer, staff):
    actions.open_draft(vacancy=vacancy, actor=employer.user, at=after(days=20))
    move(vacancy, "submit_change", employer.user, after(days=20))
    move(vacancy, "send_change_back", staff.user, after(days=29), text="休みを確かめてください。")
    Mail.objects.all().delete()
    assert (run_clocks(at=after(days=30)), Mail.objects.count()) == (1, 1)
    run_clocks(at=after(days=45))
    assert state(vacancy) == "unconfirmed"


def test_a_clock_missed_for_long_strikes_both_and_hides(vacancy):
    run_clocks(at=after(days=100))
    assert state(vacancy) == "unconfirmed"


# V08 and V09, the minimum wage


def wage(yen, days):
    return MinimumWage(yen=yen, valid_from=(NOW + dt.timedelta(days=days)).date(), source="架空の官報")


def test_a_new_rate_hides_what_it_overtakes_and_nothing_else(place, employer, staff, vacancy):
    good = vacancies.published(place, employer.user, staff.user, base_low=400_000, base_high=400_000)
    before = told(employer)
    actions.add_minimum_wage(wage=wage(1500, 0), actor=staff.user, at=NOW)
    assert [state(each) for each in (vacancy, good)] == ["suspended", "published"]
    assert (found(), told(employer)) == ([good.pk], before + 1)


def test_a_coming_rate_warns_once_and_hides_from_its_first_day(vacancy, employer, staff):
    before = told(employer)
    actions.add_minimum_wage(wage=wage(1500, 30), actor=staff.user, at=NOW)
    assert (state(vacancy), told(employer)) == ("published", before + 1)
    assert (actions.apply_minimum_wage(at=after(days=1)), told(employer)) == (0, before + 1)
    assert (actions.apply_minimum_wage(at=after(days=29)), state(vacancy)) == (0, "published")
    assert (actions.apply_minimum_wage(at=after(days=30)), state(vacancy), found()) == (1, "suspended", [])


def test_a_suspended_vacancy_returns_with_a_better_wage(vacancy, employer, staff):
    actions.add_minimum_wage(wage=wage(1500, 0), actor=staff.user, at=NOW)
    vacancies.change_terms(vacancy, employer.user, staff.user, base_low=400_000, base_high=400_000)
    if state(vacancy) == "review":
        move(fresh(vacancy), "approve", staff.user)
    assert (state(vacancy), found()) == ("published", [vacancy.pk])


def test_one_rate_a_day(vacancy, staff):
    actions.add_minimum_wage(wage=wage(1300, 5), actor=staff.user, at=NOW)
    with pytest.raises(Refused, match="この日の額は、もう登録されています。"):
        actions.add_minimum_wage(wage=wage(1301, 5), actor=staff.user, at=NOW)


# Ends


def test_the_last_day_ends_it_and_it_can_be_continued(place, employer, staff):
    last = (NOW + dt.timedelta(days=10)).date()
    vacancy = vacancies.published(place, employer.user, staff.user, recruit_until=last)
    assert actions.expire_due(at=after(days=10, hours=13)) == 0
    assert (actions.expire_due(at=after(days=11)), state(vacancy), found()) == (1, "expired", [])
    with pytest.raises(Refused, match="あしたより後の日"):
        move(fresh(vacancy), "extend", employer.user, after(days=12), recruit_until=after(days=12).date())
    move(fresh(vacancy), "extend", employer.user, after(days=12), recruit_until=after(days=40).date())
    assert (state(vacancy), fresh(vacancy).expires_on, found()) == ("published", after(days=40).date(), [vacancy.pk])


@pytest.mark.parametrize(("code", "reached"), [("pause", "paused"), ("fill", "filled"), ("close", "closed")])
def test_what_is_not_offered_any_more_leaves_the_search_with_the_act(vacancy, employer, code, reached):
    Outbox.objects.all().delete()
    move(vacancy, code, employer.user, outcome="here")
    assert Outbox.objects.filter(kind="vacancy", key=vacancy.pk).exists()
    assert (state(vacancy), fresh(vacancy).is_public, found()) == (reached, False, [])


def test_republished_keeps_its_address_and_its_first_day(vacancy, employer):
    move(vacancy, "pause", employer.user, after(days=1))
    move(fresh(vacancy), "resume", employer.user, after(days=2))
    now = fresh(vacancy)
    assert (now.public_id, now.first_published_at, now.is_public) == (vacancy.public_id, NOW, True)


def test_every_publication_has_its_own_rank(place, employer, staff):
    rows = [vacancies.published(place, employer.user, staff.user) for _each in range(3)]
    ranks = [row.sequence for row in rows]
    assert ranks == sorted(set(ranks))
    assert Vacancy.objects.filter(is_public=True).count() == 3


# Old pages


def test_a_change_caught_in_review_by_the_end_can_be_written_on(vacancy, employer, staff):
    terms = actions.open_draft(vacancy=vacancy, actor=employer.user, at=NOW)
    move(vacancy, "submit_change", employer.user)
    Terms.objects.filter(pk=terms.pk).update(frozen_at=NOW)
    move(vacancy, "suspend", None)
    again = actions.open_draft(vacancy=fresh(vacancy), actor=employer.user, at=NOW)
    actions.save_terms(
        terms=again,
        values={"base_low": 400_000, "base_high": 400_000},
        rows={},
        saves=again.saves,
        actor=employer.user,
        at=NOW,
    )
    assert fresh(vacancy).draft.base_low == 400_000


def test_nobody_hands_in_what_they_have_not_looked_at(place, employer):
    written = vacancies.draft(place, employer.user)
    looked_at = written.draft.saves
    actions.save_terms(
        terms=written.draft, values={"title": "別の題"}, rows={}, saves=looked_at, actor=employer.user, at=NOW
    )
    with pytest.raises(Stale):
        actions.submit(vacancy=fresh(written), actor=employer.user, at=NOW, saves=looked_at)
    assert state(written) == "draft"


def test_a_rest_does_not_lead_around_the_minimum_wage(vacancy, employer, staff):
    move(vacancy, "pause", employer.user)
    actions.add_minimum_wage(wage=wage(3000, 0), actor=staff.user, at=NOW)
    with pytest.raises(Refused, match="最低賃金に届きません"):
        move(vacancy, "resume", employer.user)
    assert found() == []


def test_staff_do_not_publish_for_their_own_organisation(place, employer, staff):
    waiting = vacancies.in_review(place, employer.user)
    Membership.objects.create(user=staff.user, organisation=employer.organisation, role=Role.EDITOR, joined_at=NOW)
    with pytest.raises(Refused, match="ほかの職員"):
        move(waiting, "approve", staff.user)
    assert state(waiting) == "review"
