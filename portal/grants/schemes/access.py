"""What staff may do for a scheme, and which schemes they may know of in the work of the ward."""

from collections.abc import Collection
from dataclasses import dataclass

from portal.accounts.models import User

from .choices import Role
from .models import Duty
from .structure import all_schemes, get

CLERKS = frozenset({Role.CLERK, Role.CHIEF})


@dataclass(frozen=True)
class Held:
    """The duties of one officer as (scheme, role); the empty scheme stands for every one that is not restricted."""

    duties: frozenset[tuple[str, str]]

    def roles(self, scheme: str) -> set[str]:
        """For a restricted scheme only those given for it by name."""
        named = {scheme} if scheme == "" or get(scheme).is_restricted else {scheme, ""}
        return {role for where, role in self.duties if where in named}

    def schemes(self, roles: Collection[str] = Role.values) -> list[str]:
        """Codes of the schemes for which one of these roles is held."""
        return [scheme.code for scheme in all_schemes() if self.roles(scheme.code) & set(roles)]

    @property
    def given(self) -> list[str]:
        """Codes of the schemes whose duties a manager hands out; "" first, for all that are not restricted."""
        return [*([""] if Role.MANAGER in self.roles("") else []), *self.schemes({Role.MANAGER})]


def held_by(user: User) -> Held:
    """One query. Nothing for whoever is no officer of the ward."""
    if not (user.is_active and user.is_staff):
        return Held(frozenset())
    return Held(frozenset(Duty.objects.filter(user=user).order_by().values_list("scheme", "role")))


def roles(user: User, scheme: str) -> set[str]:
    return held_by(user).roles(scheme)


def may_see(user: User, scheme: str) -> bool:
    return bool(roles(user, scheme))


def may_edit(user: User, scheme: str) -> bool:
    """Write versions, golden cases and windows; check filings, draft decisions, enter budgets."""
    return bool(roles(user, scheme) & CLERKS)


def schemes_with(user: User, roles: Collection[str]) -> list[str]:
    """Codes of the schemes for which somebody has one of these roles."""
    return held_by(user).schemes(roles)


def schemes_of(user: User) -> list[str]:
    """Codes of the schemes whose cases somebody of the ward works on."""
    return held_by(user).schemes()


def given_by(user: User) -> list[str]:
    """Codes of the schemes whose duties somebody hands out: the manager of each, and whoever runs the portal."""
    if user.is_active and user.is_staff and user.is_superuser:
        return ["", *(scheme.code for scheme in all_schemes())]
    return held_by(user).given


def may_give(user: User, scheme: str) -> bool:
    return scheme in given_by(user)


def officers(scheme: str, *roles: str) -> list[User]:
    """People of the ward with one of these roles for a scheme."""
    named = [scheme] if get(scheme).is_restricted else [scheme, ""]
    held = Duty.objects.filter(scheme__in=named, role__in=roles, user__is_active=True, user__is_staff=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))
