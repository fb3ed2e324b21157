"""One household against many homes costs the same number of queries as against one."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from housing.fit import facts, queries
from housing.fit.household import Household, Near
from housing.homes.access import public_listings
from housing.homes.models import Listing
from portal.lib.dates import tokyo_date
from tests.factories import homes
from tests.fit.test_finder import make

pytestmark = pytest.mark.django_db
HOUSEHOLD = Household(
    elders=1, rent_limit=56_000, within_assistance=True, income=110_000, savings=100_000, stairs=2, has_contact=False,
    guarantees=("company",), areas=(Near("架空台駅", 10, "station", "station-t", 35.762, 139.629),),
)  # fmt: skip


def test_six_queries_for_any_number(django_assert_max_num_queries):
    call_command("load_money", verbosity=0)
    owner = homes.partner().organisation
    for _number in range(4):
        make(owner)
    with django_assert_max_num_queries(6):
        fits = queries.fitting(HOUSEHOLD, public_listings(), tokyo_date(timezone.now()))
    assert len(fits) == 4


def test_facts_are_those_of_the_listing():
    owner = homes.partner(languages="英語").organisation
    station = homes.town() and "station-t"
    made = make(owner, accesses=[{"station_id": station, "metres": 401, "is_measured": True}])
    found = facts.home(made)
    assert (found.rent, found.fee, found.monthly, found.area) == (52_000, 3_000, 55_000, 22.0)
    assert found.required_costs == [("deposit", 52_000), ("brokerage", 28_600)]
    assert found.guarantees == {"company", "certified"}
    assert found.welcomes == {"elderly"}
    assert found.stations == {"station-t": 6}
    assert (found.languages, found.town_name, found.entrance_step) == ("英語", "光が丘三丁目", 50)
    with pytest.raises(Listing.DoesNotExist):
        facts.home(Listing(pk=0))
