"""Every address × every person × {own, other's, missing}: other's answers as missing does.

The list is made from the URL map: an address that is added and not placed here fails the suite.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from portal.accounts.models import Membership
from portal.audit.models import Entry
from portal.lib.dates import fiscal_year, tokyo_date
from portal.search.actions import rebuild
from tests import people
from tests.factories.worlds import MISSING, World, world
from tests.people import Person

pytestmark = pytest.mark.django_db
CAST = [
    "nobody", "seeker", "another seeker", "employer", "another employer", "association", "another association",
    "supporter", "another supporter", "staff", "editor",
]  # fmt: skip
Args = dict[str, object]


@dataclass(frozen=True)
class Place:
    """What an address takes from a world, and who may see it there. `extra` are arguments that name no row."""

    args: dict[str, str]
    who: str
    extra: tuple[tuple[str, str], ...] = ()

    def of(self, world: World) -> Args:
        return {name: world.keys[key] for name, key in self.args.items()} | dict(self.extra)

    @property
    def nothing(self) -> Args:
        return dict.fromkeys(self.args, MISSING) | dict(self.extra)


def at(who: str, extra: tuple[tuple[str, str], ...] = (), **args: str) -> Place:
    return Place(args, who, extra)


BODY = {"public_id": "organisation"}
OWN = {"public_id": "unseen"}
HOME = {"public_id": "home_draft"}
ASKED = {"public_id": "consultation"}
GOES = {"public_id": "support"}
WRITTEN = {"public_id": "filing_draft"}
FILED = {"public_id": "filing_sent"}
YEAR = str(fiscal_year(tokyo_date(timezone.now())))
EMPLOYERS, SEEKERS = (("desk", "employer"),), (("desk", "my"),)
PLACES = {
    "api:facility_detail": at("everybody", public_id="facility"),
    "api:vacancy_detail": at("everybody", public_id="public"),
    "people:invitation": at("seeker", token="token"),
    "people:organisation": at("employer", **BODY),
    "people:edit_organisation": at("employer", **BODY),
    "people:invite": at("employer", **BODY),
    "people:withdraw_invitation": at("employer", **BODY, invitation="invitation"),
    "people:change_role": at("employer", **BODY, member="member"),
    "people:end_membership": at("employer", **BODY, member="member"),
    "people:staff_organisation": at("staff", **BODY),
    "people:verify_organisation": at("staff", **BODY),
    "people:retry_mail": at("staff", public_id="mail"),
    "notices:read": at("seeker", public_id="notice"),
    "bookings:take": at("nobody at all", public_id="slot"),
    "bookings:detail": at("both", public_id="booking"),
    "bookings:cancel": at("both", public_id="booking"),
    "bookings:calendar": at("both", public_id="booking"),
    "search:stop": at("everybody", token="saved"),
    "search:save": at("signed in", (("kind", "vacancy"),)),
    "search:change": at("seeker", token="saved"),
    "search:forget": at("seeker", token="saved"),
    "files:download": at("both", public_id="resume"),
    "facilities:detail": at("everybody", public_id="facility"),
    "facilities:operator": at("staff", public_id="facility"),
    "facilities:fact": at("staff", public_id="facility"),
    "seekers:show": at("seeker", public_id="hidden"),
    "seekers:keep": at("everybody", public_id="public"),
    "applications:ask": at("signed in", public_id="public"),
    "applications:visit": at("signed in", public_id="public"),
    "applications:apply": at("signed in", public_id="public"),
    "applications:end_visit": at("employer", public_id="slot"),
    "applications:thread": at("parties", public_id="thread"),
    "applications:sent": at("seeker", public_id="thread"),
    "applications:message": at("parties", public_id="thread"),
    "applications:act": at("parties", (("transition", "withdraw"),), public_id="thread"),
    "vacancies:detail": at("everybody", public_id="public"),
    "vacancies:print": at("everybody", public_id="public"),
    "vacancies:employer_import_preview": at("employer", public_id="import"),
    "vacancies:employer_task_list": at("employer", **OWN),
    "vacancies:employer_step": at("employer", (("code", "pay"),), **OWN),
    "vacancies:employer_check": at("employer", **OWN),
    "vacancies:employer_submit": at("employer", **OWN),
    "vacancies:employer_done": at("employer", **OWN),
    "vacancies:employer_change": at("employer", **OWN),
    "vacancies:employer_copy": at("employer", **OWN),
    "vacancies:employer_act": at("employer", (("transition", "close"),), **OWN),
    "api:home_detail": at("everybody", public_id="home"),
    "homes:detail": at("everybody", public_id="home"),
    "homes:photo": at("everybody", public_id="home_photo"),
    "homes:confirm": at("everybody", token="confirmation"),
    "homes:partner_home": at("employer", **HOME),
    "homes:partner_step": at("employer", (("code", "memo"),), **HOME),
    "homes:partner_act": at("employer", (("transition", "withdraw"),), **HOME),
    "homes:partner_care": at("employer", **HOME),
    "homes:partner_check": at("employer", **HOME),
    "homes:partner_copy": at("employer", **HOME),
    "homes:partner_done": at("employer", **HOME),
    "homes:partner_pack": at("employer", **HOME),
    "homes:partner_pack_csv": at("employer", **HOME),
    "homes:partner_photos": at("employer", **HOME),
    "homes:partner_qr": at("employer", public_id="home"),
    "homes:partner_remove_photo": at("employer", public_id="home", photo="photo"),
    "homes:partner_submit": at("employer", **HOME),
    "homes:partner_import_preview": at("employer", public_id="home_import"),
    "homes:partner_review": at("association", public_id="home_waiting"),
    "homes:partner_decide": at("association", (("transition", "pass_on"),), public_id="home_waiting"),
    "homes:staff_review": at("staff", public_id="home_review"),
    "homes:staff_decide": at("staff", (("transition", "approve"),), public_id="home_review"),
    "homes:staff_partner": at("staff", public_id="partner"),
    "homes:staff_seen": at("staff", public_id="home"),
    "consultations:thread": at("seeker", **ASKED),
    "consultations:act": at("seeker", (("transition", "withdraw"),), **ASKED),
    "consultations:message": at("seeker", **ASKED),
    "consultations:sheet": at("seeker", **ASKED),
    "consultations:card": at("employer", public_id="card"),
    "consultations:pass_on": at("nobody at all", public_id="card"),
    "consultations:dealing": at("employer", public_id="dealing"),
    "consultations:dealing_act": at("employer", (("transition", "viewed"),), public_id="dealing"),
    **{
        f"consultations:staff_{name}": at("staff", **ASKED)
        for name in (
            "card",
            "consent",
            "export",
            "message",
            "name",
            "protect",
            "refer",
            "release",
            "sheet",
            "supporter",
            "take",
            "thread",
            "wishes",
        )
    },
    "consultations:staff_act": at("staff", (("transition", "withdraw"),), **ASKED),
    "consultations:supporter_thread": at("supporter", public_id="accompanied"),
    "consultations:supporter_act": at("supporter", (("transition", "withdraw"),), public_id="accompanied"),
    "consultations:supporter_message": at("supporter", public_id="accompanied"),
    "consultations:supporter_sheet": at("supporter", public_id="accompanied"),
    "fit:question": at("everybody", (("code", "who"),)),
    "support:month": at("supporters", (("month", "2026-11"),)),
    "support:close_month": at("supporters", (("month", "2026-11"),)),
    "support:month_csv": at("supporters", (("month", "2026-11"), ("table", "sums"))),
    "support:case": at("supporter", **GOES),
    "support:act": at("supporter", (("transition", "evaluate"),), **GOES),
    "support:message": at("supporter", **GOES),
    "support:log": at("supporter", **GOES),
    "support:correct": at("supporter", **GOES, log="log"),
    "support:task": at("supporter", **GOES),
    "support:finish_task": at("supporter", **GOES, task="task"),
    "support:drop_task": at("supporter", **GOES, task="task"),
    "support:ask": at("staff", public_id="accompanied"),
    "support:staff_case": at("staff", **GOES),
    "support:staff_act": at("staff", (("transition", "withdraw"),), **GOES),
    "support:staff_message": at("staff", **GOES),
    "support:staff_month": at("staff", (("month", "2026-11"),), public_id="corporation"),
    "support:open_month": at("staff", (("month", "2026-11"),), public_id="corporation"),
    "support:staff_month_csv": at("staff", (("month", "2026-11"), ("table", "sums")), public_id="corporation"),
    "filings:tasks": at("employer", EMPLOYERS, **WRITTEN),
    "filings:task": at("employer", (*EMPLOYERS, ("code", "declaration")), **WRITTEN),
    **{
        f"filings:{name}": at("employer", (*EMPLOYERS, ("code", "leases")), **WRITTEN)
        for name in ("new_row", "upload", "template")
    },
    "filings:row": at("employer", (*EMPLOYERS, ("code", "leases")), **WRITTEN, row_key="filing_row"),
    "filings:remove_row": at("employer", (*EMPLOYERS, ("code", "leases")), **WRITTEN, row_key="filing_row"),
    "filings:add_document": at("employer", (*EMPLOYERS, ("code", "documents"), ("slot", "lease")), **WRITTEN),
    "filings:remove_document": at(
        "employer", (*EMPLOYERS, ("code", "documents")), **WRITTEN, document="filing_document"
    ),
    **{f"filings:{name}": at("employer", EMPLOYERS, **WRITTEN) for name in ("check", "submit", "withdraw")},
    **{f"filings:{name}": at("seeker", SEEKERS, **FILED) for name in ("receipt", "correction")},
    "filings:grant": at("seeker", SEEKERS, public_id="grant_sent"),
    "filings:message": at("seeker", SEEKERS, public_id="grant_sent"),
    "filings:open": at("seeker", (*SEEKERS, ("kind", "report")), public_id="grant_sent"),
    "filings:changes_seen": at("seeker", SEEKERS, public_id="grant_sent"),
    **{
        f"filings:{name}": at("staff", **FILED)
        for name in ("staff_filing", "ask", "lines", "verify", "reopen", "lapse", "take")
    },
    "filings:staff_grant": at("staff", public_id="grant_sent"),
    "filings:staff_message": at("staff", public_id="grant_sent"),
    "filings:staff_open": at("staff", (("kind", "report"),), public_id="grant_sent"),
    **{
        f"decisions:{name}": at("staff", public_id="decision")
        for name in (
            "detail",
            "revise",
            "circulate",
            "agree",
            "send_back",
            "record",
            "issue",
            "drop",
            "posted",
            "preview",
            "package",
        )
    },
    "decisions:draft": at("staff", (("kind", "award_fixed"),), public_id="filing_ready"),
    "decisions:revoke": at("staff", public_id="grant_sent"),
    "decisions:letter": at("seeker", public_id="decision_out"),
    "decisions:give_up": at("seeker", public_id="decision_out"),
    **{
        f"budget:{name}": at("staff", (("year", YEAR), ("scheme", "nursery_housing")))
        for name in ("detail", "entries", "put", "transfer")
    },
    "catalogue:scheme": at("everybody", (("code", "nursery_housing"),)),
    **{f"catalogue:{name}": at("everybody", (("code", "nursery_housing"),)) for name in ("check", "result", "forget")},
    "catalogue:remind": at("signed in", (("code", "practitioner_course"),)),
    "schemes:new": at("staff", (("code", "nursery_housing"),)),
    "schemes:edit": at("staff", (("part", "words"),), public_id="version"),
    "schemes:letter": at("staff", (("kind", "award_fixed"),), public_id="version"),
    **{
        f"schemes:{name}": at("staff", public_id="version")
        for name in ("version", "differences", "new_example", "publish")
    },
    "letters:download": at("both_with_ward", public_id="letter"),
    "letters:verify": at("everybody", public_id="letter"),
    "vacancies:staff_review": at("staff", public_id="waiting"),
    "vacancies:staff_decide": at("staff", (("transition", "approve"),), public_id="waiting"),
}
# Pages for everybody that show one row: a row that is not public must not be told from a missing one.
UNSEEN_HOMES = ["homes:detail", "api:home_detail"]
UNSEEN = ["vacancies:detail", "vacancies:print", "api:vacancy_detail", "seekers:keep"]
UNSEEN += ["applications:ask", "applications:visit", "applications:apply"]
# Addresses whose arguments name no row of a person; visited by their own tests below.
ELSEWHERE = {
    "wagtail_serve": "pages of the tree are for everybody",
    "media/images/<path:path>": "sized pictures are for everybody",
    "wagtaildocs_serve": "documents, see test_documents",
    "wagtaildocs_authenticate_with_password": "the door of a document, see test_documents",
    "mfa_remove_webauthn": "keys have numbers, see test_passkeys",
    "mfa_edit_webauthn": "keys have numbers, see test_passkeys",
}
ELSEWHERE |= {
    "consultations:page_act": "the page behind a code, see tests/consultations",
    "consultations:take_back": "consents have numbers, see tests/consultations",
    "consultations:staff_unname": "a protected case, see tests/consultations",
    "consultations:staff_let_out": "a protected case, see tests/consultations",
    "support:check": "checks begin with moving in, see tests/support",
    "filings:preview": "a table that waits for a decision, see tests/filings",
    "filings:seen": "items of a correction have numbers, see tests/filings",
    "filings:paper": "a scheme's form for the ward, see tests/filings",
    "filings:end_mandate": "agents of an organisation, see tests/filings",
    "schemes:example": "examples have numbers, see tests/grant_schemes",
    "schemes:remove_example": "examples have numbers, see tests/grant_schemes",
    "payments:account": "opens when a payment has failed, see tests/payments",
}
ELSEWHERE |= {
    f"payments:{name}": "batches and recoveries begin with money, see tests/payments"
    for name in (
        "again",
        "batch",
        "drop",
        "file",
        "order",
        "recovery",
        "release",
        "repay",
        "take_out",
        "write_off",
    )
}
ADMIN = "cms-admin/"
WORDS_AND_ICONS = {"wagtailadmin_javascript_catalog", "wagtailadmin_sprite"}  # the same for everybody


def walk(patterns, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, here, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield here, f"{space}{pattern.name}" if pattern.name else here


def addresses() -> dict[str, str]:
    """Name to route of everything outside the editors' admin."""
    return {name: route for route, name in walk(get_resolver().url_patterns) if not route.startswith(ADMIN)}


