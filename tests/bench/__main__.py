"""`python -m tests.bench [--size N] [--pairs K]`: the page against what it cannot do without, in one run."""

import argparse
import os
from functools import partial

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django

django.setup()

from tests.bench import fit, ground, inside, weight
from tests.bench.pairs import Outcome, Step, compare
from tests.bench.served import worker

REQUESTS = 20


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--homes", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=9)
    chosen = parser.parse_args()
    if chosen.pairs < 7:
        parser.error("fewer than seven pairs say little")
    ground.lay(chosen.size)
    print(f"{chosen.size:,} of each kind, embedded engine, {chosen.pairs} interleaved pairs after two thrown away\n")
    print(f"load of the machine {os.getloadavg()[0]:.1f}: above 1 the lists, in another process, are not to be trusted")
    for kind in inside.KINDS:
        rows = inside.check_rows(kind)
        print(f"\n{kind.path}: {rows} rows of {len(kind.asked)} searches, the same on the page and from the engine\n")
        print(f"{'A / B':<58}{'A ms':>8}{'B ms':>8}{'ratio':>8}  {'min–max':<14}target")
        searches(kind, chosen.pairs)
        lists(kind, chosen.pairs)
        times(kind)
        weights(kind)
    homes(chosen.homes, chosen.pairs)


def line(name: str, found: Outcome, target: float | None) -> None:
    told = "" if target is None else f"≤ {target}  {'reached' if found.ratio <= target else 'MISSED'}"
    print(f"{name:<58}{found.a:>8.2f}{found.b:>8.2f}{found.ratio:>8.2f}  {found.spread:<14}{told}")


def searches(kind: inside.Found, pairs: int) -> None:
    """In this process: the page through Django's handler, cards drawn before, no ready page."""
    line(f"search page / engine, {len(kind.asked)} searches", inside.search_pages(kind, kind.asked, pairs), 2.5)
    with_words = [query for query in kind.asked if query.startswith("q=")]
    line("  those with words", inside.search_pages(kind, with_words, pairs), None)
    without = [query for query in kind.asked if query not in with_words]
    line("  those without", inside.search_pages(kind, without, pairs), None)


def lists(kind: inside.Found, pairs: int) -> None:
    """Over the loopback, one synchronous worker alone on a core; the bare view answers the same bytes."""
    bare = f"/bench/bare/?path={kind.path}"
    with worker() as served:
        served.get(f"/bench/take-over/?path={kind.path}")
        if served.get(bare) != served.get(kind.path):
            raise AssertionError("the bare view answers other bytes")
        for name, forgotten, target in (("nothing kept", "all", 4.0), ("cards kept", "pages", 4.0), ("hot", "", 1.3)):
            forget = partial(served.get, f"/bench/forget/{forgotten}/") if forgotten else bytes
            step = Step(partial(served.get, kind.path), partial(served.get, bare), forget)
            line(f"list page, {name} / bare view", compare([step] * REQUESTS, pairs), target)


def homes(count: int, pairs: int) -> None:
    """No target for the ratio: judging is more than reading. The number of statements has one."""
    found, statements = fit.one_household(count, pairs)
    print()
    line(f"one household, {count:,} homes judged / their bare query", found, None)
    print(f"{'  SQL statements of it':<58}{statements:>8}{'':>32}≤ 6  {'reached' if statements <= 6 else 'MISSED'}")


def times(kind: inside.Found) -> None:
    for query in kind.asked[0], "":
        print(f"\nwhere the time goes, ms: {kind.path}?{query}")
        for name, value in sorted(inside.parts(kind, query).items(), key=lambda part: -part[1]):
            print(f"  {name:<28}{value:>8.2f}")


def weights(kind: inside.Found) -> None:
    print(f"\nbytes of {kind.path}")
    for name, value in weight.of_page(kind.page("")).items():
        limit = weight.LIMITS.get(name)
        told = "" if limit is None else f"≤ {limit:,}  {'reached' if value <= limit else 'MISSED'}"
        print(f"  {name:<28}{value:>8,}  {told}")


if __name__ == "__main__":
    main()
