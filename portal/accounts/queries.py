from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest

from .models import Membership, Organisation, User

SESSION_KEY = "organisation"


def current_membership(request: HttpRequest) -> Membership | None:
    """The membership in the organisation chosen in this session, else the person's first one. One query."""
    user = request.user
    if not user.is_authenticated:
        return None
    chosen = request.session.get(SESSION_KEY, "")
    return (
        Membership.objects.filter(user=user)
        .select_related("organisation")
        .order_by(Case(When(organisation__public_id=chosen, then=Value(0)), default=Value(1)), "id")
        .first()
    )


def memberships_of(user: User) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user).select_related("organisation").order_by("id")


def people_of(organisation: Organisation) -> QuerySet[Membership]:
    return Membership.objects.filter(organisation=organisation, user__is_active=True).select_related("user")


def organisations_to_verify() -> QuerySet[Organisation]:
    return Organisation.objects.filter(verified_at=None).order_by("created_at", "id")
