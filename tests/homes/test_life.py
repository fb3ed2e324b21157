"""From a note to a lease: who checks, what the public sees, and what the portal does by itself."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from housing.homes import actions
from housing.homes.models import Confirmation, Listing, Partner
from portal.accounts.models import Role
from portal.cases.actions import NotAllowed, run_clocks
from portal.cases.queries import impossible_states
from portal.lib.refusal import Refused
from portal.notices.models import Mail, Notice
from tests import people
from tests.factories import homes
from tests.factories.times import NOW, after

pytestmark = pytest.mark.django_db


@pytest.fixture
def landlord():
    return people.employer()


@pytest.fixture
def home(landlord):
    return homes.home(landlord.organisation, landlord.user)


def state(listing: Listing) -> tuple[str, bool]:
    now = homes.fresh(listing)
    return now.case.state, now.is_public


def confirm_page(listing: Listing) -> str:
    return reverse("homes:confirm", args=[listing.confirmation_token])


def test_a_shop_goes_through_its_association_where_that_asks(landlord):
    association = homes.partner("association", reviews_homes=True)
    homes.partner("shop", landlord.organisation, association=association)
    checker = homes.keeper(association.organisation, "checker")
    made = homes.draft(landlord.organisation, landlord.user)
    actions.submit(listing=made, actor=landlord.user, at=NOW)
    assert (homes.fresh(made).case.state, homes.fresh(made).case.turn) == ("association", "association")
    with pytest.raises(NotAllowed):
        homes.move(made, "approve", checker)
    actions.send_back(
        listing=homes.fresh(made), remarks={"rent": "管理費と分けてください"}, text="", actor=checker, at=NOW
    )
    assert state(made) == ("returned", False)
    assert [(row.field, row.text, row.party) for row in made.remarks.all()] == [
        ("rent", "管理費と分けてください", "association")
    ]
    actions.submit(listing=homes.fresh(made), actor=landlord.user, at=NOW)
    assert made.remarks.filter(settled_at=None).count() == 0
    homes.move(made, "pass_on", checker)
    assert homes.fresh(made).case.turn == "staff"
    with pytest.raises(NotAllowed):
        homes.move(made, "approve", landlord.user)
    homes.move(made, "approve", homes.officer())
    assert state(made) == ("published", True)
    assert impossible_states() == []


def test_a_shop_whose_association_does_not_ask_goes_to_the_ward(landlord):
    homes.partner("shop", landlord.organisation, association=homes.partner("association"))
    made = homes.draft(landlord.organisation, landlord.user)
    actions.submit(listing=made, actor=landlord.user, at=NOW)
    assert homes.fresh(made).case.state == "review"


def test_sending_back_needs_words(landlord):
    made = homes.draft(landlord.organisation, landlord.user)
    actions.submit(listing=made, actor=landlord.user, at=NOW)
    with pytest.raises(Refused, match="どこをどう直せばよいか"):
        actions.send_back(listing=homes.fresh(made), remarks={"rent": " "}, text="", actor=homes.officer(), at=NOW)
    assert homes.fresh(made).case.state == "review"


def test_words_at_a_field_stand_in_its_step_until_it_is_handed_in_again(landlord):
    officer = people.staff()
    made = homes.draft(landlord.organisation, landlord.user)
    actions.submit(listing=made, actor=landlord.user, at=NOW)
    answer = officer.client.post(
        reverse("homes:staff_decide", args=[made.public_id, "send_back"]), {"remark-area": "図とちがいます", "text": ""}
    )
    assert answer.url == reverse("homes:staff_list")
    page = landlord.client.get(reverse("homes:partner_step", args=[made.public_id, "memo"]))
    assert [(name, row.text) for name, row in page.context["remarks"]] == [("床面積（㎡）", "図とちがいます")]
    tasks = landlord.client.get(reverse("homes:partner_home", args=[made.public_id])).context["tasks"]
    assert tasks[0][2] == "確認で1か所のお願い"


def test_nobody_of_the_ward_approves_an_own_home():
    officer = people.staff()
    body = homes.partner().organisation
    keeper = homes.keeper(body)
    made = homes.draft(body, keeper)
    actions.submit(listing=made, actor=keeper, at=NOW)
    people.Membership.objects.create(user=officer.user, organisation=body, role=Role.OWNER, joined_at=NOW)
    with pytest.raises(Refused, match="ほかの職員が確かめます"):
        homes.move(made, "approve", officer.user)


def test_day_ten_reminds_once_and_day_fifteen_hides(home):
    assert (run_clocks(at=after(days=9)), Mail.objects.filter(kind="home_confirm").count()) == (0, 0)
    run_clocks(at=after(days=10))
    run_clocks(at=after(days=11))
    letters = Mail.objects.filter(kind="home_confirm")
    assert [letter.subject for letter in letters] == ["部屋が今も空いているか、確かめてください"]
    assert confirm_page(home) in letters[0].body
    assert state(home) == ("published", True)
    run_clocks(at=after(days=14))
    assert state(home) == ("published", True)
    run_clocks(at=after(days=15))
    assert state(home) == ("unconfirmed", False)
    assert Client().get(home.get_absolute_url()).status_code == 410


def test_confirming_starts_the_days_anew(home, landlord):
    run_clocks(at=after(days=10))
    actions.confirm_vacancy(listing=homes.fresh(home), how="web", actor=landlord.user, at=after(days=12))
    run_clocks(at=after(days=15))
    assert state(home) == ("published", True)
    run_clocks(at=after(days=22))
    assert Mail.objects.filter(kind="home_confirm").count() == 2
    run_clocks(at=after(days=27))
    assert state(home) == ("unconfirmed", False)
    actions.confirm_vacancy(listing=homes.fresh(home), how="web", actor=landlord.user, at=after(days=28))
    assert state(home) == ("published", True)


def test_reading_the_mailed_page_confirms_nothing_and_one_tap_does(home):
    run_clocks(at=after(days=15))
    page = Client().get(confirm_page(home))
    assert (page.status_code, Confirmation.objects.count()) == (200, 0)
    assert "今も空いています" in page.content.decode()
    assert state(home) == ("unconfirmed", False)
    Client().post(confirm_page(home) + "?by=qr", {"free": "1"})
    assert state(home) == ("published", True)
    assert [(row.how, row.by) for row in home.confirmations.all()] == [("qr", None)]
    Client().post(confirm_page(home), {"taken": "1"})
    assert state(home) == ("paused", False)
    assert Client().post(confirm_page(home), {"free": "1"}).status_code == 200
    assert state(home) == ("paused", False)


def test_the_mailed_page_tells_no_address(landlord):
    made = homes.home(landlord.organisation, landlord.user, block="37-8", name="架空荘", room_number="203号室")
    page = Client().get(confirm_page(made)).content.decode()
    assert [word for word in ("37-8", "架空荘", "203号室") if word in page] == []
    assert Client().get(reverse("homes:confirm", args=["A" * 22])).status_code == 404


def test_an_application_keeps_the_home_public_and_one_that_passed_closes_it(home):
    actions.application_came(listing=home, actor=None, at=NOW)
    assert state(home) == ("applied", True)
    assert actions.application_came(listing=home, actor=None, at=NOW) is None
    actions.application_passed(listing=home, actor=None, at=NOW)
    assert state(home) == ("reserved", False)
    actions.application_ended(listing=homes.fresh(home), actor=None, at=after(days=2), had_passed=True)
    assert state(home) == ("published", True)
    actions.application_passed(listing=home, actor=None, at=after(days=2))
    actions.application_ended(listing=homes.fresh(home), actor=None, at=after(days=20), had_passed=True)
    assert state(home) == ("unconfirmed", False)


def test_a_home_kept_for_one_household_is_not_freed_by_the_end_of_another(home):
    actions.application_came(listing=home, actor=None, at=NOW)
    actions.application_passed(listing=home, actor=None, at=NOW)
    assert actions.application_ended(listing=homes.fresh(home), actor=None, at=NOW) is None
    assert state(home) == ("reserved", False)
    actions.application_ended(listing=homes.fresh(home), actor=None, at=NOW, had_passed=True, others=True)
    assert state(home) == ("applied", True)
    assert actions.application_ended(listing=homes.fresh(home), actor=None, at=NOW, others=True) is None
    assert state(home) == ("applied", True)
    actions.application_ended(listing=homes.fresh(home), actor=None, at=NOW)
    assert state(home) == ("published", True)
    assert actions.application_ended(listing=homes.fresh(home), actor=None, at=NOW, had_passed=True) is None


def test_a_lease_and_a_withdrawal_look_the_same_from_outside(landlord):
    let = homes.home(landlord.organisation, landlord.user)
    gone = homes.home(landlord.organisation, landlord.user, block="99")
    actions.mark_let(listing=let, actor=people.staff().user, at=NOW)
    homes.move(gone, "withdraw", landlord.user)
    pages = [Client().get(row.get_absolute_url()) for row in (let, gone)]
    assert [page.status_code for page in pages] == [410, 410]
    assert pages[0].content == pages[1].content
    assert (state(let), state(gone)) == (("let", False), ("withdrawn", False))
    assert actions.mark_let(listing=let, actor=None, at=NOW) is None


def test_a_home_whose_confirmation_grew_old_in_review_is_not_published(landlord):
    made = homes.draft(landlord.organisation, landlord.user)
    actions.submit(listing=made, actor=landlord.user, at=NOW)
    with pytest.raises(Refused, match="14日のうちに確かめていません"):
        homes.move(made, "approve", homes.officer(), at=after(days=16))
    assert state(made) == ("review", False)


def test_what_is_being_checked_is_not_written_on(landlord):
    made = homes.draft(landlord.organisation, landlord.user)
    actions.submit(listing=made, actor=landlord.user, at=NOW)
    with pytest.raises(Refused, match="今、書き直せません"):
        homes.write(made, landlord.user, rent=60_000)
    assert homes.fresh(made).rent == 52_000


def test_only_admitted_partners_hand_in_and_the_admission_is_told(landlord):
    homes.partner(organisation=landlord.organisation, admitted_at=None)
    made = homes.draft(landlord.organisation, landlord.user)
    with pytest.raises(Refused, match="登録を確かめています"):
        actions.submit(listing=made, actor=landlord.user, at=NOW)
    actions.admit(partner=Partner.objects.get(), actor=people.staff().user, at=NOW)
    assert [notice.user for notice in Notice.objects.filter(kind="home_partner")] == [landlord.user]
    actions.submit(listing=homes.fresh(made), actor=landlord.user, at=NOW)
    assert homes.fresh(made).case.state == "review"


def test_no_mail_of_a_home_names_its_place(landlord):
    made = homes.home(landlord.organisation, landlord.user, block="37-8", name="架空荘", room_number="203号室")
    run_clocks(at=after(days=10))
    run_clocks(at=after(days=15))
    bodies = " ".join(letter.subject + letter.body for letter in Mail.objects.all())
    assert made.case.number in bodies
    assert [word for word in ("37-8", "架空荘", "203号室", "光が丘") if word in bodies] == []
    assert mail.outbox == []


def test_the_day_of_a_confirmation_is_a_tokyo_day(home, landlord):
    late = NOW.replace(hour=23, minute=30)
    actions.confirm_vacancy(listing=homes.fresh(home), how="web", actor=landlord.user, at=late.astimezone(dt.UTC))
    assert homes.fresh(home).confirmed_on == NOW.date()
