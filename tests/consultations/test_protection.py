"""A protected consultation leaves no trace for anybody who is not named (domain: 3.12)."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from housing.consultations import closing, queries
from housing.consultations.actions import intake, planning, releasing
from housing.consultations.choices import Scope
from housing.consultations.models import Consultation, NamedPerson, Release
from portal.accounts.models import new_token
from portal.audit.models import Entry
from portal.cases.actions import NotAllowed, run_clocks
from portal.lib.refusal import Refused
from portal.notices.actions import deliver, withdraw
from portal.notices.models import Mail, Notice
from portal.search.kinds import all_kinds
from tests import people
from tests.factories.times import NOW
from tests.people import Person

from . import acts

pytestmark = pytest.mark.django_db


class TakenBackMeanwhile(EmailBackend):
    """A server that fails, while somebody takes the mail back."""

    paths: tuple[str, ...] = ()

    def send_messages(self, messages):
        withdraw(paths=self.paths)
        raise OSError


SECRETS = ["架空 まもる", "0311112222", "青い扉の家", "合言葉ひまわり"]


@pytest.fixture
def hidden(street) -> Consultation:
    """Protected, on its way, accompanied by a support corporation of which nobody is named."""
    consultation, _code = intake.open_consultation(
        text="青い扉の家を出ます。",
        actor=street.staff.user,
        channel="counter",
        contact={"name": "架空 まもる", "phone": "0311112222", "call_word": "合言葉ひまわり"},
        protected=True,
        at=NOW,
    )
    acts.agree(consultation, Scope.SUPPORTER, street)
    planning.engage(consultation=consultation, supporter=street.supporter.organisation, actor=street.staff.user, at=NOW)
    for state in acts.ROAD[1 : acts.ROAD.index("informed") + 1]:
        acts.go(street, consultation, state)
    return acts.fresh(consultation)


def everybody(street) -> dict[str, Person]:
    """Whoever is not named."""
    return {
        "nobody": people.nobody(),
        "seeker": street.seeker,
        "other staff": people.staff("betsu"),
        "editor": people.editor(),
        "shop": street.shop,
        "other shop": street.other_shop,
        "supporter": street.supporter,
    }


def every_address(consultation: Consultation) -> Iterator[tuple[str, bool]]:
    """Every address of the portal, and whether it names this consultation."""
    filled = {
        "public_id": consultation.case.public_id,
        "number": consultation.pk,
        "pk": consultation.pk,
        "transition": "withdraw",
        "release": consultation.case.public_id,
        "token": consultation.case.public_id,
        "code": consultation.case.public_id,
    }
    for path, pattern in _patterns(get_resolver(), ""):
        names = list(pattern.pattern.converters)
        if all(name in filled for name in names):
            for name in names:
                path = path.replace(_spelled(pattern, path, name), str(filled[name]))
            yield "/" + path, bool(names)


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        path = prefix + str(each.pattern)
        if "^" in path or "(?P" in path:
            continue
        if isinstance(each, URLResolver):
            yield from _patterns(each, path)
        else:
            yield path, each


def _spelled(pattern: URLPattern, path: str, name: str) -> str:
    return (
        next(part for part in path.split("<") if part.split(">")[0].split(":")[-1] == name)
        .join(["<", ""])
        .split(">")[0]
        + ">"
    )


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def test_every_address_as_everybody(street, hidden):
    addresses = list(every_address(hidden))
    ours = [
        path for path, _named in addresses if path.startswith("/staff/consultations/") and hidden.case.public_id in path
    ]
    assert len(ours) > 10  # the walk does reach the pages that could show it
    traces = []
    for who, person in everybody(street).items():
        for path, named in addresses:
            if path.startswith("/accounts/") or "logout" in path or "failwhale" in path:
                continue
            response = person.client.get(path)
            text = body(response)
            marks = [*SECRETS, hidden.case.number] + ([] if named else [hidden.case.public_id])
            traces += [(who, path, mark) for mark in marks if mark in text]
            if path in ours:
                assert response.status_code in (302, 404, 405), (who, path)
    assert traces == []


def test_the_named_person_does_reach_it(street, hidden):
    page = street.staff.client.get(reverse("consultations:staff_thread", args=[hidden.case.public_id]))
    assert all(secret in page.content.decode() for secret in SECRETS)
    listed = street.staff.client.get(reverse("consultations:staff_protected")).content.decode()
    assert hidden.case.number in listed


def test_even_the_named_person_finds_it_in_no_list_file_or_figure(street, hidden):
    for name in ("staff_list", "staff_csv", "figures", "figures_csv"):
        text = body(street.staff.client.get(reverse(f"consultations:{name}")))
        assert hidden.case.number not in text and hidden.case.public_id not in text
    inbox = street.staff.client.get(reverse("front:staff")).content.decode()
    assert hidden.case.public_id not in inbox
    found = street.staff.client.get(reverse("consultations:staff_list"), {"number": hidden.case.number})
    assert hidden.case.public_id not in found.content.decode()


def test_somebody_elses_acts_are_answered_as_if_it_were_not_there(street, hidden):
    others = everybody(street)
    for who in ("other staff", "shop", "supporter", "seeker"):
        for path, _named in every_address(hidden):
            if "/consultations/" not in path or hidden.case.public_id not in path:
                continue
            known = others[who].client.post(path, {"text": "x"})
            unknown = others[who].client.post(path.replace(hidden.case.public_id, new_token()), {"text": "x"})
            assert known.status_code in (404, 405), (who, path)
            assert known.status_code == unknown.status_code, (who, path)
    assert acts.fresh(hidden).case.version == hidden.case.version


def test_the_figures_do_not_move(street):
    before = body(street.staff.client.get(reverse("consultations:figures_csv")))
    for _count in range(12):
        intake.open_consultation(text="x", actor=street.staff.user, channel="phone", protected=True, at=NOW)
    assert body(street.staff.client.get(reverse("consultations:figures_csv"))) == before


def test_no_mail_and_no_notice_but_to_the_named_and_with_nothing_in_it(street, hidden):
    betsu = people.staff("betsu")
    run_clocks(at=NOW + dt.timedelta(days=20))
    told = {notice.user.email for notice in Notice.objects.filter(path__contains=hidden.case.public_id)}
    assert told == {street.staff.user.email}
    assert not Notice.objects.filter(user=betsu.user).exists()
    words = [mail.subject + mail.body for mail in Mail.objects.all()]
    words += [notice.subject + notice.body for notice in Notice.objects.all()]
    assert not [text for text in words for mark in [*SECRETS, hidden.case.number] if mark in text]


def test_no_search_knows_of_consultations(street, hidden):
    assert "consultation" not in {kind.name for kind in all_kinds()}


def test_the_card_of_a_protected_consultation_tells_nothing_of_it(street, hidden):
    inquiry = hidden.cards.get().inquiries.get(organisation=street.shop.organisation)
    page = street.shop.client.get(reverse("consultations:card", args=[inquiry.public_id])).content.decode()
    assert inquiry.card.__str__() in page
    assert not [mark for mark in [*SECRETS, hidden.case.number, hidden.case.public_id] if mark in page]


def test_paper_and_files_need_a_second_person(street, hidden):
    second = people.staff("futari")
    intake.name_person(consultation=hidden, user=second.user, actor=street.staff.user, at=NOW)
    sheet = reverse("consultations:staff_sheet", args=[hidden.case.public_id])
    assert street.staff.client.post(sheet).status_code == 302
    street.staff.client.post(
        reverse("consultations:staff_release", args=[hidden.case.public_id]), {"kind": "print", "purpose": "面談で渡す"}
    )
    release = Release.objects.get()
    allow = reverse("consultations:staff_let_out", args=[hidden.case.public_id, release.public_id])
    street.staff.client.post(allow)
    assert street.staff.client.post(sheet).status_code == 302  # nobody lets out what she asked for herself
    second.client.post(allow)
    assert street.staff.client.post(sheet).status_code == 200
    assert street.staff.client.post(sheet).status_code == 302  # once
    export = reverse("consultations:staff_export", args=[hidden.case.public_id])
    assert street.staff.client.post(export).status_code == 302  # a print is no export


def test_the_database_refuses_one_person_for_both(street, hidden):
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(
            consultation=hidden, kind="print", purpose="x", asked_by=street.staff.user, asked_at=NOW,
            released_by=street.staff.user, released_at=NOW,
        )  # fmt: skip


def test_a_release_lapses_after_a_day(street, hidden):
    second = people.staff("futari")
    intake.name_person(consultation=hidden, user=second.user, actor=street.staff.user, at=NOW)
    asked = releasing.ask_release(
        consultation=hidden, kind="export", purpose="引き継ぎ", actor=street.staff.user, at=NOW
    )
    releasing.let_out(release=asked, actor=second.user, at=NOW)
    with pytest.raises(Refused):
        releasing.take_out(consultation=hidden, kind="export", actor=street.staff.user, at=NOW + dt.timedelta(hours=25))


def test_whoever_opens_it_is_written_down(street, hidden):
    street.staff.client.get(reverse("consultations:staff_thread", args=[hidden.case.public_id]))
    entry = Entry.objects.filter(action="consultation.read").latest("sequence")
    assert (entry.actor_id, entry.subject_key) == (street.staff.user.pk, str(hidden.pk))


def test_a_named_person_of_the_support_corporation_reaches_it(street, hidden):
    there = reverse("consultations:supporter_thread", args=[hidden.case.public_id])
    assert street.supporter.client.get(there).status_code == 404
    intake.name_person(consultation=hidden, user=street.supporter.user, actor=street.staff.user, at=NOW)
    assert street.supporter.client.get(there).status_code == 200


def test_somebody_of_the_ward_always_remains_named(street, hidden):
    with pytest.raises(Refused):
        intake.unname(named=NamedPerson.objects.get(), actor=street.staff.user, at=NOW)


def test_from_the_moment_it_is_protected_it_is_gone_from_the_list(street):
    consultation = acts.opened(street)
    betsu = people.staff("betsu")
    assert consultation.case.number in betsu.client.get(reverse("consultations:staff_list")).content.decode()
    street.staff.client.post(reverse("consultations:staff_protect", args=[consultation.case.public_id]))
    assert consultation.case.number not in betsu.client.get(reverse("consultations:staff_list")).content.decode()
    assert betsu.client.get(reverse("front:staff")).content.decode().count(consultation.case.public_id) == 0
    there = reverse("consultations:staff_thread", args=[consultation.case.public_id])
    assert betsu.client.get(there).status_code == 404


def test_whoever_may_not_know_can_do_nothing_to_it(street, hidden):
    betsu = people.staff("betsu").user
    told = {"consultation": hidden, "actor": betsu, "at": NOW}
    for act in (
        lambda: intake.protect(**told),
        lambda: intake.agree(scope=Scope.CONTACT, how="call", **told),
        lambda: releasing.ask_release(kind="print", purpose="x", **told),
        lambda: planning.disengage(**told),
        lambda: planning.engage(supporter=street.supporter.organisation, **told),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not hidden.named.filter(user=betsu).exists()
    assert acts.fresh(hidden).supporter == street.supporter.organisation


def test_the_last_of_the_ward_does_not_go_away(street, hidden):
    staff, second = street.staff.user, people.staff("futari").user
    alone = "あなただけが担当の、保護する相談が1件あります。先に、ほかの職員を指名してください。"
    assert list(closing.obstacles(staff)) == [alone]
    intake.name_person(consultation=hidden, user=second, actor=staff, at=NOW)
    assert list(closing.obstacles(staff)) == []
    second.is_active = False
    second.save()
    assert list(closing.obstacles(staff)) == [alone]
    with pytest.raises(Refused):
        intake.unname(named=hidden.named.get(user=staff), actor=staff, at=NOW)
    assert list(queries.protected_without_people()) == []
    staff.is_active = False
    staff.save()
    assert list(queries.protected_without_people()) == [f"protected consultation {hidden.pk} has nobody named"]


def test_from_then_on_the_shop_reads_no_name_until_she_agrees_anew(street):
    consultation = acts.at_state(street, "applied", person=street.seeker.user)
    there = reverse("consultations:dealing", args=[consultation.current.public_id])
    assert "架空 ふみ" in street.shop.client.get(there).content.decode()
    intake.protect(consultation=consultation, actor=street.staff.user, at=NOW)
    page = street.shop.client.get(there).content.decode()
    assert "架空 ふみ" not in page and "0300000000" not in page
    shop = street.shop.organisation
    acts.agree(consultation, Scope.SHOP, street, shop)
    assert "架空 ふみ" in street.shop.client.get(there).content.decode()
    intake.protect(consultation=consultation, actor=street.staff.user, at=NOW)  # a second time changes nothing
    assert "架空 ふみ" in street.shop.client.get(there).content.decode()


def test_the_viewing_leaves_the_calendars_without_a_word(street):
    consultation = acts.at_state(street, "viewing_set", person=street.seeker.user)
    booking, told = consultation.current.booking, [notice.pk for notice in Notice.objects.all()]
    intake.protect(consultation=consultation, actor=street.staff.user, at=NOW)
    booking.refresh_from_db()
    row = acts.fresh(consultation)
    assert (booking.state, row.current.booking, row.case.state) == ("cancelled", None, "viewing_set")
    assert row.current.viewing_at is not None
    assert not Notice.objects.exclude(pk__in=told).exists()


def test_what_was_on_its_way_to_others_is_taken_back(street):
    betsu, seeker = people.staff("betsu"), street.seeker
    other = acts.opened(street, person=seeker.user)
    consultation = acts.opened(street, person=seeker.user)
    for row in (other, consultation):
        acts.move(row, "write", None, text="急いでいます。")
        acts.move(row, "answer", street.staff.user, text="はい。")
        acts.move(row, "ask_again", seeker.user, text="見たいです。")
    deliver(at=NOW, limit=1)
    left = Mail.objects.get(state="sent")
    told = Notice.objects.filter(path__contains=consultation.case.public_id)
    assert told.filter(user=betsu.user).count() == 2
    intake.protect(consultation=consultation, actor=street.staff.user, at=NOW)
    assert {notice.user for notice in told} == {street.staff.user}
    there = f"/{consultation.case.public_id}/"
    still = Mail.objects.filter(state="waiting", body__contains=there).values_list("to", flat=True)
    assert set(still) == {street.staff.user.email}
    assert list(Mail.objects.filter(state="waiting", to=seeker.user.email)) == []
    assert Mail.objects.get(pk=left.pk).state == "sent"
    around = Mail.objects.filter(state="waiting", body__contains=f"/{other.case.public_id}/")
    assert around.filter(to=betsu.user.email).exists()
    assert Notice.objects.filter(user=betsu.user, path__contains=other.case.public_id).count() == 2


def test_mail_that_a_server_put_off_is_taken_back_too(street):
    betsu = people.staff("betsu")
    consultation = acts.opened(street)
    acts.move(consultation, "write", None, text="急いでいます。")
    Mail.objects.filter(to=betsu.user.email).update(state="failed")
    intake.protect(consultation=consultation, actor=street.staff.user, at=NOW)
    assert [(row.state, row.body) for row in Mail.objects.filter(to=betsu.user.email)] == [("expired", "")]


def test_mail_taken_back_while_a_server_refuses_it_is_not_sent_later(street, settings):
    consultation = acts.opened(street)
    Mail.objects.all().delete()
    acts.move(consultation, "write", None, text="急いでいます。")
    settings.EMAIL_BACKEND = "tests.consultations.test_protection.TakenBackMeanwhile"
    TakenBackMeanwhile.paths = (reverse("consultations:staff_thread", args=[consultation.case.public_id]),)
    deliver(at=NOW)
    assert {mail.state for mail in Mail.objects.all()} == {"expired"}
    assert Mail.objects.filter(attempts=1).count() == 1  # the one that was on the wire
    assert withdraw(paths=[]) == 0