def plain_addresses() -> list[str]:
    """The names without arguments."""
    return [name for name, route in addresses().items() if not re.search(r"[<(]", route)]


@dataclass
class Stage:
    one: World
    two: World
    cast: dict[str, Person]

    def worlds(self, person: str) -> list[tuple[World, bool]]:
        """Each world, and whether it is this person's own."""
        own = 2 if person.startswith("another ") else 1 if f"another {person}" in CAST else None
        return [(self.one, own == 1), (self.two, own == 2)]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Stage]:
    """Built once and rolled back at the end; each test works in a savepoint of it."""
    files = tmp_path_factory.mktemp("stage")
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(
            VAR_DIR=files, MEDIA_ROOT=files, PRIVATE_FILES_ROOT=files, SEARCH_INDEX_FILE=files / "search.sqlite3"
        ),
    ):
        editor, staff = people.editor(), people.staff()
        one = world("7000012050002", "hana", staff, ("4000012050005", "6000012070001"))
        two = world("2000012050003", "jiro", staff, ("8000012050006", "1000012050004"))
        everybody = [
            people.nobody(), one.seeker, two.seeker, one.employer, two.employer, one.quarter.association,
            two.quarter.association, one.quarter.supporter, two.quarter.supporter, staff, editor,
        ]  # fmt: skip
        for person in everybody:
            person.client.raise_request_exception = False
        yield Stage(one, two, dict(zip(CAST, everybody, strict=True)))
        transaction.set_rollback(True)


