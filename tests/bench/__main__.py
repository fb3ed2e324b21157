"""`python -m tests.bench [--vacancies N] [--pairs K]`: the page against what it cannot do without, in one run."""

import argparse
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django

django.setup()

from tests.bench import ground, inside, weight
from tests.bench.asked import ASKED
from tests.bench.pairs import Outcome, Step, compare
from tests.bench.served import Worker, worker

REQUESTS = 20


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--vacancies", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=9)
    chosen = parser.parse_args()
    if chosen.pairs < 7:
        parser.error("fewer than seven pairs say little")
    ground.lay(chosen.vacancies)
    print(f"{chosen.vacancies:,} vacancies, embedded engine, {chosen.pairs} interleaved pairs after two thrown away\n")
    print(f"load of the machine {os.getloadavg()[0]:.1f}: above 1 the lists, in another process, are not to be trusted")
    print(f"{inside.check_rows(ASKED)} rows of {len(ASKED)} searches are the same on the page and from the engine\n")
    print(f"{'A / B':<58}{'A ms':>8}{'B ms':>8}{'ratio':>8}  {'min–max':<14}target")
    searches(chosen.pairs)
    lists(chosen.pairs)
    times()
    weights()


def line(name: str, found: Outcome, target: float | None) -> None:
    told = "" if target is None else f"≤ {target}  {'reached' if found.ratio <= target else 'MISSED'}"
    print(f"{name:<58}{found.a:>8.2f}{found.b:>8.2f}{found.ratio:>8.2f}  {found.spread:<14}{told}")


def searches(pairs: int) -> None:
    """In this process: the page through Django's handler, cards drawn before, no ready page."""
    line(f"search page / engine, {len(ASKED)} searches", inside.search_pages(ASKED, pairs), 2.5)
    with_words = [query for query in ASKED if query.startswith("q=")]
    line("  those with words", inside.search_pages(with_words, pairs), None)
    line("  those without", inside.search_pages([each for each in ASKED if each not in with_words], pairs), None)


def lists(pairs: int) -> None:
    """Over the loopback, one synchronous worker alone on a core; the bare view answers the same bytes."""
    with worker() as served:
        served.get("/bench/take-over/")
        if served.get("/bench/bare/") != served.get("/jobs/"):
            raise AssertionError("the bare view answers other bytes")
        line("list page, nothing kept / bare view", _against_bare(served, "all", pairs), 4.0)
        line("list page, cards kept / bare view", _against_bare(served, "pages", pairs), 4.0)
        line("list page, hot / bare view", _against_bare(served, "", pairs), 1.3)


def _against_bare(served: Worker, forgotten: str, pairs: int) -> Outcome:
    forget = (lambda: served.get(f"/bench/forget/{forgotten}/")) if forgotten else (lambda: b"")
    step = Step(lambda: served.get("/jobs/"), lambda: served.get("/bench/bare/"), forget)
    return compare([step] * REQUESTS, pairs)


def times() -> None:
    for query in ("", "q=介護&night=none"):
        print(f"\nwhere the time goes, ms: /jobs/?{query}")
        for name, value in sorted(inside.parts(query).items(), key=lambda part: -part[1]):
            print(f"  {name:<28}{value:>8.2f}")


def weights() -> None:
    print("\nbytes of the public list page")
    for name, value in weight.of_page(inside.page("")).items():
        limit = weight.LIMITS.get(name)
        told = "" if limit is None else f"≤ {limit:,}  {'reached' if value <= limit else 'MISSED'}"
        print(f"  {name:<28}{value:>8,}  {told}")


if __name__ == "__main__":
    main()
