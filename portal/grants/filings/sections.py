"""What rooms further right show on the page of a grant, and the cases whose events belong to its thread."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.accounts.models import User
from portal.cases.models import Case

from .models import Grant

# (grant, party, user) -> template and context, or None where there is nothing to show
Section = Callable[[Grant, str, User], tuple[str, dict[str, Any]] | None]
# (grant, party) -> cases whose events this party may read, with their events
Cases = Callable[[Grant, str], Iterable[Case]]
_sections: list[tuple[int, Section]] = []
_cases: list[Cases] = []


def register(order: int, section: Section) -> None:
    _sections.append((order, section))
    _sections.sort(key=lambda pair: pair[0])


def register_cases(cases: Cases) -> None:
    _cases.append(cases)


def drawn(request: HttpRequest, grant: Grant, party: str) -> list[SafeString]:
    found = [section(grant, party, request.user) for _order, section in _sections]  # type: ignore[arg-type]
    return [render_to_string(one[0], {"grant": grant, "party": party, **one[1]}, request) for one in found if one]


def cases_of(grant: Grant, party: str) -> list[Case]:
    return [case for cases in _cases for case in cases(grant, party)]