@pytest.fixture
def stage(built, db) -> Stage:
    rebuild()
    return built


def sees(place: Place, person: str, own: bool) -> bool:
    role = person.removeprefix("another ")
    if place.who in ("everybody", "signed in"):
        return place.who == "everybody" or role != "nobody"
    allowed = {
        "staff": ["staff"],
        "seeker": ["seeker"] * own,
        "employer": ["employer"] * own,
        "both": ["seeker", "employer"] * own,
        "parties": ["staff", *["seeker", "employer"] * own],
        "both_with_ward": ["staff", *["seeker"] * own],
        "association": ["association"] * own,
        "supporter": ["supporter"] * own,
        "supporters": ["supporter"],
    }
    return role in allowed.get(place.who, [])


def told(answer: HttpResponse, args: Args) -> tuple[int, dict[str, str], list[str], str]:
    """What somebody can learn from an answer, without the address they typed themselves and without tokens."""
    body, headers = answer.getvalue().decode(), dict(answer.items())
    for echo in (quote(str(value)) for value in args.values() if len(str(value)) > 6):
        body = body.replace(echo, "ECHO")
        headers = {name: text.replace(echo, "ECHO") for name, text in headers.items()}
    body = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", body)
    for clock in ("Content-Length", "Expires"):
        headers.pop(clock, None)
    return answer.status_code, headers, sorted(answer.cookies), body


