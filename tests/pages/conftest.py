import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from cms.pages.actions import EDITORS, load_pages
from cms.pages.models import StartPage
from portal.accounts.models import User


@pytest.fixture
def site(db, settings, tmp_path):
    """The portal as it starts, with nothing remembered from another test."""
    settings.VAR_DIR = tmp_path
    load_pages()
    cache.clear()
    return StartPage.objects.get()


@pytest.fixture
def editor(site) -> User:
    user = User.objects.create_user("hanako@example.jp", "a-long-password", name="編集 花子")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def desk(editor, settings) -> Client:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    client = Client()
    client.force_login(editor)
    return client
