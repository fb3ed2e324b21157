"""May a household have breakers and fittings against earthquakes lent and fitted by the ward."""

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Said
from portal.grants.schemes.structure import Facts
from portal.lib.verdict import Rule, Severity, rule

from .. import said

SOURCE = "感震ブレーカー・家具転倒防止器具の要綱（サンプル）"


@rule("housing_subsidy.D01", "避難行動要支援者の名簿にのっている人がいる世帯である", SOURCE, Severity.REVIEW)
def listed_person(rule: Rule, facts: Facts) -> Said:
    """The list itself is not held here: a clerk compares."""
    answer = facts.answers.get("listed")
    if answer is None:
        return said.untold()
    if answer == "yes":
        return Said(said.MET, _("あなたの答え：います"))
    if answer == "no":
        return Said(said.NOT_MET, _("あなたの答え：いません。名簿にのっている人の世帯が対象です。"))
    return Said(said.UNKNOWN, _("名簿にのっているかどうかは、区が確かめます。このまま申請できます。"))


@rule("housing_subsidy.D02", "区内の、いま住んでいる家に付ける", SOURCE, Severity.BLOCK)
def lives_there(rule: Rule, facts: Facts) -> Said:
    return said.by_answer(facts, "lives_there", _("区内の、いま住んでいる家が対象です。"))


@rule("housing_subsidy.D03", "借りている家では、大家さんの承諾がある", SOURCE, Severity.BLOCK)
def owner_agrees(rule: Rule, facts: Facts) -> Said:
    house = facts.answers.get("house")
    if house is None:
        return said.untold()
    if house == "own":
        return Said(said.MET, _("あなたの答え：持ち家"))
    if house == "agreed":
        return Said(said.MET, _("あなたの答え：借りていて、承諾がある"))
    return Said(said.UNKNOWN, _("壁や柱にねじを使うことがあります。大家さんに聞いてください。相談は窓口へ。"))


@rule("housing_subsidy.D04", "同じ器具を、前に受けていない", SOURCE, Severity.REVIEW)
def not_before(rule: Rule, facts: Facts) -> Said:
    before = facts.answers.get("before")
    if before is None:
        return said.untold()
    if before == "no":
        return Said(said.MET, _("あなたの答え：はじめて"))
    if before == "yes":
        return Said(said.NOT_MET, _("あなたの答え：前に受けた。一つの世帯に一度です。"))
    return Said(said.UNKNOWN, _("前に受けたかどうかは、区が記録で確かめます。"))


CONDITIONS = (listed_person, lives_there, owner_agrees, not_before)
