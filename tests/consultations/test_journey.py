"""One person from asking to moving in, as she, the ward and the shop click it."""

import datetime as dt

import pytest
from django.urls import reverse

from housing.consultations.models import Consultation, Inquiry
from tests.factories import homes
from tests.factories.times import NOW

from . import acts

pytestmark = pytest.mark.django_db


def test_from_the_first_word_to_a_lease(street):
    person, staff, shop = street.seeker.client, street.staff.client, street.shop.client
    person.post(
        reverse("consultations:start"),
        {
            "text": "段差の少ない部屋をさがしています。",
            "keep": "on",
            "reach": "yes",
            "name": "架空 ふみ",
            "phone": "0300000000",
            "agrees": "on",
            "home": street.home.public_id,
        },
    )
    consultation = Consultation.objects.get()
    assert consultation.case.person == street.seeker.user

    do(staff, "staff_act", consultation, "contact")
    page = staff.get(reverse("consultations:staff_wishes", args=[consultation.case.public_id]))
    assert page.status_code == 200
    send(
        staff, "staff_wishes", consultation,
        must="1階がよい", elders="1", rent_limit="56000", step="60", has_contact="false",
    )  # fmt: skip
    do(staff, "staff_act", consultation, "sorted")
    do(staff, "staff_act", consultation, "decide", **acts.RUBRIC, plan="information", reason="自分で進められるため")
    card = {name: value for name, value in acts.CARD.items() if name != "rent_low"}
    checked = staff.post(url("staff_card", consultation), card)
    assert "お店にはこう見えます" in checked.content.decode()
    send(staff, "staff_card", consultation, send="1", **card)
    assert state(consultation) == "asking"

    for inquiry in Inquiry.objects.all():
        if inquiry.organisation == street.shop.organisation:
            page = shop.get(reverse("consultations:card", args=[inquiry.public_id])).content.decode()
            assert "75歳以上" in page and "架空 ふみ" not in page and "0300000000" not in page
            answer(shop, inquiry, answer="yes", listings=[street.home.pk])
        else:
            answer(street.other_shop.client, inquiry, answer="no", reason="taken")
    assert state(consultation) == "answers"

    page = staff.get(url("staff_refer", consultation)).content.decode()
    assert "確認が必要です" in page and "店の返事" in page
    send(staff, "staff_refer", consultation, listings=[street.home.pk], how="web", note="どうぞ")
    page = person.get(url("thread", consultation)).content.decode()
    assert "確認が必要です" in page

    home = acts.fresh(consultation).referrals.get().homes.get()
    assert home.rules_version and home.verdict["lines"][0]["sentence"]
    do(person, "act", consultation, "choose", home=home.pk, with_company="on", interpreter="手話")
    dealing = reverse("consultations:dealing", args=[home.public_id])
    page = shop.get(dealing).content.decode()
    assert "区か居住支援法人の人が一緒に行きます" in page and "手話" in page and "架空 ふみ" not in page
    deal(shop, home, "set_viewing", day="2026年11月30日", time="10:00", place="架空台駅")
    assert acts.fresh(consultation).case.due_on == dt.date(2026, 11, 30)
    home.refresh_from_db()
    assert home.booking.person == street.seeker.user
    deal(shop, home, "viewed")
    do(person, "act", consultation, "apply", agrees="on")
    page = shop.get(dealing).content.decode()
    assert "架空 ふみ" in page and "0300000000" in page
    deal(shop, home, "papers")
    deal(shop, home, "pass")
    deal(
        shop, home, "lease",
        landlord="架空 大家", leased_on="2026年11月24日", moved_in_on="2026年12月1日", rent="52000", fee="3000",
    )  # fmt: skip
    assert state(consultation) == "leased"
    street.home.refresh_from_db()
    assert (street.home.is_public, street.home.case.state) == (False, "let")
    do(staff, "staff_act", consultation, "grant", grant_yen="60000", grant_source="家主支援補助金（架空）")
    lease = acts.fresh(consultation).leases.get()
    assert (lease.landlord, lease.rent, lease.grant_yen) == ("架空 大家", 52_000, 60_000)
    do(staff, "staff_act", consultation, "move_in")
    assert acts.fresh(consultation).case.due_on == dt.date(2026, 12, 31)


