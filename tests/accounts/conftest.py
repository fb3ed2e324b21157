import copy
import datetime as dt

import pytest
from django.core.cache import cache

from portal.accounts import sign_in
from portal.accounts.actions.organisations import register_organisation
from portal.accounts.actions.people import add_person

AT = dt.datetime(2026, 11, 24, 1, 0, tzinfo=dt.UTC)
PASSWORD = "keyaki-no-ki-25"
SECOND_FACTOR = "portal.accounts.middleware.SecondFactorMiddleware"


@pytest.fixture(autouse=True)
def portal_settings(settings):
    """What the settings say of sign-in, and these rooms alone: no front page, no verticals."""
    for name in dir(sign_in):
        if name.startswith(("ACCOUNT_", "MFA_", "USERSESSIONS_")):
            setattr(settings, name, getattr(sign_in, name))
    if SECOND_FACTOR not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, SECOND_FACTOR]
    settings.ROOT_URLCONF = "tests.accounts.urls"
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["OPTIONS"]["context_processors"].remove("portal.front.context.shell")
    cache.clear()


@pytest.fixture
def at():
    return AT


@pytest.fixture
def person(db):
    """Makes people; the first argument is the part before the @."""

    def make(name: str, **fields):
        return add_person(email=f"{name}@example.jp", name=name, password=PASSWORD, at=AT, **fields)

    return make


@pytest.fixture
def hanako(person):
    return person("hanako")


@pytest.fixture
def staff(person):
    return person("shokuin", is_staff=True)


@pytest.fixture
def organisation(person):
    return register_organisation(
        corporate_number="8700110005901",
        name="社会福祉法人架空会",
        kana="",
        address="東京都練馬区",
        phone="0300000000",
        actor=person("riji"),
        at=AT,
    )


@pytest.fixture
def owner(organisation):
    return organisation.memberships.get().user