def same(stranger: Callable[[Args], HttpResponse], theirs: Args, nothing: Args) -> list[str]:
    found, missing = told(stranger(theirs), theirs), told(stranger(nothing), nothing)
    names = ["status", "headers", "cookies", "body"]
    differs = [(name, a, b) for name, a, b in zip(names, found, missing, strict=True) if a != b]
    failed = ["it fails"] if max(found[0], missing[0]) >= 500 else []
    return failed + [name if name == "body" else f"{name} {a}, missing {b}" for name, a, b in differs]


def test_every_address_has_its_place():
    found = addresses()
    assert len(found) > 90
    assert sorted(set(found) - set(PLACES) - set(ELSEWHERE) - set(plain_addresses())) == []
    assert sorted((set(PLACES) | set(ELSEWHERE)) - set(found)) == []
    assert set(UNSEEN) <= set(PLACES)


@pytest.mark.parametrize("person", CAST)
def test_addresses_with_a_row(stage, person):
    client, wrong = stage.cast[person].client, []
    for name, place in PLACES.items():
        for around, own in stage.worlds(person):
            theirs = place.of(around)
            if sees(place, person, own):
                status = client.get(reverse(name, kwargs=theirs)).status_code
                wrong += [] if status in (200, 302, 405) else [f"GET {name}: {status}"]
                continue
            before = Entry.objects.count()
            for method in (client.get, client.post):
                differs = same(lambda args, ask=method, to=name: ask(reverse(to, kwargs=args)), theirs, place.nothing)
                wrong += [f"{method.__name__} {name}: {text}" for text in differs]
            wrong += [f"{name}: something was written"] if Entry.objects.count() != before else []
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("person", CAST)
def test_rows_that_are_not_public(stage, person):
    client, wrong = stage.cast[person].client, []
    for name in UNSEEN:
        for around, _own in stage.worlds(person):
            hidden, nothing = {"public_id": around.keys["unseen"]}, {"public_id": MISSING}
            for method in (client.get, client.post):
                differs = same(lambda args, ask=method, to=name: ask(reverse(to, kwargs=args)), hidden, nothing)
                wrong += [f"{method.__name__} {name}: {text}" for text in differs]
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("name", [name for name, place in PLACES.items() if len(place.args) > 1])
def test_anothers_row_under_ones_own_roof(stage, name):
    """One's own organisation in the address and somebody else's row behind it."""
    first, *rest = PLACES[name].args
    mine = {first: stage.one.keys[PLACES[name].args[first]]} | dict(PLACES[name].extra)
    theirs = mine | {key: stage.two.keys[PLACES[name].args[key]] for key in rest}
    nothing = mine | dict.fromkeys(rest, MISSING)
    client, before = stage.one.employer.client, Membership.objects.count()
    client.get("/nothing-here/")  # what was said to this person before is read
    for data in ({}, {"role": "owner"}):
        assert same(lambda args, sent=data: client.post(reverse(name, kwargs=args), sent), theirs, nothing) == []
    assert Membership.objects.count() == before


