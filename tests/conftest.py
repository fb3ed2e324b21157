import pytest
from django.core.management import call_command


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Code lists are part of the schema: every test may refer to them."""
    with django_db_blocker.unblock():
        call_command("load_codelists", verbosity=0)
