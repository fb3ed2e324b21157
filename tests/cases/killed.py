"""Run as a program: kills a process at every statement of an act and says what each death left behind.

`python -m tests.cases.killed FOLDER ACT` builds one SQLite file and its index, then forks a process per cut on a copy
of both. The process kills itself (SIGKILL) before its n-th statement, BEGIN, SAVEPOINT and the outbox of the index
included. Prints one JSON object: {"statements": N, "cuts": [{"at": n, "ended": -9, "left": "nothing", "verify": []}]}.
"""

import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

Snapshot = list[Any]
TABLES = [
    ("cases_case", "number, state, version, turn, closed_at"),
    ("cases_event", "case_id, sequence, transition, target"),
    ("audit_entry", "sequence, action, subject_key"),
    ("audit_head", "sequence, digest"),
    ("notices_notice", "user_id, kind"),
    ("notices_mail", '"to", kind'),
    ("vacancies_vacancy", "id, is_public, live_id, draft_id, sequence"),
    ("applications_application", "id, withdrawal, agreed_id"),
]


def start(folder: Path) -> None:
    os.environ["PORTAL_DATABASE"] = f"sqlite:///{folder}/portal.sqlite3"
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    import django
    from django.conf import settings

    settings.LOGGING_CONFIG = None
    django.setup()
    from django.apps import apps

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}


def use(place: Path) -> None:
    from django.conf import settings
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = str(place / "portal.sqlite3")
    settings.SEARCH_INDEX_FILE = place / "search.sqlite3"


def build(place: Path) -> None:
    """Tables without migrations, and one employer, two seekers and a ward with their rows."""
    from django.core.management import call_command
    from django.db import connection

    from portal.search.actions import rebuild
    from tests import people
    from tests.factories import applications, vacancies

    use(place)
    with contextlib.redirect_stdout(sys.stderr):
        call_command("migrate", run_syncdb=True, verbosity=0)
        call_command("load_codelists", verbosity=0)
    employer, staff = people.employer(), people.staff()
    seekers = [people.seeker(name) for name in ("hana", "jiro")]
    home = vacancies.facility(employer.organisation)
    public = [vacancies.published(home, employer.user, staff.user) for _each in range(2)]
    vacancies.in_review(home, employer.user)
    threads = [applications.applied(public[0], seeker.user) for seeker in seekers]
    applications.question(public[1], seekers[0].user)
    applications.move(threads[0], "offer", employer.user)
    rebuild()
    connection.close()


def approve() -> None:
    from jobs.vacancies.models import Vacancy
    from portal.accounts.models import User
    from tests.factories import vacancies

    vacancies.move(Vacancy.objects.get(case__state="review"), "approve", User.objects.get(is_staff=True))


def fill() -> None:
    """No more people are taken: the vacancy leaves the search and who still waits is told."""
    from jobs.vacancies.models import Vacancy
    from portal.accounts.models import Membership
    from tests.factories import vacancies

    public = Vacancy.objects.filter(case__state="published").order_by("pk")[0]
    vacancies.move(public, "fill", Membership.objects.get().user, outcome="here")


def torn() -> None:
    """The control: the same act with the transaction of `perform` taken away."""
    from portal.cases import actions

    actions.transaction = SimpleNamespace(atomic=contextlib.nullcontext)
    approve()


ACTS: dict[str, Callable[[], None]] = {"approve": approve, "fill": fill, "torn": torn}


def child(work: Callable[[], Any]) -> tuple[int, str]:
    """Run in a forked process; answers how it ended and what it wrote."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        try:
            os.write(writer, json.dumps(work(), default=str).encode())
        except BaseException as error:
            os.write(writer, json.dumps(f"failed: {error!r}").encode())
            os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), text


def whole_of(work: Callable[[], Any]) -> Any:
    """The same for work that must come to its end."""
    ended, text = child(work)
    if ended:
        raise SystemExit(text)
    return json.loads(text)


class Cut:
    """Counts statements; kills the process before the given one."""

    def __init__(self, number: int = 0) -> None:
        self.seen, self.number = 0, number

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def act(place: Path, name: str, cut: Cut) -> int:
    from django.db import connection

    use(place)
    connection.ensure_connection()
    with connection.execute_wrapper(cut):
        ACTS[name]()
    return cut.seen


def snapshot() -> Snapshot:
    from django.db import connection

    with connection.cursor() as cursor:
        return [cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall() for table, columns in TABLES]  # noqa: S608


def look(place: Path) -> tuple[Snapshot, list[str]]:
    """What is there after a restart, and what `verify` says of it once the outbox was worked through."""
    from portal.audit.invariants import all_checks
    from portal.search.actions import consume

    use(place)
    rows = snapshot()
    consume()
    problems = [problem for name, check in all_checks().items() if name != "stored files" for problem in check()]
    return rows, problems


def main(folder: Path, name: str) -> None:
    start(folder)
    ground, copy = folder / "ground", folder / "copy"
    ground.mkdir()
    whole_of(lambda: build(ground))

    def fresh() -> Path:
        shutil.rmtree(copy, ignore_errors=True)
        return shutil.copytree(ground, copy, symlinks=True)

    before = whole_of(lambda: look(fresh()))[0]
    fresh()
    statements = whole_of(lambda: act(copy, name, Cut()))
    after = whole_of(lambda: look(copy))[0]
    cuts = []
    for number in range(1, statements + 1, 4 if name == "torn" else 1):
        fresh()
        ended, _text = child(lambda: act(copy, name, Cut(number)))  # noqa: B023
        rows, problems = whole_of(lambda: look(copy))
        left = {json.dumps(before): "nothing", json.dumps(after): "all"}.get(json.dumps(rows), "something")
        cuts.append({"at": number, "ended": ended, "left": left, "verify": problems})
    print(json.dumps({"statements": statements, "changes": before != after, "cuts": cuts}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
