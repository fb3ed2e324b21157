"""The made-up portal that is measured, built once and used again."""

from time import perf_counter

from django.core.management import call_command

from jobs.vacancies.models import Vacancy
from tests.bench.settings import HOME

STEPS = ("load_codelists", "load_places", "load_minimum_wages", "load_pages")


def lay(vacancies: int) -> None:
    """Raises `SystemExit` when the directory holds a portal of another size."""
    HOME.mkdir(parents=True, exist_ok=True)
    done = HOME / f"laid-{vacancies}"
    if not done.exists():
        start = perf_counter()
        call_command("migrate", verbosity=0)
        for step in STEPS:
            call_command(step)
        call_command("demo", vacancies=vacancies)
        done.touch()
        print(f"made in {perf_counter() - start:.0f} s")
    found = Vacancy.objects.filter(is_public=True).count()
    if found != vacancies:
        raise SystemExit(f"{HOME} holds {found} vacancies, not {vacancies}: name another with PORTAL_BENCH_DIR")
