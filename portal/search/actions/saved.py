import datetime as dt
import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.lib.dates import TOKYO, tokyo_date
from portal.lib.refusal import Refused
from portal.notices.actions import announce
from portal.search import evaluation, kinds
from portal.search.choices import Frequency
from portal.search.conditions import Result
from portal.search.models import SavedSearch
from portal.search.notices import ALERT
from portal.search.queries import Search

logger = logging.getLogger(__name__)
MOST = 20
SHOWN = 5
DAYS_BETWEEN = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}


def save_search(*, actor: User, kind: str, query: str, name: str, frequency: str, at: dt.datetime) -> SavedSearch:
    """Keep the conditions; what is found already is not told as new. The same conditions again only change the name
    and the frequency. Raises `Refused` when there are too many.
    """
    filters = evaluation.filterset_of(kind, query)
    known = {"owner": actor, "kind": kind, "query": filters.saved_query()}
    chosen = {"name": name, "frequency": frequency}
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.pk)
        mine = SavedSearch.objects.of(actor)
        if mine.count() >= MOST and not mine.filter(kind=kind, query=known["query"]).exists():
            raise Refused(_("保存できる条件は%(most)s件までです。使わない条件を消してください。") % {"most": MOST})
        fresh = {**chosen, "created_at": at, "last_run_at": at, "last_rank": filters.qs.run().newest}
        saved, _created = SavedSearch.objects.update_or_create(**known, defaults=chosen, create_defaults=fresh)
        record("search.saved", actor=actor, at=at, subject=saved)
    return saved


def change_frequency(saved: SavedSearch, *, actor: User, frequency: str, at: dt.datetime) -> None:
    with transaction.atomic():
        SavedSearch.objects.filter(pk=saved.pk).update(frequency=frequency)
        record("search.frequency_changed", actor=actor, at=at, subject=saved, detail={"frequency": frequency})


def forget(saved: SavedSearch, *, actor: User, at: dt.datetime) -> None:
    with transaction.atomic():
        record("search.forgotten", actor=actor, at=at, subject=saved)
        saved.delete()


def stop(saved: SavedSearch, *, at: dt.datetime) -> None:
    """By the link of a mail, whoever holds it."""
    with transaction.atomic():
        if SavedSearch.objects.filter(pk=saved.pk).exclude(frequency=Frequency.OFF).update(frequency=Frequency.OFF):
            record("search.stopped", actor=None, at=at, subject=saved)


def send_alerts(*, at: dt.datetime, limit: int = 500) -> int:
    """Tell owners what is new since they were last told, each search at most once on its day; returns how many were
    told. Safe to run in several processes at once.
    """
    return sum(_told(saved, at) for saved in _due(at)[:limit])


def _due(at: dt.datetime) -> list[SavedSearch]:
    midnight = dt.datetime.combine(tokyo_date(at), dt.time(), TOKYO)
    candidates = SavedSearch.objects.filter(owner__is_active=True, kind__in=evaluation.kinds_to_save())
    return [
        saved
        for frequency, days in DAYS_BETWEEN.items()
        for saved in candidates.filter(
            frequency=frequency, last_run_at__lt=midnight - dt.timedelta(days=days - 1)
        ).select_related("owner")
    ]


def _told(saved: SavedSearch, at: dt.datetime) -> bool:
    """Claimed before it is run: a search that fails is tried again on its next day, and nothing is told twice."""
    if not SavedSearch.objects.filter(pk=saved.pk, last_run_at=saved.last_run_at).update(last_run_at=at):
        return False
    try:
        with transaction.atomic():
            return _announced(saved, at)
    except Exception:  # one broken search must not keep the news from everybody else
        logger.exception("saved search %s failed", saved.pk)
        return False


def _announced(saved: SavedSearch, at: dt.datetime) -> bool:
    search = evaluation.filterset_of(saved.kind, saved.query).qs.order("newest").newer_than(saved.last_rank)
    result = search.page(1, SHOWN).run()
    if not result.total:
        return False
    SavedSearch.objects.filter(pk=saved.pk).update(last_rank=result.newest)
    stop_url = settings.PORTAL_URL + reverse("search:stop", args=[saved.token])
    announce(
        ALERT.code,
        recipients=[saved.owner],
        context={**_context(saved, search, result), "stop_url": stop_url},
        path=f"{reverse(kinds.get(saved.kind).url_name)}?{saved.query}",
        at=at,
        headers={"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    return True


def _context(saved: SavedSearch, search: Search, result: Result) -> dict[str, object]:
    kind = kinds.get(search.kind)
    titles = {document.key: document.title for document in kind.documents(result.keys)}
    return {
        "name": saved.name,
        "kind": kind.label,
        "total": result.total,
        "titles": [titles[key] for key in result.keys if key in titles],
        "more": result.total - len(result.keys),
    }
