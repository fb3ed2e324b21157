"""By when one can apply, in a sentence."""

from django.utils.translation import gettext as _

from portal.grants.budget.queries import Gauge
from portal.grants.schemes.choices import Mode
from portal.grants.schemes.models import Version
from portal.lib.dates import long_date
from portal.lib.money import yen


def window(version: Version, little: Gauge | None) -> str:
    until = _("%(day)sまで") % {"day": long_date(version.closes_on)} if version.closes_on else ""
    if version.mode != Mode.BUDGET:
        return until or _("いつでも申請できます")
    left = _("残り%(yen)s。") % {"yen": yen(little.left)} if little else ""
    return left + (
        _("%(until)s。予算がなくなりしだい終わります") % {"until": until}
        if until
        else _("予算がなくなりしだい終わります")
    )


def ahead(version: Version | None) -> str:
    return _("%(day)sから受け付けます。") % {"day": long_date(version.opens_on)} if version else ""


def over(version: Version) -> str:
    if version.closes_on is None:
        return _("受付は終わりました。")
    return _("受付は%(day)sに終わりました。") % {"day": long_date(version.closes_on)}
