"""May somebody apply for the fee of the practitioner course, and from which day."""

import calendar
import datetime as dt

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Outcome, Said
from portal.grants.schemes.structure import Facts
from portal.lib.dates import short_date
from portal.lib.verdict import Rule, Severity, rule

SOURCE = "実務者研修 受講料助成の要綱（サンプル）"


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, its last day where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unknown(label: str) -> Said:
    return Said(Outcome.UNKNOWN, _("「%(label)s」の答えがまだありません。") % {"label": label})


@rule("training_subsidy.P01", "研修を修了している。", SOURCE, Severity.BLOCK)
def completed(rule: Rule, facts: Facts) -> Said:
    day = facts.date("completed_on")
    if day is None:
        return unknown(_("修了した日"))
    if day > facts.day:
        return Said(Outcome.NOT_YET, _("修了は%(day)sの予定です。") % {"day": short_date(day)})
    return Said(Outcome.MET, _("修了 %(day)s") % {"day": short_date(day)})


@rule("training_subsidy.P02", "修了から決まった月数のうちに、働きはじめた。", SOURCE, Severity.BLOCK)
def hired_in_time(rule: Rule, facts: Facts) -> Said:
    done, hired = facts.date("completed_on"), facts.date("hired_on")
    if done is None or hired is None:
        return unknown(_("働きはじめた日"))
    limit = months_later(done, facts.figures["hire_within_months"])
    said = _("修了 %(done)s → 就職 %(hired)s（期限 %(limit)s）") % {
        "done": short_date(done),
        "hired": short_date(hired),
        "limit": short_date(limit),
    }
    title = _("修了から%(months)sか月以内に、働きはじめた") % {"months": facts.figures["hire_within_months"]}
    return Said(Outcome.MET if hired <= limit else Outcome.NOT_MET, said, title)


@rule("training_subsidy.P03", "区が定めた、区内の介護・障害福祉の事業所で働いている。", SOURCE, Severity.BLOCK)
def listed_office(rule: Rule, facts: Facts) -> Said:
    said = facts.answers.get("listed_office")
    if said is None:
        return unknown(_("区内の事業所で働いているか"))
    if said:
        return Said(Outcome.MET, _("あなたの答え：はい"))
    return Said(Outcome.NOT_MET, _("あなたの答え：いいえ。区内の事業所で働いた分が対象です。"))


@rule("training_subsidy.P04", "決まった月数のあいだ、続けて働いている。", SOURCE, Severity.BLOCK)
def worked_long_enough(rule: Rule, facts: Facts) -> Said:
    done, hired = facts.date("completed_on"), facts.date("hired_on")
    if done is None or hired is None:
        return unknown(_("働きはじめた日"))
    start, months = max(done, hired), facts.figures["work_months"]
    full = months_later(start, months) - dt.timedelta(days=1)
    said = _("%(start)sから数えて、%(full)sで%(months)sか月になります") % {
        "start": short_date(start),
        "full": short_date(full),
        "months": months,
    }
    title = _("%(months)sか月以上、続けて働いている") % {"months": months}
    return Said(Outcome.MET if facts.day > full else Outcome.NOT_YET, said, title)


@rule("training_subsidy.P05", "決まった日数を、実際に働いた。", SOURCE, Severity.BLOCK)
def worked_days(rule: Rule, facts: Facts) -> Said:
    """What was worked until today is known; the days to come are not, so too few is for a desk to look at later."""
    days, needed = facts.answers.get("days_worked"), facts.figures["work_days"]
    if days is None:
        return unknown(_("働いた日数"))
    title = _("%(needed)s日以上、実際に働いた") % {"needed": needed}
    if days < needed:
        words = _("あなたの答え：%(days)s日。%(needed)s日になってから申請してください。")
        return Said(Outcome.UNKNOWN, words % {"days": days, "needed": needed}, title)
    return Said(Outcome.MET, _("あなたの答え：%(days)s日") % {"days": days}, title)


@rule("training_subsidy.P06", "同じ受講料に、ほかの助成を受けていない。", SOURCE, Severity.REVIEW)
def no_other_money(rule: Rule, facts: Facts) -> Said:
    said = facts.answers.get("other_money")
    if said == "none":
        return Said(Outcome.MET, _("あなたの答え：受けていません"))
    if said == "got":
        return Said(Outcome.NOT_MET, _("あなたの答え：受けました。同じ受講料に二つの助成は使えません。"))
    return Said(Outcome.UNKNOWN, _("ハローワークの給付などを受けた方は、窓口で確かめてください。"))


CONDITIONS = (completed, hired_in_time, listed_office, worked_long_enough, worked_days, no_other_money)
