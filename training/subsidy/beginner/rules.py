"""May somebody apply for the fee of the beginners' course, and from which day."""

from portal.grants.schemes.conditions import Said
from portal.grants.schemes.structure import Facts
from portal.lib.verdict import Rule, Severity, rule

from .. import seen

SOURCE = "介護職員初任者研修 受講料助成の要綱（サンプル）"


@rule("training_subsidy.B01", "研修を修了している", SOURCE, Severity.BLOCK)
def completed(rule: Rule, facts: Facts) -> Said:
    return seen.completed(facts)


@rule("training_subsidy.B02", "修了から決まった月数のうちに、区内の事業所で働きはじめた", SOURCE, Severity.BLOCK)
def hired_in_time(rule: Rule, facts: Facts) -> Said:
    return seen.hired_in_time(facts)


@rule("training_subsidy.B03", "区内の、対象の介護・障害福祉の事業所で働いている", SOURCE, Severity.BLOCK)
def listed_office(rule: Rule, facts: Facts) -> Said:
    return seen.listed_office(facts)


@rule("training_subsidy.B04", "決まった月数のあいだ、続けて働いている", SOURCE, Severity.BLOCK)
def worked_months(rule: Rule, facts: Facts) -> Said:
    return seen.worked_months(facts)


@rule("training_subsidy.B05", "同じ費用に、ほかの助成を受けていない", SOURCE, Severity.REVIEW)
def no_other_money(rule: Rule, facts: Facts) -> Said:
    return seen.no_other_money(facts)


CONDITIONS = (completed, hired_in_time, listed_office, worked_months, no_other_money)
