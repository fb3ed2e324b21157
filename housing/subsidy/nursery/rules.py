"""May an operator apply for the rent of staff housing; and what contradicts itself in a row of its leases."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Said
from portal.grants.schemes.structure import Answers, Facts, Figures, Problem
from portal.lib.verdict import Rule, Severity, rule

from .. import rent, rows, said

LEASES = "leases"
SOURCE = "保育従事職員宿舎借り上げ支援の要綱（サンプル）"
WARD_ONLY, WARD, ANYWHERE = "ward_only", "ward", "anywhere"


@rule("housing_subsidy.N01", "区内で、対象の保育施設を運営している", SOURCE, Severity.BLOCK)
def runs_a_facility(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "runs_nursery", _("区内の対象の施設を運営する法人が使えます。"))


@rule("housing_subsidy.N02", "部屋は、法人の名前で借りている", SOURCE, Severity.BLOCK)
def in_its_own_name(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "own_contract", _("契約を法人の名前に変えると、対象になります。"))


@rule("housing_subsidy.N03", "住む職員は、常勤である", SOURCE, Severity.BLOCK)
def full_time(rule: Rule, facts: Facts) -> Said:
    figures = {"hours": facts.figures["day_hours"], "days": facts.figures["month_days"]}
    title = _("住む職員は、常勤である（1日%(hours)s時間以上、月%(days)s日以上）") % figures
    return said.by_answer(facts, "full_time", _("常勤の職員の部屋だけが対象です。"), title)


@rule("housing_subsidy.N04", "住む職員に、住居手当を払っていない", SOURCE, Severity.BLOCK)
def no_allowance(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "no_allowance", _("手当を払っていない職員の部屋が対象です。"))


@rule("housing_subsidy.N05", "部屋の場所が、決まりに合う", SOURCE, Severity.REVIEW)
def place(rule: Rule, facts: Facts) -> Said:
    """Sources differ on rooms outside the ward, so the version says which rule counts."""
    inside, counts = facts.answers.get("inside_ward"), facts.figures["place_rule"]
    if inside is None:
        return said.untold()
    if inside:
        return Said(said.MET, _("あなたの答え：すべて区内"))
    if counts == ANYWHERE:
        return Said(said.MET, _("あなたの答え：区外もある。通える場所なら対象です。"))
    if counts == WARD_ONLY:
        return Said(said.NOT_MET, _("あなたの答え：区外もある。区内の部屋だけで申請してください。"))
    return Said(said.UNKNOWN, _("あなたの答え：区外もある。対象になるかどうかを、窓口で確かめてください。"))


@rule("housing_subsidy.N06", "役員やその親族の住む部屋ではなく、法人や役員の持ち物でもない", SOURCE, Severity.BLOCK)
def no_officers(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "no_officers", _("その部屋をのぞいて申請してください。"))


@rule("housing_subsidy.N07", "同じ部屋・同じ職員に、二つの補助を使わない", SOURCE, Severity.REVIEW)
def no_doubles(rule: Rule, facts: Facts) -> Said:
    """A person may move within the year, and two may share a room: somebody looks at what overlaps."""
    leases = facts.rows.get(LEASES, ())
    doubles = [value for key in ("worker", "unit") for value, _same in rows.overlapping(leases, key)]
    found = said.no_other_money(facts, _("同じ部屋"))
    if found.outcome is said.NOT_MET or not doubles:
        return found
    words = _("同じ時期に二度書かれています：%(doubles)s。確かめてください。")
    return Said(said.UNKNOWN, words % {"doubles": _("、").join(doubles)})


CONDITIONS = (runs_a_facility, in_its_own_name, full_time, no_allowance, place, no_officers, no_doubles)


# Rows


def row_problems(row: Answers, figures: Figures) -> list[Problem]:
    """What a clerk would send back, said before it is sent."""
    return [
        *_contract_problems(row),
        *_work_problems(row, figures),
        *rows.money_problems(row, figures),
        *rows.day_problems(row, figures),
        *_hire_problems(row, figures),
    ]


def report_problems(row: Answers, figures: Figures) -> list[Problem]:
    return [*row_problems(row, figures), *rows.paid_problems(row, figures)]


def across_rows(leases: Sequence[Answers]) -> dict[int, list[Problem]]:
    return rows.written_twice(leases, ("unit", "worker", "moved_in"))


def _contract_problems(row: Answers) -> Iterator[Problem]:
    if row.get("lessee") == "worker":
        words = _("契約者が職員になっています。")
        yield Problem("lessee", words, _("法人の名前で借りた部屋だけを書いてください。"))
    if row.get("allowance") is True:
        words = _("住居手当を払っています。")
        yield Problem("allowance", words, _("手当を払っていない職員の部屋だけを書いてください。"))


def _work_problems(row: Answers, figures: Figures) -> Iterator[Problem]:
    only = _("常勤の職員だけを書いてください。")
    if row.get("hours", figures["day_hours"]) < figures["day_hours"]:
        yield Problem("hours", _("1日%(hours)s時間に足りません。") % {"hours": figures["day_hours"]}, only)
    if row.get("days", figures["month_days"]) < figures["month_days"]:
        yield Problem("days", _("月%(days)s日に足りません。") % {"days": figures["month_days"]}, only)


def _hire_problems(row: Answers, figures: Figures) -> Iterator[Problem]:
    """Years since hire are counted on the first day that the room counts."""
    hired, start, end = (rent.day(row, key) for key in ("hired_on", "moved_in", "moved_out"))
    if hired is None:
        return
    if hired > min(end or dt.date.max, figures["last_day"]):
        words = _("採用日が、住んだ期間より後です。")
        yield Problem("hired_on", words, _("採用日か、退去日を確かめてください。"))
    years = figures["years_since_hire"]
    if years and max(start or dt.date.min, figures["first_day"]) >= _anniversary(hired, years):
        limit = {"years": years}
        words = _("採用から%(years)s年をこえています。") % limit
        yield Problem("hired_on", words, _("対象は、採用から%(years)s年までの職員です。") % limit)


def _anniversary(day: dt.date, years: int) -> dt.date:
    """29 February comes round on 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
