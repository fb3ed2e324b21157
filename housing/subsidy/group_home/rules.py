"""May the operator of a group home apply for its staff; what contradicts itself in a row. Only numbers of people."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Said
from portal.grants.schemes.structure import Answers, Facts, Figures, Problem
from portal.lib.verdict import Rule, Severity, rule

from .. import rows, said

HOMES = "homes"
SOURCE = "グループホーム人件費補助の要綱（サンプル）"
MONTHS = 12


@rule("housing_subsidy.G01", "区内で、指定を受けたグループホームを運営している", SOURCE, Severity.BLOCK)
def runs_a_home(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "runs_home", _("指定を受けた区内のグループホームが対象です。"))


@rule("housing_subsidy.G02", "受け入れについて、区と話し合っている", SOURCE, Severity.BLOCK)
def agreed_with_the_ward(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "agreed", _("受け入れの前に、区の窓口と話し合ってください。"))


@rule("housing_subsidy.G03", "決められた数より多く、職員を置いている", SOURCE, Severity.BLOCK)
def more_staff(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "more_staff", _("多く置いた職員の人件費が対象です。"))


@rule("housing_subsidy.G04", "同じ人件費に、ほかの補助を受けていない", SOURCE, Severity.REVIEW)
def no_other_money(rule: Rule, facts: Facts) -> Said:
    return said.no_other_money(facts, _("同じ人件費"))


CONDITIONS = (runs_a_home, agreed_with_the_ward, more_staff, no_other_money)


def row_problems(row: Answers, figures: Figures) -> list[Problem]:
    return list(_month_problems(row))


def across_rows(homes: Sequence[Answers]) -> dict[int, list[Problem]]:
    return rows.written_twice(homes, ("home",))


def _month_problems(row: Answers) -> Iterator[Problem]:
    people, months = row.get("people"), row.get("person_months")
    if people is None or months is None:
        return
    if months > people * MONTHS:
        limit = {"most": people * MONTHS, "people": people}
        words = _("人月が、%(people)s人の1年分（%(most)s人月）をこえています。") % limit
        yield Problem("person_months", words, _("一人ひとりの月数を足した数を書いてください。"))
    if bool(months) != bool(people):
        words = _("人数と人月のどちらかが0です。")
        yield Problem("person_months", words, _("受け入れがないホームは書かないでください。"))
