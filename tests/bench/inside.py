"""The search page through Django's handler, without a network, against the engine's answer to the same question."""

import re
from collections.abc import Callable
from functools import partial

from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client

from jobs.vacancies.filters import VacancyFilter
from jobs.vacancies.models import Vacancy
from portal.search import engines
from portal.search.queries import Search
from tests.bench.pairs import Outcome, Step, compare, milliseconds

client = Client(HTTP_HOST="127.0.0.1")


def page(query: str) -> HttpResponse:
    return client.get(f"/jobs/?{query}")


def question(query: str) -> Search:
    number = QueryDict(query).get("page", "1")
    return VacancyFilter(QueryDict(query), Search("vacancy")).question(int(number), 20)


def shown(response: HttpResponse) -> list[str]:
    """The vacancies of the page, in order."""
    links = re.findall(r'<h2><a href="/jobs/([^/"]+)/"', response.content.decode())
    return list(dict.fromkeys(links))


def check_rows(queries: list[str]) -> int:
    """Page and engine show the same rows in the same order; answers how many rows were compared."""
    compared = 0
    for query in queries:
        keys = question(query).run().keys
        names = dict(Vacancy.objects.filter(pk__in=keys).values_list("pk", "public_id"))
        rows = shown(page(query))
        if rows != [names[key] for key in keys]:
            raise AssertionError(f"page and engine differ: {query}")
        compared += len(rows)
    return compared


def search_pages(queries: list[str], pairs: int) -> Outcome:
    steps = [Step(partial(page, query), question(query).run, caches["pages"].clear) for query in queries]
    return compare(steps, pairs)


def parts(query: str, times: int = 15) -> dict[str, float]:
    """Where the time of one page goes, in milliseconds: medians of the parts, each measured where it is called."""
    from statistics import median

    from jobs.vacancies.views import public

    found: dict[str, list[float]] = {}
    real_answer, real_render, real_ready = engines.answer, public.render, public.cards.ready
    engines.answer = _timed(found, "engine", real_answer)
    public.render = _timed(found, "templates and form", real_render)
    public.cards.ready = _timed(found, "cards, with their query", real_ready)
    try:
        with connection.execute_wrapper(lambda run, *rest: _timed(found, "statement", run)(*rest)):
            for _time in range(times):
                caches["pages"].clear()
                found.setdefault("whole page", []).append(milliseconds(partial(page, query)))
                found.setdefault("of it SQL", []).append(sum(found.pop("statement", [])))
    finally:
        engines.answer, public.render, public.cards.ready = real_answer, real_render, real_ready
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
