"""The header and the footer. The part that keeps the page tree gives its links through `register`."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest


@dataclass(frozen=True)
class Menu:
    nav: list[tuple[str, str]] = field(default_factory=list)
    footer: list[tuple[str, str]] = field(default_factory=list)


_providers: list[Callable[[HttpRequest], Menu]] = []


def register(provider: Callable[[HttpRequest], Menu]) -> None:
    _providers.append(provider)


def menu(request: HttpRequest) -> Menu:
    menus = [provider(request) for provider in _providers]
    return Menu([link for each in menus for link in each.nav], [link for each in menus for link in each.footer])
