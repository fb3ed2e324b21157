"""May a landlord or a shop apply for the grant for a lease made through the ward's consultation."""

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Said
from portal.grants.schemes.structure import Facts
from portal.lib.dates import long_date
from portal.lib.verdict import Rule, Severity, rule

from .. import said

SOURCE = "家主支援補助金の要綱（サンプル）"


@rule("housing_subsidy.L01", "区の入居相談を通じて、部屋の契約をした", SOURCE, Severity.BLOCK)
def through_the_ward(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "through_ward", _("区の入居相談から決まった契約が対象です。"))


@rule("housing_subsidy.L02", "契約した日が、対象の期間に入っている", SOURCE, Severity.BLOCK)
def leased_in_the_year(rule: Rule, facts: Facts) -> Said:
    day = facts.date("leased_on")
    if day is None:
        return said.untold()
    first, last = facts.figures["first_day"], facts.figures["last_day"]
    words = {"day": long_date(day), "first": long_date(first), "last": long_date(last)}
    if first <= day <= last:
        return Said(said.MET, _("契約 %(day)s") % words)
    return Said(said.NOT_MET, _("契約 %(day)s。対象は%(first)sから%(last)sまでです。") % words)


@rule("housing_subsidy.L03", "入居が済んでいる", SOURCE, Severity.BLOCK)
def moved_in(rule: Rule, facts: Facts) -> Said:
    day = facts.date("moved_in_on")
    if day is None:
        return said.untold()
    words = {"day": long_date(day)}
    if day > facts.day:
        return Said(said.NOT_YET, _("入居は%(day)sの予定です。その日から申請できます。") % words)
    return Said(said.MET, _("入居 %(day)s") % words)


@rule("housing_subsidy.L04", "同じ契約に、ほかの補助を受けていない", SOURCE, Severity.REVIEW)
def no_other_money(rule: Rule, facts: Facts) -> Said:
    return said.no_other_money(facts, _("同じ契約"))


CONDITIONS = (through_the_ward, leased_in_the_year, moved_in, no_other_money)
