"""The search page through Django's handler, without a network, against the engine's answer to the same question."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from types import ModuleType

from django.core.cache import caches
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse, QueryDict
from django.test import Client

import housing.homes.views.public as homes
import jobs.vacancies.views.public as vacancies
from housing.homes.filters import HomeFilter
from housing.homes.models import Listing
from jobs.vacancies.filters import VacancyFilter
from jobs.vacancies.models import Vacancy
from portal.search import engines
from portal.search.filters import SearchFilterSet
from portal.search.queries import Search
from tests.bench import asked
from tests.bench.pairs import Outcome, Step, compare, milliseconds

client = Client(HTTP_HOST="127.0.0.1")


@dataclass(frozen=True)
class Found:
    """One kind of things that are listed: where, by which filters, from which table, drawn by which module."""

    path: str
    filters: type[SearchFilterSet]
    model: type[Model]
    views: ModuleType
    asked: list[str]

    def page(self, query: str) -> HttpResponse:
        return client.get(f"{self.path}?{query}")

    def question(self, query: str) -> Search:
        number = QueryDict(query).get("page", "1")
        return self.filters(QueryDict(query)).question(int(number), 20)

    def shown(self, response: HttpResponse) -> list[str]:
        """The public ids of the page, in order."""
        links = re.findall(rf'<h2><a href="{self.path}([^/"]+)/"', response.content.decode())
        return list(dict.fromkeys(links))


KINDS = [
    Found("/jobs/", VacancyFilter, Vacancy, vacancies, asked.VACANCIES),
    Found("/housing/", HomeFilter, Listing, homes, asked.HOMES),
]


def check_rows(kind: Found) -> int:
    """Page and engine show the same rows in the same order; answers how many rows were compared."""
    compared = 0
    for query in kind.asked:
        keys = kind.question(query).run().keys
        names = dict(kind.model.objects.filter(pk__in=keys).values_list("pk", "public_id"))
        rows = kind.shown(kind.page(query))
        if rows != [names[key] for key in keys]:
            raise AssertionError(f"page and engine differ: {kind.path}?{query}")
        compared += len(rows)
    return compared


def search_pages(kind: Found, queries: list[str], pairs: int) -> Outcome:
    steps = [Step(partial(kind.page, query), kind.question(query).run, caches["pages"].clear) for query in queries]
    return compare(steps, pairs)


def parts(kind: Found, query: str, times: int = 15) -> dict[str, float]:
    """Where the time of one page goes, in milliseconds: medians of the parts, each measured where it is called."""
    views, found = kind.views, {}
    real_answer, real_render, real_ready = engines.answer, views.render, views.cards.ready
    engines.answer = _timed(found, "engine", real_answer)
    views.render = _timed(found, "templates and form", real_render)
    views.cards.ready = _timed(found, "cards, with their query", real_ready)
    try:
        with connection.execute_wrapper(lambda run, *rest: _timed(found, "statement", run)(*rest)):
            for _time in range(times):
                caches["pages"].clear()
                found.setdefault("whole page", []).append(milliseconds(partial(kind.page, query)))
                found.setdefault("of it SQL", []).append(sum(found.pop("statement", [])))
    finally:
        engines.answer, views.render, views.cards.ready = real_answer, real_render, real_ready
    medians = {name: median(values) for name, values in found.items()}
    told = ("engine", "templates and form", "cards, with their query")
    medians["filters, middleware, rest"] = medians["whole page"] - sum(medians[name] for name in told)
    return medians


def _timed(found: dict[str, list[float]], name: str, work: Callable) -> Callable:
    def run(*args: object, **kwargs: object) -> object:
        results: list[object] = []
        found.setdefault(name, []).append(milliseconds(lambda: results.append(work(*args, **kwargs))))
        return results[0]

    return run
