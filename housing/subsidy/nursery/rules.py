"""May an operator apply for the rent of staff housing; and what contradicts itself in a row of its leases."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.grants.schemes.conditions import Outcome, Said
from portal.grants.schemes.structure import Answers, Facts, Figures, Problem
from portal.lib.dates import long_date
from portal.lib.verdict import Rule, Severity, rule

SOURCE = "保育従事職員宿舎借り上げ支援の要綱（サンプル）"
SHORTEST_DAY, FEWEST_DAYS = 6, 20


def _yes(facts: Facts, key: str, yes: str, no: str) -> Said:
    """A yes meets the condition, a no does not."""
    said = facts.answers.get(key)
    if said is None:
        return Said(Outcome.UNKNOWN, _("答えがまだありません。"))
    return Said(Outcome.MET, yes) if said else Said(Outcome.NOT_MET, no)


@rule("housing_subsidy.N01", "区内で、対象の保育施設を運営している。", SOURCE, Severity.BLOCK)
def runs_a_facility(rule: Rule, facts: Facts) -> Said:
    return _yes(facts, "runs_nursery", _("あなたの答え：はい"), _("あなたの答え：いいえ。区内の施設が対象です。"))


@rule("housing_subsidy.N02", "部屋は、法人の名前で借りている。", SOURCE, Severity.BLOCK)
def in_its_own_name(rule: Rule, facts: Facts) -> Said:
    no = _("あなたの答え：いいえ。職員の名前の契約は、法人の名前に変えると対象になります。")
    return _yes(facts, "own_contract", _("あなたの答え：はい"), no)


@rule("housing_subsidy.N03", "住む職員は、常勤である（1日6時間以上、月20日以上）。", SOURCE, Severity.BLOCK)
def full_time(rule: Rule, facts: Facts) -> Said:
    return _yes(
        facts, "full_time", _("あなたの答え：はい"), _("あなたの答え：いいえ。常勤の職員の部屋だけが対象です。")
    )


@rule("housing_subsidy.N04", "住む職員に、住居手当を払っていない。", SOURCE, Severity.BLOCK)
def no_allowance(rule: Rule, facts: Facts) -> Said:
    no = _("あなたの答え：払っている。手当をやめた月からが対象です。")
    return _yes(facts, "no_allowance", _("あなたの答え：払っていない"), no)


@rule("housing_subsidy.N05", "部屋の場所が、決まりに合う。", SOURCE, Severity.REVIEW)
def place(rule: Rule, facts: Facts) -> Said:
    """Sources differ on rooms outside the ward, so the version says which rule counts."""
    inside = facts.answers.get("inside_ward")
    if inside is None:
        return Said(Outcome.UNKNOWN, _("答えがまだありません。"))
    if inside or facts.figures["place_rule"] == "anywhere":
        return Said(Outcome.MET, _("あなたの答え：%(where)s") % {"where": _("区内") if inside else _("区外")})
    return Said(Outcome.UNKNOWN, _("あなたの答え：区外。通える場所かどうかを、窓口で確かめてください。"))


CONDITIONS = (runs_a_facility, in_its_own_name, full_time, no_allowance, place)


# Rows


def row_problems(row: Answers, figures: Figures) -> list[Problem]:
    """What a clerk would send back, said before it is sent."""
    found = []
    if row.get("lessee") == "worker":
        found.append(
            Problem("lessee", _("契約者が職員になっています。"), _("法人の名前で借りた部屋だけを書いてください。"))
        )
    if row.get("allowance") is True:
        found.append(
            Problem("allowance", _("住居手当を払っています。"), _("手当を払っていない職員の部屋だけを書いてください。"))
        )
    if (hours := row.get("hours")) is not None and hours < SHORTEST_DAY:
        found.append(Problem("hours", _("1日6時間に足りません。"), _("常勤の職員だけを書いてください。")))
    if (days := row.get("days")) is not None and days < FEWEST_DAYS:
        found.append(Problem("days", _("月20日に足りません。"), _("常勤の職員だけを書いてください。")))
    return [*found, *_money_problems(row, figures), *_day_problems(row, figures)]


def _money_problems(row: Answers, figures: Figures) -> list[Problem]:
    rent, limit = row.get("rent"), figures["key_money_months"]
    found = []
    if rent is not None and row.get("key_money", 0) > rent * limit:
        words = _("礼金が家賃の%(limit)sか月分をこえています。") % {"limit": limit}
        found.append(
            Problem(
                "key_money", words, _("こえた分は対象外です。%(limit)sか月分までを書いてください。") % {"limit": limit}
            )
        )
    if rent is not None and row.get("resident_part", 0) > rent + row.get("common_fee", 0):
        found.append(
            Problem(
                "resident_part",
                _("職員が払う分が、家賃と共益費より大きくなっています。"),
                _("月の額を確かめてください。"),
            )
        )
    return found


def _day_problems(row: Answers, figures: Figures) -> list[Problem]:
    start, end = (dt.date.fromisoformat(row[key]) if row.get(key) else None for key in ("moved_in", "moved_out"))
    first, last = figures["first_day"], figures["last_day"]
    found = []
    if start and start > last:
        words = _("入居日が、対象の年度（%(last)sまで）より後です。") % {"last": long_date(last)}
        found.append(Problem("moved_in", words, _("この年度の部屋だけを書いてください。")))
    if end and end < first:
        words = _("退去日が、対象の年度（%(first)sから）より前です。") % {"first": long_date(first)}
        found.append(Problem("moved_out", words, _("この年度の部屋だけを書いてください。")))
    if start and end and end < start:
        found.append(Problem("moved_out", _("退去日が入居日より前です。"), _("日付を確かめてください。")))
    return [*found, *_years_problems(row, figures, start)]


def _years_problems(row: Answers, figures: Figures, start: dt.date | None) -> list[Problem]:
    limit, hired = figures.get("years_since_hire"), row.get("hired_on")
    if not limit or not hired:
        return []
    ends = dt.date.fromisoformat(hired)
    ends = ends.replace(year=ends.year + limit, day=min(ends.day, 28) if ends.month == 2 else ends.day)
    if max(start or figures["first_day"], figures["first_day"]) < ends:
        return []
    words = _("採用から%(limit)s年をこえています。") % {"limit": limit}
    return [
        Problem("hired_on", words, _("%(limit)s年までの職員が対象です。採用日を確かめてください。") % {"limit": limit})
    ]


def across_rows(rows: Sequence[Answers]) -> dict[int, list[Problem]]:
    """The same room written twice for the same person is an error of writing."""
    seen: dict[tuple[str, str, str], int] = {}
    found: dict[int, list[Problem]] = {}
    for place, row in enumerate(rows):
        key = (str(row.get("unit", "")), str(row.get("worker", "")), str(row.get("moved_in", "")))
        if all(key) and key in seen:
            words = _("%(row)s行目と同じ部屋、同じ職員、同じ入居日です。") % {"row": seen[key] + 1}
            found[place] = [Problem("unit", words, _("一つを消してください。"))]
        seen.setdefault(key, place)
    return found
