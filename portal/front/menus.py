"""What stands in the header and at the foot of every page. Providers register; their entries follow one another."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest


@dataclass(frozen=True)
class Menu:
    """Entries are pairs of label and address."""

    nav: list[tuple[str, str]] = field(default_factory=list)
    footer: list[tuple[str, str]] = field(default_factory=list)


_providers: list[Callable[[HttpRequest], Menu]] = []


def register(provider: Callable[[HttpRequest], Menu]) -> None:
    _providers.append(provider)


def menu(request: HttpRequest) -> Menu:
    menus = [provider(request) for provider in _providers]
    return Menu(
        nav=[entry for one in menus for entry in one.nav],
        footer=[entry for one in menus for entry in one.footer],
    )