# What somebody does without an account, in the session or behind a code.
WITHOUT_A_NAME = ("fit:", "consultations:page", "consultations:sent", "consultations:leave")
MEMBERS = {"employer", "association", "supporter"}
DESKS = {
    "partner/support/": {"supporter"},
    "partner/reviews/": {"association"},
    "partner/homes/new/": MEMBERS - {"supporter"},
    "partner/import/": MEMBERS - {"supporter"},
    "partner/": MEMBERS,
    "employer/": MEMBERS,
    "staff/": {"staff"},
}


def roles_of(route: str) -> set[str]:
    """Who may open a page without arguments, by the part of the house it stands in; nobody named for all."""
    return next((roles for start, roles in DESKS.items() if route.startswith(start)), set())


@pytest.mark.parametrize("person", CAST)
def test_addresses_without_a_row(stage, person):
    """Desks are there for their people only; to somebody signed in they are as missing as any other address."""
    client, routes, wrong = stage.cast[person].client, addresses(), []
    lost = client.get("/nothing-here/")
    for name in plain_addresses():
        if name == "account_logout":
            continue
        answer = client.get(reverse(name) if ":" in name or "/" not in name else f"/{name}")
        roles, mine = roles_of(routes[name]), person.removeprefix("another ")
        if roles and mine not in roles:
            expected = 302 if person == "nobody" else 404
            wrong += [] if answer.status_code == expected else [f"{name}: {answer.status_code}, not {expected}"]
            if person != "nobody":
                wrong += [] if told(answer, {})[3] == told(lost, {})[3] else [f"{name}: not as missing"]
        elif answer.status_code not in (200, 302, 401, 403, 404, 405, 410):
            wrong.append(f"{name}: {answer.status_code}")
        elif roles and answer.status_code not in (200, 405) and name != "homes:partner_join":
            wrong.append(f"{name}: {answer.status_code} for its own {mine}")
        elif answer.status_code in (403, 404) and not name.startswith(("mfa_", "account_", "api:api-root")):
            wrong.append(f"{name}: {answer.status_code}")
    assert "\n".join(wrong) == ""


