"""What the conditions of course fees look at. Each scheme declares those it asks for as rules of its own.

`completed_on` and `hired_on` are answers; how many months and days are figures of the version.
"""

import datetime as dt

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Outcome, Said
from portal.grants.schemes.structure import Facts

from .days import ONE_DAY, in_words, last_day, limit

MET, NOT_YET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_YET, Outcome.NOT_MET, Outcome.UNKNOWN


def untold(label: str) -> Said:
    return Said(UNKNOWN, _("「%(label)s」の答えがまだありません。") % {"label": label})


def completed(facts: Facts) -> Said:
    day = facts.date("completed_on")
    if day is None:
        return untold(_("修了した日"))
    said = {"day": in_words(day, facts.day)}
    if day > facts.day:
        return Said(NOT_YET, _("修了は%(day)sの予定です。") % said)
    return Said(MET, _("修了 %(day)s") % said)


def hired_in_time(facts: Facts) -> Said:
    """Who works there already when the course ends is in time."""
    months = facts.figures["hire_within_months"]
    title = _("修了から%(months)sか月以内に、区内の事業所で働きはじめた") % {"months": months}
    done, hired = facts.date("completed_on"), facts.date("hired_on")
    if done is None:
        return untold(_("修了した日"))
    end = limit(done, months)
    if hired is None:
        return _not_hired(facts, end, title)
    said = {key: in_words(day, facts.day) for key, day in (("done", done), ("hired", hired), ("end", end))}
    if hired > end:
        return Said(NOT_MET, _("修了 %(done)s → 就職 %(hired)s。%(end)sまでの就職が対象です。") % said, title)
    if hired > facts.day:
        return Said(NOT_YET, _("%(hired)sから働く予定です。期限は%(end)sです。") % said, title)
    if hired <= done:
        return Said(MET, _("修了 %(done)s。その前から働いています。") % said, title)
    return Said(MET, _("修了 %(done)s → 就職 %(hired)s") % said, title)


def _not_hired(facts: Facts, end: dt.date, title: str) -> Said:
    said = {"end": in_words(end, facts.day)}
    if facts.day > end:
        return Said(NOT_MET, _("%(end)sまでに働きはじめた人が対象です。") % said, title)
    return Said(NOT_YET, _("%(end)sまでに働きはじめると、満たします。") % said, title)


def counts_from(facts: Facts) -> dt.date | None:
    """The first day of the months at work: of being hired, or the day after the course ended where that is later."""
    done, hired = facts.date("completed_on"), facts.date("hired_on")
    return max(done + ONE_DAY, hired) if done and hired else None


def worked_months(facts: Facts) -> Said:
    months = facts.figures["work_months"]
    title = _("%(months)sか月以上、続けて働いている") % {"months": months}
    first = counts_from(facts)
    if facts.date("completed_on") is None:
        return untold(_("修了した日"))
    if first is None:
        return Said(NOT_YET, _("働きはじめた日から数えて、%(months)sか月です。") % {"months": months}, title)
    last = last_day(first, months)
    words = (
        _("%(first)sから数えて、%(last)sで%(months)sか月になりました")
        if facts.day > last
        else _("%(first)sから数えて、%(last)sで%(months)sか月になります")
    )
    said = {"first": in_words(first, facts.day), "last": in_words(last, facts.day), "months": months}
    return Said(MET if facts.day > last else NOT_YET, words % said, title)


def worked_days(facts: Facts) -> Said:
    """Where days are missing, the day on which they will be enough is guessed from the pace so far, if it is known
    until when they were counted. After that day the guess is no proof: somebody has to count again.
    """
    needed, days = facts.figures["work_days"], facts.answers.get("days_worked")
    title = _("%(needed)s日以上、実際に働いた") % {"needed": needed}
    if days is None:
        return untold(_("働いた日数"))
    said = {"days": days, "more": needed - days, "needed": needed}
    if days >= needed:
        return Said(MET, _("あなたの答え：%(days)s日") % said, title)
    guess = _day_of_enough(facts, days, needed)
    if guess is None:
        return Said(NOT_YET, _("あなたの答え：%(days)s日。あと%(more)s日です。") % said, title)
    said["guess"] = in_words(guess, facts.day)
    if facts.day >= guess:
        words = _("あなたの答え：%(days)s日。今までの日数を、数えなおしてください。")
        return Said(UNKNOWN, words % said, title)
    words = _("あなたの答え：%(days)s日。このペースなら、%(guess)sごろに%(needed)s日になります。")
    return Said(NOT_YET, words % said, title)


def _day_of_enough(facts: Facts, days: int, needed: int) -> dt.date | None:
    first, until = facts.date("hired_on"), facts.date("days_until")
    if not days or first is None or until is None or until < first:
        return None
    passed = (until - first).days + 1
    return until + dt.timedelta(days=-(-(needed - days) * passed // days))


def listed_office(facts: Facts) -> Said:
    said = facts.answers.get("listed_office")
    if said is None:
        return untold(_("区内の事業所で働いているか"))
    if said:
        return Said(MET, _("あなたの答え：はい"))
    return Said(NOT_MET, _("あなたの答え：いいえ。区内の対象の事業所で働く人が対象です。"))


def no_other_money(facts: Facts) -> Said:
    said = facts.answers.get("other_money")
    if said is None:
        return untold(_("ほかの助成"))
    if said == "none":
        return Said(MET, _("あなたの答え：受けていません"))
    if said == "got":
        return Said(NOT_MET, _("あなたの答え：受けました。同じ費用に、二つの助成は使えません。"))
    return Said(UNKNOWN, _("ハローワークの給付などを受けた方は、窓口で確かめてください。"))


def still_in_time(facts: Facts) -> Said:
    """The months in which to apply run from the first day after the months at work."""
    months, first = facts.figures["apply_within_months"], counts_from(facts)
    if not months:
        return Said(MET, _("この年度の受付が終わるまで、申請できます。"))
    title = _("働いた月数を満たしてから%(months)sか月以内に申請する") % {"months": months}
    if first is None:
        return Said(MET, _("期限は、働きはじめた日から決まります。"), title)
    end = limit(last_day(first, facts.figures["work_months"]), months)
    said = {"end": in_words(end, facts.day)}
    if facts.day > end:
        return Said(NOT_MET, _("申請の期限は%(end)sでした。") % said, title)
    return Said(MET, _("%(end)sまでに申請してください。") % said, title)
