"""What happens after applying, by the profile of a scheme, and which documents each filing wants."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.grants.schemes.models import Version
from portal.grants.schemes.structure import FilingKind, Profile, Scheme, Slot
from portal.lib.dates import add_business_days, long_date

Step = tuple[str, str]


def way_of(scheme: Scheme, version: Version, today: dt.date) -> list[Step]:
    """(step, what is said of it), from the application to the end."""
    day = max(today, version.opens_on)
    expected = _("めやすは、届いてから開庁日で%(days)s日です。%(day)sに出すと、%(done)sごろです。") % {
        "days": version.target_days,
        "day": long_date(day),
        "done": long_date(add_business_days(day, version.target_days)),
    }
    before = [(_("事前の相談"), "")] if scheme.profile is Profile.EVALUATION else []
    apply = (_("申請する"), _("書いたものは途中で保存できます。"))
    return [*before, apply, (_("区が内容を確かめる"), expected), *_after(scheme.profile)]


def _after(profile: Profile) -> list[Step]:
    notice = _("決定の通知書が届きます。")
    if profile is Profile.AFTERWARDS:
        return [(_("交付の決定と額の確定"), notice), (_("振込"), _("申請のときの口座に振り込みます。"))]
    if profile is Profile.IN_KIND:
        return [(_("決定"), notice), (_("訪問"), _("日を決めて、うかがいます。"))]
    advance = [(_("前払い"), "")] if profile is Profile.ADVANCE else []
    return [
        (_("交付の決定"), notice + _("内容が変わるときは、変更の申請を出します。")),
        *advance,
        (_("実績を報告する"), _("年度が終わったら出します。")),
        (_("額の確定"), _("報告をもとに、区が額を決めます。")),
        (_("請求と振込"), _("確定した額を請求すると、口座に振り込みます。")),
    ]


def documents_of(scheme: Scheme) -> list[tuple[FilingKind, tuple[Slot, ...]]]:
    return [(kind, kind.slots) for kind in scheme.filings if kind.slots]
