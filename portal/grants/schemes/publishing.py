"""What stands between a draft and the public: every problem at once, and the golden cases worked anew."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from portal.lib.money import yen

from .choices import Approval, Role
from .conditions import held, worst
from .models import GoldenCase, Version
from .queries import figures_of, typed
from .structure import Facts, get
from .words import NEEDED, WORDS

WHOLE = ("yen", "count", "months", "days")


@dataclass(frozen=True)
class Tried:
    """A golden case and what it comes to under the figures as they stand; `error` where it cannot be worked."""

    case: GoldenCase
    outcome: str = ""
    yen: int = 0
    error: str = ""

    @property
    def agrees(self) -> bool:
        return not self.error and (self.outcome, self.yen) == (self.case.expected, self.case.expected_yen)


def try_golden_cases(version: Version) -> list[Tried]:
    return [_try(version, case) for case in version.golden_cases.order_by("pk")]


def _try(version: Version, case: GoldenCase) -> Tried:
    scheme = get(version.scheme)
    facts = Facts(case.answers, figures_of(version), case.day, case.rows)
    try:
        outcome = worst(held(scheme, version.clauses, facts))
        return Tried(case, outcome.value, scheme.estimate(facts).total)
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        return Tried(case, error=_("計算できません（%(what)s）。答えと数値を確かめてください。") % {"what": error})


Check = Callable[[Version], Iterable[str]]
_checks: list[Check] = []


def register(check: Check) -> None:
    """What a room to the right asks of a version, such as its letters."""
    _checks.append(check)


def problems(version: Version) -> list[str]:
    """Why a version cannot be published, in plain words; none when it can."""
    unreadable = list(_figure_problems(version))
    found = [*unreadable, *_gaps(version), *_window_problems(version), *_route_problems(version)]
    found += [problem for check in _checks for problem in check(version)]
    return found if unreadable else [*found, *_golden_problems(version)]


def _figure_problems(version: Version) -> Iterator[str]:
    """Each figure is there and of its kind; a part is not more than the whole."""
    for figure in get(version.scheme).figures:
        try:
            value = typed(figure, version.figures[figure.key])
            if value is None or value == "" or (figure.kind in WHOLE and (not isinstance(value, int) or value < 0)):
                raise ValueError
            if isinstance(value, Fraction) and not 0 <= value <= 1:
                raise ValueError
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            yield _("数値「%(label)s」が入っていないか、読めません。") % {"label": figure.label}


def _window_problems(version: Version) -> Iterator[str]:
    year = version.fiscal_year
    first, last = dt.date(year, 1, 1), dt.date(year + 1, 3, 31)
    if version.opens_on < first or version.opens_on > last or (version.closes_on and version.closes_on > last):
        yield _("受付の期間が、%(year)d年度と合いません。") % {"year": year}
    if not version.target_days:
        yield _("標準処理期間を、1日以上で入れてください。")
    if not version.letter_prefix.strip():
        yield _("文書番号の記号が入っていません。")


def _gaps(version: Version) -> Iterator[str]:
    scheme = get(version.scheme)
    for key in NEEDED:
        if not version.words.get(key, "").strip():
            yield _("ことば「%(label)s」が入っていません。") % {"label": WORDS[key]}
    for rule in scheme.conditions:
        if not version.clauses.get(rule.code, "").strip():
            yield _("条件「%(sentence)s」の要綱の条が入っていません。") % {"sentence": rule.sentence}


def _route_problems(version: Version) -> Iterator[str]:
    if version.approval == Approval.RECORD_ONLY:
        return
    if not version.route or version.route[-1].get("up_to") is not None:
        yield _("決裁の道すじの最後の段は、金額の上限をなしにしてください。")
    for tier in version.route:
        if not tier.get("steps") or set(tier["steps"]) - set(Role.values):
            yield _("決裁の道すじに、役割のない段があります。")


def _golden_problems(version: Version) -> Iterator[str]:
    tried = try_golden_cases(version)
    if not tried:
        yield _("確かめの例が一つもありません。答えの分かっている例を、一つ以上入れてください。")
    for one in tried:
        if not one.agrees:
            yield _("確かめの例「%(name)s」が合いません：期待は%(expected)s・%(yen)s、今の数値では%(found)s。") % {
                "name": one.case.name,
                "expected": one.case.get_expected_display(),
                "yen": yen(one.case.expected_yen),
                "found": one.error or f"{_outcome(one)}・{yen(one.yen)}",
            }


def _outcome(one: Tried) -> str:
    return str(dict(GoldenCase._meta.get_field("expected").choices or ()).get(one.outcome, one.outcome))
