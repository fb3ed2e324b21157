import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import F

from portal.search import engines, kinds
from portal.search.models import Outbox
from portal.ui import page_cache

logger = logging.getLogger(__name__)
AT_ONCE = 200


def changed(kind: str, keys: Iterable[int], *, at: dt.datetime) -> None:
    """Say in the writing transaction that documents came, changed or went; the indexes follow after the commit."""
    Outbox.objects.bulk_create(
        Outbox(index=index, kind=kinds.get(kind).name, key=key, at=at)
        for key in dict.fromkeys(keys)
        for index in engines.kept_true()
    )
    transaction.on_commit(consume, robust=True)


def consume(limit: int = AT_ONCE) -> int:
    """Bring what waits to its present truth; returns how many entries are done. Order does not matter and doing it
    twice does no harm; what fails stays and is tried again after all others.
    """
    return sum(_refresh(index, kind, rows) for index, kind, rows in _waiting(limit))


def reconcile(kind: str | None = None) -> dict[str, engines.Differences]:
    """Compare every index with the truth and mend it; answers what differed, by index and kind."""
    return {
        f"{index} {each.name}": differences
        for index in engines.kept_true()
        for each in _chosen(kind)
        if (differences := _mended(engines.get(index), each))
    }


def rebuild(kind: str | None = None) -> None:
    """Build every index anew, or only one kind in it. Searches go on meanwhile."""
    for index in engines.kept_true():
        engines.get(index).rebuild(kinds.get(kind) if kind else None)
    page_cache.purge()
    consume()


def problems() -> Iterator[str]:
    """What an index says other than the truth and no waiting entry will mend."""
    for index in engines.kept_true():
        for kind in kinds.all_kinds():
            found = engines.get(index).differences(kind)
            waiting = set(Outbox.objects.filter(index=index, kind=kind.name).values_list("key", flat=True))
            for state, keys in (("missing", found.missing), ("surplus", found.surplus), ("stale", found.stale)):
                if lost := sorted(set(keys) - waiting):
                    yield f"{index} {kind.name}: {len(lost)} {state}, first {lost[0]}"


def _waiting(limit: int) -> Iterator[tuple[str, str, list[Outbox]]]:
    groups = defaultdict(list)
    for row in Outbox.objects.filter(index__in=engines.kept_true())[:limit]:
        groups[row.index, row.kind].append(row)
    for (index, kind), rows in groups.items():
        yield index, kind, rows


def _refresh(index: str, kind: str, rows: list[Outbox]) -> int:
    entries = Outbox.objects.filter(pk__in=[row.pk for row in rows])
    try:
        done = engines.get(index).refresh(kinds.get(kind), list(dict.fromkeys(row.key for row in rows)))
    except Exception:  # a document that cannot be made must hold up neither the request nor the others
        logger.exception("index %s: %s of %s not brought up to date", index, len(rows), kind)
        entries.update(attempts=F("attempts") + 1)
        return sum(_refresh(index, kind, [row]) for row in rows) if len(rows) > 1 else 0
    if not done:
        return 0
    page_cache.purge()
    return entries.delete()[0]


def _mended(engine: engines.Engine, kind: kinds.Kind) -> engines.Differences:
    differences = engine.differences(kind)
    engine.refresh(kind, [*differences.missing, *differences.surplus, *differences.stale])
    if differences:
        page_cache.purge()
    return differences


def _chosen(kind: str | None) -> list[kinds.Kind]:
    return [kinds.get(kind)] if kind else kinds.all_kinds()
