"""The answers of a visitor: in the session only, until it ends or they say so."""

from django.http import HttpRequest

from .household import Household

KEPT_AS = "fit"
EASY_AS = "fit_easy"


def household_of(request: HttpRequest) -> Household:
    return Household.from_json(request.session.get(KEPT_AS, {}))


def keep(request: HttpRequest, household: Household) -> None:
    request.session[KEPT_AS] = household.to_json()


def forget(request: HttpRequest) -> None:
    request.session.pop(KEPT_AS, None)


def is_easy(request: HttpRequest) -> bool:
    """Whether sentences are shown in やさしい日本語."""
    return bool(request.session.get(EASY_AS))


def set_easy(request: HttpRequest, easy: bool) -> None:
    if easy:
        request.session[EASY_AS] = True
    else:
        request.session.pop(EASY_AS, None)
