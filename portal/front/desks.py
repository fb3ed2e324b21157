"""The desks: my page, the employer's and the ward's. Each room adds its line."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

# Each is also the first step of its addresses.
MY, EMPLOYER, PARTNER, STAFF = "my", "employer", "partner", "staff"


@dataclass(frozen=True)
class DeskItem:
    """`count` says how many things wait there, for this request; `shown` for whom of the desk the line is."""

    label: str | Promise
    url_name: str
    count: Callable[[HttpRequest], int] | None
    order: int
    shown: Callable[[HttpRequest], bool] = lambda request: True


@dataclass(frozen=True)
class Desk:
    """`belongs` says whether this person sits there; such desks are linked from every page."""

    label: str | Promise
    url_name: str
    belongs: Callable[[HttpRequest], bool]


_desks: dict[str, Desk] = {}
_items: dict[str, list[DeskItem]] = {MY: [], EMPLOYER: [], PARTNER: [], STAFF: []}


def open_desk(code: str, desk: Desk) -> None:
    _desks[code] = desk


def desks_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Label and address of every desk at which this person sits."""
    found = [desk for code in _items if (desk := _desks.get(code)) and desk.belongs(request)]
    return [(str(desk.label), reverse(desk.url_name)) for desk in found]


def register(desk: str, item: DeskItem) -> None:
    _items[desk].append(item)
    _items[desk].sort(key=lambda line: line.order)


def here(request: HttpRequest) -> list[dict]:
    """The side navigation of the desk under which this address lies: label, address, count, whether it is this page."""
    return [
        {
            "label": item.label,
            "url": (url := reverse(item.url_name)),
            "count": item.count(request) if item.count else None,
            "current": request.path == url,
        }
        for item in _items.get(request.path.split("/")[1], [])
        if item.shown(request)
    ]
