"""The desks: my page, the employer's and the ward's. Each room adds its line."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

# Each is also the first step of its addresses.
MY, EMPLOYER, STAFF = "my", "employer", "staff"


@dataclass(frozen=True)
class DeskItem:
    """`count` says how many things wait there, for this request."""

    label: str | Promise
    url_name: str
    count: Callable[[HttpRequest], int] | None
    order: int


_items: dict[str, list[DeskItem]] = {MY: [], EMPLOYER: [], STAFF: []}


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
    ]
