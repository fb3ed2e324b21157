"""A version in words, for the pages of staff."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.lib.dates import long_date
from portal.lib.money import yen

from .choices import Approval
from .models import Version
from .publishing import Tried, try_golden_cases
from .queries import shown
from .structure import Figure, get
from .texts import letter_in_words, route_in_words
from .words import WORDS

Pair = tuple[str, str]


def name_of(version: Version) -> str:
    """2026年度 第1期"""
    return f"{_('%(year)s年度') % {'year': version.fiscal_year}} {version.cohort}".strip()


def figures(version: Version) -> list[Pair]:
    return [(str(one.label), _figure(one, version.figures.get(one.key))) for one in get(version.scheme).figures]


def _figure(figure: Figure, value: Any) -> str:
    if figure.kind == "date" and value:
        return long_date(dt.date.fromisoformat(value))
    return shown(figure, value)


def words(version: Version) -> list[Pair]:
    return [(str(label), version.words[key]) for key, label in WORDS.items() if version.words.get(key)]


def clauses(version: Version) -> list[Pair]:
    return [(str(rule.sentence), version.clauses.get(rule.code, "")) for rule in get(version.scheme).conditions]


def window(version: Version) -> list[Pair]:
    return [
        (_("受付を始める日"), long_date(version.opens_on)),
        (_("受付を終える日"), long_date(version.closes_on) if version.closes_on else _("なし")),
        (_("受付の終わり方"), version.get_mode_display()),
        (_("標準処理期間"), _("開庁日で%(days)s日") % {"days": version.target_days}),
        (_("補正の期間"), _("開庁日で%(days)s日") % {"days": version.correction_days}),
        (_("決定後に取り下げられる日数"), _("%(days)s日") % {"days": version.withdraw_days}),
    ]


def route(version: Version) -> list[Pair]:
    told = [(_("決裁の場所"), version.get_approval_display()), (_("文書番号の記号"), version.letter_prefix)]
    if version.approval == Approval.IN_PORTAL:
        told.append((_("決裁の道すじ"), route_in_words(version.route)))
    return told


def examples(version: Version) -> list[tuple[Tried, str, str]]:
    """Each golden case with what it must come to and what it comes to."""
    outcomes = dict(version.golden_cases.model._meta.get_field("expected").choices or ())
    return [
        (
            one,
            f"{one.case.get_expected_display()}・{yen(one.case.expected_yen)}",
            one.error or f"{outcomes.get(one.outcome, one.outcome)}・{yen(one.yen)}",
        )
        for one in try_golden_cases(version)
    ]


def letter(kept: Mapping[str, Any]) -> list[Pair]:
    return [(label, text) for label, text in letter_in_words(kept) if text]
