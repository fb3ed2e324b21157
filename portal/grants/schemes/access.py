"""What staff may do for a scheme, and which schemes they may know of in the work of the ward."""

from portal.accounts.models import User

from .choices import Role
from .models import Duty
from .structure import all_schemes, get


def roles(user: User, scheme: str) -> set[str]:
    """The roles of somebody for one scheme; for a restricted one only those given for it by name."""
    own = Duty.objects.filter(user=user, user__is_staff=True, user__is_active=True)
    named = {scheme} if get(scheme).is_restricted else {scheme, ""}
    return set(own.filter(scheme__in=named).values_list("role", flat=True))


def may_see(user: User, scheme: str) -> bool:
    return bool(user.is_active and user.is_staff and roles(user, scheme))


def schemes_of(user: User) -> list[str]:
    """Codes of the schemes whose cases somebody of the ward works on."""
    if not (user.is_active and user.is_staff):
        return []
    own = set(Duty.objects.filter(user=user).values_list("scheme", flat=True))
    return [scheme.code for scheme in all_schemes() if scheme.code in own or ("" in own and not scheme.is_restricted)]


def may_give(user: User, scheme: str) -> bool:
    """Hand out duties: the manager of the scheme, and whoever runs the portal."""
    return bool(user.is_active and user.is_staff and (user.is_superuser or Role.MANAGER in _named(user, scheme)))


def given_by(user: User) -> list[str]:
    """Codes of the schemes whose duties somebody hands out; "" first, where they may for all unrestricted ones."""
    if not (user.is_active and user.is_staff):
        return []
    own = set(Duty.objects.filter(user=user, role=Role.MANAGER).values_list("scheme", flat=True))
    named = [
        scheme.code
        for scheme in all_schemes()
        if user.is_superuser or scheme.code in own or ("" in own and not scheme.is_restricted)
    ]
    return ["", *named] if user.is_superuser or "" in own else named


def _named(user: User, scheme: str) -> set[str]:
    """The empty scheme stands for every one that is not restricted."""
    if scheme:
        return roles(user, scheme)
    return set(Duty.objects.filter(user=user, scheme="").values_list("role", flat=True))


def may_edit(user: User, scheme: str) -> bool:
    """Write versions, golden cases and windows."""
    return bool(roles(user, scheme) & {Role.CLERK, Role.CHIEF})
