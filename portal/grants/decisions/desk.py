"""What waits at the desk of an officer; the front hall counts it there."""

from django.http import HttpRequest

from . import access


def for_ward(request: HttpRequest) -> int:
    user = request.user
    return access.decisions_for_staff(user).filter(access.my_turn(user)).count()  # type: ignore[arg-type]
