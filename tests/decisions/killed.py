"""Run as a program: kills a process at every statement of an act on a decision, and tries the act again after each.

`python -m tests.decisions.killed FOLDER ACT`, with the tools of `tests.cases.killed`. Prints one JSON object:
{"statements": N, "cuts": [{"at": n, "ended": -9, "left": "nothing", "verify": [], "again": "done", "end": "all"}]}.
`again` is how a second try ended, `end` what there is after it, where one was made.
"""

import contextlib
import datetime as dt
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.cases.killed import Cut, child, start, use, whole_of

TABLES = [
    ("cases_case", "number, state, version, turn, closed_at"),
    ("cases_event", "case_id, sequence, transition, target"),
    ("decisions_decision", "id, role, step, decided_on, letter_id"),
    ("decisions_approval", "decision_id, step, actor_id, result"),
    ("budget_budget", "id, reserved, committed, paid"),
    ("budget_entry", "id, kind, yen, case_id"),
    ("letters_letter", "sequence, number, standing"),
    ("letters_series", "prefix, last"),
    ("files_storedfile", "id, purpose"),
    ("audit_entry", "sequence, action, subject_key"),
    ("notices_notice", "user_id, kind"),
    ("notices_mail", '"to", kind'),
]


def build(place: Path) -> None:
    """One decision that only the head of department has still to agree to, and one that is ready to go out."""
    from django.core.management import call_command
    from django.db import connection

    from tests import people
    from tests.decisions import conftest as world

    use(place)
    with contextlib.redirect_stdout(sys.stderr):
        call_command("migrate", run_syncdb=True, verbosity=0)
    clerk, chief, manager = (people.officer(role) for role in ("clerk", "chief", "manager"))
    course = world.version(world.COURSE)
    hana, jiro = people.seeker("hana"), people.seeker("jiro")
    world.agreed(world.circulating(world.verified(course, hana, clerk), clerk), chief)
    world.agreed(world.circulating(world.verified(course, jiro, clerk), clerk), chief, manager)
    connection.close()


def approve() -> None:
    _act("circulating", "agree", "manager")


def issue() -> None:
    _act("approved", "issue", "clerk")


def torn() -> None:
    """The control: the last agreement with every transaction taken away."""
    from portal.cases import actions as cases
    from portal.grants.budget import actions as budget
    from portal.grants.decisions.actions import steps

    for module in (cases, budget, steps):
        module.transaction = SimpleNamespace(atomic=contextlib.nullcontext)
    approve()


def _act(state: str, name: str, role: str) -> None:
    from portal.grants.decisions import actions
    from portal.grants.decisions.models import Decision
    from portal.grants.schemes.models import Duty
    from tests.decisions.conftest import DAY

    decision = Decision.objects.order_by("pk")[0 if name == "agree" else 1]
    officer = Duty.objects.filter(role=role).order_by("-pk")[0].user
    at = DAY + dt.timedelta(minutes=1)
    getattr(actions, name)(decision=decision, actor=officer, at=at, version=VERSIONS[name])


AGAIN = 6  # the act is tried again after every so many cuts, and wherever it was done already
VERSIONS = {"agree": 3, "issue": 4}  # of the case, as the page showed it
ACTS: dict[str, Callable[[], None]] = {"approve": approve, "issue": issue, "torn": torn}


def act(place: Path, name: str, cut: Cut) -> int:
    from django.db import connection

    use(place)
    connection.ensure_connection()
    with connection.execute_wrapper(cut):
        ACTS[name]()
    return cut.seen


def once_more(place: Path, name: str) -> str:
    from portal.lib.refusal import Refused

    try:
        act(place, name, Cut())
    except Refused:
        return "refused"
    return "done"


def look(place: Path) -> tuple[list[Any], list[str]]:
    """What is there after a restart, and what `verify` says of it."""
    from django.db import connection

    from portal.audit.invariants import all_checks

    use(place)
    with connection.cursor() as cursor:
        rows = [cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall() for table, columns in TABLES]  # noqa: S608
    problems = [problem for name, check in all_checks().items() if name != "stored files" for problem in check()]
    return rows, problems


def main(folder: Path, name: str) -> None:
    start(folder)
    ground, copy = folder / "ground", folder / "copy"
    ground.mkdir()
    whole_of(lambda: build(ground))

    def fresh() -> None:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(ground, copy, symlinks=True)

    fresh()
    before = whole_of(lambda: look(copy))[0]
    statements = whole_of(lambda: act(copy, name, Cut()))
    after = whole_of(lambda: look(copy))[0]
    words = {json.dumps(before): "nothing", json.dumps(after): "all"}
    cuts = []
    for number in range(1, statements + 1, 4 if name == "torn" else 1):
        fresh()
        ended, _text = child(lambda: act(copy, name, Cut(number)))  # noqa: B023
        rows, problems = whole_of(lambda: look(copy))
        cut = {"at": number, "ended": ended, "left": words.get(json.dumps(rows), "something"), "verify": problems}
        if name != "torn" and (number % AGAIN == 1 or cut["left"] == "all"):
            cut["again"] = whole_of(lambda: once_more(copy, name))
            rows, problems = whole_of(lambda: look(copy))
            cut["end"] = words.get(json.dumps(rows), "something")
            cut["verify"] += problems
        cuts.append(cut)
    print(json.dumps({"statements": statements, "changes": before != after, "cuts": cuts}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
