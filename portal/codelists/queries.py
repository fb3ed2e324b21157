"""Reads of the code lists. Each list is read once per process and again after a load."""

import datetime as dt

from .models import Code

UNQUALIFIED = "Q01"
_lists: dict[str, tuple[Code, ...]] = {}


def codes(name: str) -> tuple[Code, ...]:
    """Every code of a list in its order, closed ones included."""
    if name not in _lists:
        found = tuple(Code.objects.of(name).order_by("order"))
        if not found:
            return ()
        _lists[name] = found
    return _lists[name]


def forget() -> None:
    """Read the lists anew at the next question."""
    _lists.clear()


def labels(name: str) -> dict[str, str]:
    """Code -> label, closed codes included, so that old rows can be shown."""
    return {code.value: code.label for code in codes(name)}


def briefs(name: str) -> dict[str, str]:
    """Code -> short label where there is one."""
    return {code.value: code.brief for code in codes(name)}


def offered(name: str, day: dt.date) -> list[Code]:
    """What may be chosen on a day."""
    return [
        code
        for code in codes(name)
        if (code.valid_from is None or code.valid_from <= day) and (code.valid_to is None or day <= code.valid_to)
    ]


def choices(name: str, day: dt.date) -> list[tuple[str, str]]:
    return [(code.value, code.label) for code in offered(name, day)]


def grouped_choices(name: str, day: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices under the headings of the list, as a select or a set of checkboxes wants them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in offered(name, day):
        groups.setdefault(code.group, []).append((code.value, code.label))
    return list(groups.items())


def satisfied_by(qualification: str) -> list[str]:
    """The requirements a holder meets: none, her own, and what lies on or below it on its ladder."""
    held = next((code for code in codes("qualification") if code.value == qualification), None)
    if held is None:
        return []
    return [
        code.value
        for code in codes("qualification")
        if code.value in (UNQUALIFIED, qualification)
        or (code.ladder and code.ladder == held.ladder and code.level <= held.level)
    ]


def family(name: str, value: str) -> list[str]:
    """A code and those directly below it: 特養 takes in 地域密着型特養."""
    return [code.value for code in codes(name) if value in (code.value, code.parent_id)]
