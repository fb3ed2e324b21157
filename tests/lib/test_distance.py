import pytest

from portal.lib.distance import cycling_minutes, metres, reach_by_bicycle, reach_on_foot, walking_minutes

NERIMA = (35.738, 139.654)
SHAKUJII_KOEN = (35.744, 139.607)


def test_a_degree_of_latitude_is_111_kilometres():
    assert round(metres(35.0, 139.0, 36.0, 139.0)) == 111195


def test_distance_is_symmetric_and_zero_at_home():
    assert metres(*NERIMA, *SHAKUJII_KOEN) == metres(*SHAKUJII_KOEN, *NERIMA)
    assert metres(*NERIMA, *NERIMA) == 0
    assert round(metres(*NERIMA, *SHAKUJII_KOEN)) == 4294


@pytest.mark.parametrize(("straight", "on_foot", "by_bicycle"), [(0, 1, 1), (80, 2, 1), (800, 13, 6), (801, 14, 6)])
def test_begun_minutes_count_whole(straight, on_foot, by_bicycle):
    assert (walking_minutes(straight), cycling_minutes(straight)) == (on_foot, by_bicycle)


@pytest.mark.parametrize("minutes", [1, 5, 13, 20])
def test_whoever_is_within_reach_arrives_in_time(minutes):
    assert walking_minutes(reach_on_foot(minutes)) == minutes
    assert walking_minutes(reach_on_foot(minutes) + 1) == minutes + 1
    assert cycling_minutes(reach_by_bicycle(minutes)) == minutes