def test_nobody_is_led_to_sign_in_before_anything_is_done(stage):
    client, wrong = stage.cast["nobody"].client, []
    before = Entry.objects.count()
    for name in plain_addresses():
        if ":" not in name or name.startswith(("api:", "pages:", *WITHOUT_A_NAME)):
            continue
        looked, sent = client.get(reverse(name)), client.post(reverse(name))
        if looked.status_code == 405 or looked.status_code == 302:
            led = sent.status_code == 302 and sent.url.startswith(reverse("account_login"))
            only_to_read = (looked.status_code, sent.status_code) == (302, 405)
            wrong += [] if led or only_to_read else [f"{name}: {sent.status_code}"]
    assert ("\n".join(wrong), Entry.objects.count()) == ("", before)


@pytest.mark.parametrize("person", ["seeker", "employer", "staff", "editor"])
def test_rows_named_in_what_is_sent(stage, person):
    """Somebody else's session and organisation, named in the form and not in the address."""
    client, other = stage.cast[person].client, stage.two
    session = str(UserSession.objects.create(user=other.seeker.user, ip="192.0.2.1", session_key="k").pk)
    for name, field, theirs, nothing in [
        ("people:end_session", "session", session, "99999999"),
        ("people:switch_organisation", "organisation", other.keys["organisation"], MISSING),
    ]:
        ask = lambda args, to=name: client.post(reverse(to), args)  # noqa: E731
        assert same(ask, {field: theirs}, {field: nothing}) == []
    assert UserSession.objects.filter(pk=session).exists()


