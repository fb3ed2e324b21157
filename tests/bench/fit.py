"""One household against many homes: judged and put in order, beside the bare query that reads the same homes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from housing.fit import queries
from housing.fit.actions import load
from housing.fit.facts import COLUMNS
from housing.fit.household import Household, Near
from housing.homes.access import public_listings
from housing.homes.models import AcceptedGuarantee, Access, Cost, Listing, Welcome
from portal.accounts.models import new_token
from portal.geo.models import Station
from portal.lib.dates import tokyo_date
from tests.bench.pairs import Outcome, Step, compare
from tests.factories import homes

HOUSEHOLD = Household(
    elders=1, rent_limit=60_000, within_assistance=True, income=110_000, savings=100_000, stairs=2, step=60, door=600,
    rails=("bath",), has_contact=False, guarantees=("company",), needs_proxy=True,
    areas=(Near("架空台駅", 15, "station", "station-t", 35.762, 139.629),),
)  # fmt: skip
CHILDREN = (Cost, AcceptedGuarantee, Welcome)


class _Away(Exception):  # noqa: N818
    pass


@contextmanager
def many(count: int) -> Iterator[None]:
    """So many public homes of different rents, gone again afterwards."""
    try:
        with transaction.atomic():
            Listing.objects.filter(is_public=True).update(is_public=False)
            owner = homes.partner().organisation
            first = homes.home(owner, homes.keeper(owner), timezone.now())
            _multiply(first, count)
            load(at=timezone.now())
            yield
            raise _Away
    except _Away:
        pass


def _multiply(first: Listing, count: int) -> None:
    buildings = _copies(first.dwelling.building, count - 1, public_id=lambda _n: new_token())
    dwellings = _copies(first.dwelling, count - 1, building_id=lambda n: buildings[n].pk)
    cases = _copies(first.case, count - 1, public_id=lambda _n: new_token(), number=lambda n: f"bench-{n}")
    listings = _copies(
        first,
        count - 1,
        public_id=lambda _n: new_token(),
        confirmation_token=lambda _n: new_token(),
        case_id=lambda n: cases[n].pk,
        dwelling_id=lambda n: dwellings[n].pk,
        sequence=lambda n: 10_000_000 + n,
        rent=lambda n: 45_000 + n % 40 * 1_000,
    )
    for kind in CHILDREN:
        for row in kind._default_manager.filter(listing=first):
            _copies(row, count - 1, listing_id=lambda n: listings[n].pk)
    template = Access(building=first.dwelling.building, station=Station.objects.first(), metres=400)
    _copies(template, count - 1, building_id=lambda n: buildings[n].pk)


def _copies(row: models.Model, count: int, **changes: Any) -> list[Any]:
    kind = type(row)
    columns = [field.attname for field in kind._meta.concrete_fields if not field.primary_key]
    values = {name: getattr(row, name) for name in columns}
    made = [kind(**{**values, **{name: of(n) for name, of in changes.items()}}) for n in range(count)]
    return kind._default_manager.bulk_create(made, batch_size=500)


def one_household(count: int, pairs: int) -> tuple[Outcome, int]:
    """A is the whole fitting, B the one query of the homes' own columns; and how many queries A takes."""
    today = tokyo_date(timezone.now())

    def fit() -> list:
        return queries.fitting(HOUSEHOLD, public_listings(), today)

    def bare() -> list:
        return list(public_listings().order_by().values_list(*COLUMNS))

    with many(count):
        with CaptureQueriesContext(connection) as found:
            if len(fit()) != count:
                raise AssertionError("a home was left out")
        return compare([Step(fit, bare)], pairs), len(found)
