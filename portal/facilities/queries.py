import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import Promise

from portal.accounts.models import Organisation
from portal.codelists.queries import codes, labels
from portal.lib.dates import tokyo_date

from .importing.deciding import LABELS, as_value, decided
from .models import Access, Facility, Statement

# Shown as sentences elsewhere on the page, or of use to machines only.
NOT_LISTED = {"name", "kana", "point", "building"}


@dataclass(frozen=True)
class Fact:
    """One official fact: `differing` holds what other sources say instead, with their names."""

    label: str | Promise
    value: str
    source: str
    as_of: dt.date | None
    read_on: dt.date
    doubt: str
    differing: tuple[tuple[str, str], ...] = ()


def to_show(keys: Sequence[int]) -> list[Facility]:
    """Facilities in the order of the keys, with all that a card, a document or an API item needs."""
    rows = with_places().in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def with_places():
    walks = Access.objects.select_related("station").order_by("minutes", "station")
    return Facility.objects.select_related("kind__parent", "town", "organisation").prefetch_related(
        Prefetch("accesses", walks)
    )


def municipalities() -> list[tuple[str, str]]:
    names = Facility.objects.order_by("municipality").values_list("municipality", flat=True).distinct()
    return [(name, name) for name in names]


def facts(facility: Facility) -> list[Fact]:
    """What counts of each item, in the order of the page, with its source and day."""
    said = {(row.field, row.source): row for row in facility.statements.all()}
    if not said:
        return []
    parents = {code.value: code.parent_id for code in codes("facility_kind")}
    chosen = decided(said, parents)
    return [_fact(chosen[name], said) for name in LABELS if name in chosen and name not in NOT_LISTED]


def _fact(row: Statement, said: dict[tuple[str, str], Statement]) -> Fact:
    others = {
        (other.source, shown(other))
        for (name, _source), other in said.items()
        if name == row.field and other.value != row.value
    }
    read_on = tokyo_date(row.read_at)
    return Fact(LABELS[row.field], shown(row), row.source, row.as_of, read_on, row.doubt, tuple(sorted(others)))


def shown(row: Statement) -> str:
    """A stated value as people read it."""
    if row.field == "kind":
        return labels("facility_kind").get(row.value, row.value)
    if row.field == "capacity":
        return f"{int(row.value):,}名"
    if row.field == "opened_on":
        day = as_value(row.field, row.value)
        return f"{day.year}年{day.month}月{day.day}日"
    return row.value


def verified_operators(keys: Sequence[int]) -> list[Organisation]:
    """Verified organisations whose 法人番号 stands in one of these facilities that nobody runs yet."""
    numbers = Facility.objects.filter(pk__in=keys, organisation=None).exclude(corporate_number="")
    found = Organisation.objects.filter(verified_at__isnull=False)
    return list(found.filter(corporate_number__in=numbers.values("corporate_number")))
