"""May a care manager apply for the costs of becoming one, and from which day."""

from portal.grants.schemes.conditions import Said
from portal.grants.schemes.structure import Facts
from portal.lib.verdict import Rule, Severity, rule

from .. import seen

SOURCE = "介護支援専門員 資格取得助成の要綱（サンプル）"


@rule("training_subsidy.C01", "介護支援専門員の実務研修を修了している", SOURCE, Severity.BLOCK)
def completed(rule: Rule, facts: Facts) -> Said:
    return seen.completed(facts)


@rule(
    "training_subsidy.C02",
    "区内の、対象の介護・障害福祉の事業所で、介護支援専門員として働いている",
    SOURCE,
    Severity.BLOCK,
)
def listed_office(rule: Rule, facts: Facts) -> Said:
    return seen.listed_office(facts)


@rule("training_subsidy.C03", "決まった月数のあいだ、介護支援専門員として続けて働いている", SOURCE, Severity.BLOCK)
def worked_months(rule: Rule, facts: Facts) -> Said:
    return seen.worked_months(facts)


@rule("training_subsidy.C04", "同じ費用に、ほかの助成を受けていない", SOURCE, Severity.REVIEW)
def no_other_money(rule: Rule, facts: Facts) -> Said:
    return seen.no_other_money(facts)


CONDITIONS = (completed, listed_office, worked_months, no_other_money)
