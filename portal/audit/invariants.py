"""What must always hold, said by each room and checked by `manage.py verify`."""

from collections.abc import Callable, Iterable

_checks: dict[str, Callable[[], Iterable[str]]] = {}


def register(name: str, check: Callable[[], Iterable[str]]) -> None:
    """`check` yields one sentence for each thing that does not hold."""
    _checks[name] = check


def all_checks() -> dict[str, Callable[[], Iterable[str]]]:
    return dict(_checks)
