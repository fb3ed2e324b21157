"""The made-up portal that is measured, built once and used again."""

from time import perf_counter

from django.core.management import call_command

from housing.homes.models import Listing
from jobs.vacancies.models import Vacancy
from tests.bench.settings import HOME

STEPS = ("load_codelists", "load_places", "load_minimum_wages", "load_money", "load_pages")


def lay(size: int) -> None:
    """Raises `SystemExit` when the directory holds a portal of another size."""
    HOME.mkdir(parents=True, exist_ok=True)
    done = HOME / f"laid-{size}"
    if not done.exists():
        start = perf_counter()
        call_command("migrate", verbosity=0)
        for step in STEPS:
            call_command(step)
        call_command("demo", vacancies=size, homes=size)
        done.touch()
        print(f"made in {perf_counter() - start:.0f} s")
    for model in (Vacancy, Listing):
        found = model.objects.filter(is_public=True).count()
        if found < size:
            name = model._meta.verbose_name
            raise SystemExit(f"{HOME} holds {found} of {name}, not {size}: name another with PORTAL_BENCH_DIR")
