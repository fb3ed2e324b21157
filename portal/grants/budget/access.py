"""Who sees a budget of the ward's desk: whoever works on the scheme; who writes it: its clerks and heads of section."""

from django.http import Http404

from portal.accounts.models import User
from portal.grants.schemes import access as duties


def visible(user: User) -> list[str]:
    """Codes of schemes; raises `Http404` for somebody who works on none."""
    found = duties.schemes_of(user)
    if not found:
        raise Http404
    return found


def must_see(user: User, scheme: str) -> None:
    if scheme not in duties.schemes_of(user):
        raise Http404


def must_write(user: User, scheme: str) -> None:
    must_see(user, scheme)
    if not duties.may_edit(user, scheme):
        raise Http404


def writable(user: User) -> list[str]:
    return duties.schemes_with(user, duties.CLERKS)
