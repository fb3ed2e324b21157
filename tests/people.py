"""The cast: who walks through the tests. All rows are real and made up; everybody has their own client."""

from dataclasses import dataclass
from io import StringIO

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client

from cms.pages.actions import EDITORS, load_pages
from portal.accounts.actions.people import add_person
from portal.accounts.models import Membership, Organisation, Role, User
from portal.grants.schemes.models import Duty
from tests.factories.times import NOW

PASSWORD = "keyaki-no-ki-25"


@dataclass
class Person:
    """Somebody at a browser; `user` is None for nobody, `organisation` only for people of employers."""

    user: User | None
    client: Client
    organisation: Organisation | None = None


def nobody() -> Person:
    return Person(None, Client())


def seeker(name: str = "hana") -> Person:
    return signed_in(add_person(email=f"{name}@example.jp", name=f"架空 {name}", password=PASSWORD, at=NOW))


def employer(number: str = "7000012050002", role: str = Role.OWNER) -> Person:
    """A person of a verified organisation."""
    body = Organisation.objects.create(
        corporate_number=number,
        name=f"社会福祉法人架空会{number[:4]}",
        refusal_declared_on=NOW.date(),
        is_sample=True,
        created_at=NOW,
    )
    person = colleague(body, f"riji{number[:4]}", role)
    Organisation.objects.filter(pk=body.pk).update(verified_at=NOW, verified_by=person.user)
    body.refresh_from_db()
    return person


def colleague(body: Organisation, name: str, role: str) -> Person:
    person = seeker(name)
    Membership.objects.create(user=person.user, organisation=body, role=role, joined_at=NOW)
    person.organisation = body
    return person


def staff(name: str = "shokuin") -> Person:
    """Signed in with a second factor, as the ward asks."""
    return signed_in(
        add_person(email=f"{name}@example.jp", name=f"職員 {name}", password=PASSWORD, at=NOW, is_staff=True), "mfa"
    )


def editor(name: str = "henshu") -> Person:
    """Edits pages, signed in with a second factor. Lays the page tree when it is not there yet."""
    load_pages()
    user = add_person(email=f"{name}@example.jp", name=f"編集 {name}", password=PASSWORD, at=NOW)
    user.groups.add(Group.objects.get(name=EDITORS))
    return signed_in(user, "mfa")


def signed_in(user: User, *methods: str) -> Person:
    client = Client()
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    for method in methods:
        record_authentication(request, user, method)
    request.session.save()
    return Person(user, client)


def minimum_wages() -> None:
    call_command("load_minimum_wages", stdout=StringIO())


def officer(role: str, scheme: str = "", name: str = "") -> Person:
    """Staff with one duty for grants; `scheme` "" stands for all that are not restricted."""
    person = staff(name or f"{role}{scheme}".replace("_", ""))
    Duty.objects.create(user=person.user, role=role, scheme=scheme)
    return person
