from tests.accounts.conftest import at, hanako, organisation, owner, person, portal_settings, staff

__all__ = ["at", "hanako", "organisation", "owner", "person", "portal_settings", "staff"]
