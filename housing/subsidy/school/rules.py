"""May a school's operator apply for the rent of rooms for its students; and what contradicts itself in a row."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Said
from portal.grants.schemes.structure import Answers, Facts, Figures, Problem
from portal.lib.verdict import Rule, Severity, rule

from .. import rows, said

ROOMS = "rooms"
SOURCE = "学校法人 学生宿舎借り上げ補助の要綱（サンプル）"


@rule("housing_subsidy.S01", "区内で、介護福祉士を養成する学校を運営している", SOURCE, Severity.BLOCK)
def runs_a_school(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "runs_school", _("区内の対象の学校を運営する法人が使えます。"))


@rule("housing_subsidy.S02", "部屋は、法人の名前で借りている", SOURCE, Severity.BLOCK)
def in_its_own_name(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "own_contract", _("契約を法人の名前に変えると、対象になります。"))


@rule("housing_subsidy.S03", "住んでいるのは、その学校の学生である", SOURCE, Severity.BLOCK)
def for_students(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "for_students", _("学生の住む部屋だけで申請してください。"))


@rule("housing_subsidy.S04", "同じ部屋に、二つの補助を使わない", SOURCE, Severity.REVIEW)
def no_doubles(rule: Rule, facts: Facts) -> Said:
    doubles = [unit for unit, _same in rows.overlapping(facts.rows.get(ROOMS, ()), "unit")]
    found = said.no_other_money(facts, _("同じ部屋"))
    if found.outcome is said.NOT_MET or not doubles:
        return found
    words = _("同じ時期に二度書かれています：%(doubles)s。確かめてください。")
    return Said(said.UNKNOWN, words % {"doubles": _("、").join(doubles)})


CONDITIONS = (runs_a_school, in_its_own_name, for_students, no_doubles)


def row_problems(row: Answers, figures: Figures) -> list[Problem]:
    return [*_student_problems(row), *rows.money_problems(row, figures), *rows.day_problems(row, figures)]


def report_problems(row: Answers, figures: Figures) -> list[Problem]:
    return [*row_problems(row, figures), *rows.paid_problems(row, figures)]


def across_rows(rooms: Sequence[Answers]) -> dict[int, list[Problem]]:
    return rows.written_twice(rooms, ("unit", "moved_in"))


def _student_problems(row: Answers) -> Iterator[Problem]:
    if row.get("students") == 0:
        words = _("住む学生が0人です。")
        yield Problem("students", words, _("空いている部屋は書かないでください。"))