def test_what_was_handed_over_stays_as_it_was(street):
    consultation = acts.at_state(street, "informed")
    before = consultation.referrals.get().homes.get().verdict
    street.home.rent = 90_000
    street.home.save()
    page = street.staff.client.get(url("staff_thread", consultation)).content.decode()
    assert next(line["sentence"] for line in before["lines"] if line["code"].endswith("M01")) in page


def test_homes_sent_twice_are_handed_over_once(street):
    consultation = acts.at_state(street, "answers")
    page = street.staff.client.get(url("staff_refer", consultation)).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    for _time in range(2):
        send(street.staff.client, "staff_refer", consultation, listings=[street.home.pk], how="web", key=key)
    assert consultation.referrals.count() == 1


def test_a_screening_that_failed_says_why_and_who_goes_on(street):
    consultation = acts.at_state(street, "screening", person=street.seeker.user)
    home = consultation.current
    deal(street.shop.client, home, "refuse", reason="guarantee", remark="店の内々のことば")
    page = street.seeker.client.get(url("thread", consultation)).content.decode()
    assert "居住支援法人に、保証の方法を相談します。" in page
    assert "店の内々のことば" not in page
    assert "店の内々のことば" in street.staff.client.get(url("staff_thread", consultation)).content.decode()
    street.home.refresh_from_db()
    assert street.home.case.state == "published"


def test_the_contract_needs_consent_for_this_one_shop(street):
    consultation = acts.at_state(street, "viewed", person=street.seeker.user)
    refused = street.seeker.client.post(
        reverse("consultations:act", args=[consultation.case.public_id, "apply"]), {"text": "お願いします"}
    )
    assert refused.status_code == 422
    assert "この店に名前と電話番号を伝えることへの同意が必要です" in refused.content.decode()
    assert "お願いします" in refused.content.decode()


def test_staying_is_checked_at_30_90_and_180_days_and_ends_well(street):
    consultation = acts.at_state(street, "moved_in")
    for days, state_then, due in (
        (30, "stayed_30", dt.date(2027, 3, 1)),
        (90, "stayed_90", dt.date(2027, 5, 30)),
        (180, "closed", None),
    ):
        at = NOW + dt.timedelta(days=days + 7)
        row = acts.move(consultation, f"stay_{days}", street.staff.user, at)
        assert (row.case.state, row.case.due_on) == (state_then, due)
    assert row.outcome == "settled"
    assert [check.days for check in row.leases.get().checks.all()] == [30, 90, 180]


def url(name: str, consultation: Consultation) -> str:
    return reverse(f"consultations:{name}", args=[consultation.case.public_id])


def state(consultation: Consultation) -> str:
    return acts.fresh(consultation).case.state


def do(client, name: str, consultation: Consultation, step: str, **data) -> None:
    case = acts.fresh(consultation).case
    there = reverse(f"consultations:{name}", args=[case.public_id, step])
    done(client.post(there, {"version": case.version, **data}))


def send(client, name: str, consultation: Consultation, **data) -> None:
    done(client.post(url(name, consultation), data))


def answer(client, inquiry: Inquiry, **data) -> None:
    done(client.post(reverse("consultations:card", args=[inquiry.public_id]), data))


def deal(client, home, step: str, **data) -> None:
    done(client.post(reverse("consultations:dealing_act", args=[home.public_id, step]), data))


def done(response) -> None:
    assert response.status_code == 302, response.content.decode()[-4000:]


def test_a_household_that_passed_and_lets_go_frees_the_home_for_the_next(street):
    first, second = (acts.at_state(street, "screening") for _each in range(2))
    acts.go(street, first, "contract")
    assert homes.fresh(street.home).case.state == "reserved"
    acts.move(second, "refuse", street.shop.user, reason="taken")
    assert homes.fresh(street.home).case.state == "reserved"
    acts.move(first, "withdraw", street.staff.user)
    assert homes.fresh(street.home).case.state == "published"