@pytest.mark.parametrize("person", ["nobody", "seeker", "another employer", "staff"])
def test_the_editors_admin_is_not_there(stage, person):
    """Every address of Wagtail's admin, with made-up arguments; its own rights begin behind this wall."""
    client, visited, wrong = stage.cast[person].client, 0, []
    for route, name in walk(get_resolver().url_patterns):
        if not route.startswith(ADMIN) or name in WORDS_AND_ICONS:
            continue
        visited += 1
        led = person == "nobody" or route == f"{ADMIN}login/"
        status = client.get("/" + filled(route)).status_code
        wrong += [] if status == 404 or (led and status == 302) else [f"{route}: {status}"]
    assert visited > 150
    assert "\n".join(wrong) == ""


def filled(route: str) -> str:
    """A concrete address for a route: numbers where numbers are asked for, words elsewhere."""
    path = re.sub(r"<int:\w+>|\(\\d\+\)|\(\?P<\w+>\\d\+\)", "1", route)
    path = re.sub(r"<(?:\w+:)?\w+>", "a", path)
    path = re.sub(r"\(\?P<\w+>[^()]*(\([^()]*\))?[^()]*\)|\([^()]*\)", "a", path)
    return re.sub(r"[\^$\\?]", "", path)


def test_the_editors_admin_opens_to_editors(stage):
    assert stage.cast["editor"].client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize("person", CAST)
def test_documents(stage, person):
    """A document for signed-in people: nobody is led to a door that looks the same for none."""
    client = stage.cast[person].client
    number, filename = stage.one.keys["document"]
    answer = client.get(reverse("wagtaildocs_serve", args=[number, filename]))
    missing = client.get(reverse("wagtaildocs_serve", args=[99_999_999, filename]))
    assert (answer.status_code, missing.status_code) == (302 if person == "nobody" else 200, 404)
    restriction = CollectionViewRestriction.objects.first()
    for key in (restriction.pk, 99_999_999):
        door = reverse("wagtaildocs_authenticate_with_password", args=[key])
        assert client.get(door).status_code < 500
        assert client.post(door, {"password": "x", "return_url": "/"}).status_code < 500


@pytest.mark.parametrize("person", CAST)
def test_pages_and_pictures_are_for_everybody(stage, person):
    client = stage.cast[person].client
    picture = Path(resolve("/media/images/a.png").kwargs["document_root"]) / "a.png"
    picture.parent.mkdir(exist_ok=True, parents=True)
    picture.write_bytes(b"\x89PNG")
    assert [client.get(path).status_code for path in ("/", "/guides/", "/media/images/a.png")] == [200, 200, 200]
    lost = ["/no/such/", "/media/images/b.png", "/media/images/../portal.sqlite3"]
    assert [client.get(path).status_code for path in lost] == [404, 404, 400]


@pytest.mark.parametrize("person", ["nobody", "seeker", "another employer", "staff"])
def test_passkeys(stage, person):
    """Somebody else's key answers as no key, also right after signing in."""
    other = Authenticator.objects.create(user=stage.two.seeker.user, type="webauthn", data={"name": "架空"})
    visitor = stage.cast[person]
    fresh = [people.signed_in(visitor.user, "password", "mfa")] if visitor.user else []
    for client in (each.client for each in [visitor, *fresh]):
        for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
            answers = []
            for key in (other.pk, 99_999_999):
                address = reverse(name, args=[key])
                echo = quote(address, safe="")
                found = client.get(address), client.post(address, {"name": "x"})
                answers.append([(each.status_code, each.get("Location", "").replace(echo, "")) for each in found])
            assert answers[0] == answers[1]
            assert {status for status, _location in answers[0]} <= {302, 404}
    other.refresh_from_db()
    assert other.data == {"name": "架空"}


def test_a_name_can_be_reversed_for_every_place(stage):
    """Guards the table itself: a place whose arguments do not fit its address would never be visited."""
    for name, place in PLACES.items():
        for args in (place.of(stage.one), place.nothing):
            try:
                reverse(name, kwargs=args)
            except NoReverseMatch:
                pytest.fail(f"{name} {args}")
