"""From one page of a filing to the next, and what the ward asks to mend on it."""

from typing import Any

from portal.accounts.access import PersonRequest
from portal.grants.schemes.structure import Task

from ..models import Filing
from .doors import to


def next_page(request: PersonRequest, filing: Filing, chosen: Task) -> str:
    if filing.case.state == "correction":
        return to(request, "correction", filing)
    tasks = filing.form.tasks
    place = tasks.index(chosen) + 1
    return to(request, "task", filing, tasks[place].code) if place < len(tasks) else to(request, "check", filing)


def asks_of(filing: Filing, chosen: Task, correction: Any) -> list[Any]:
    """What the ward asks to mend on this page."""
    if correction is None:
        return []
    own = {question.key for question in chosen.questions} | {slot.code for slot in chosen.slots}
    own |= {chosen.table.code} if chosen.table else set()
    own |= {"account"} if chosen.account else set()
    keys = set(filing.rows.filter(table=chosen.table.code).values_list("key", flat=True)) if chosen.table else set()
    return [item for item in correction.items.all() if item.at in own | keys]
