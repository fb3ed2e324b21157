import datetime as dt

from portal.grants.schemes.models import Version
from portal.search import actions as search

from .queries import public_versions


def find_again(old: Version | None, new: Version, at: dt.datetime) -> None:
    """A version became public: the one that was found until now may no longer be the newest."""
    search.changed("grant", public_versions(new.scheme), at=at)
