"""M1 to M22: each looks at one household and one home and answers with lines. Pure functions.

A rule that was not asked about (nothing said, nothing to say) answers with no line. Hard rules are declared as BLOCK;
those that only inform are WARN and can refuse nothing. M9 never gives a line at all.
"""

from portal.lib.verdict import Rule

from . import body, cost, place, terms

RULES_VERSION = "2026-11-24"
RULES: tuple[Rule, ...] = (
    cost.rent_limit, cost.burden, cost.assistance, cost.benefit, cost.at_start, place.area, place.people, place.near,
    body.movement, terms.moving_in, terms.guarantee, terms.emergency_contact, terms.welcome, terms.dedicated,
    terms.proxy, terms.watching, terms.speech, terms.living, terms.freshness, terms.registration, place.seismic,
)  # fmt: skip
SILENT_RULES: tuple[Rule, ...] = (place.avoided,)
