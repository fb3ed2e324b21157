"""What the law and the portal ask of a vacancy: V01 to V30, pure functions of a sheet and a situation.

A rule whose name ends in W only warns; in A, the portal acts. Money is compared in whole numbers.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.lib.dates import long_date
from portal.lib.money import divide_up, yen
from portal.lib.verdict import Finding, Rule, Severity, all_rules, rule

from . import wording
from .choices import AgeReason, ChangeScope, Contract, PartKind, Renewal, RenewalLimit, Smoking, WageType
from .sheet import Sheet, Shift, WagePart, differences

RULES_VERSION = "2026-11-24"

REGULAR = {"E1", "E2"}
HOME_HELPER, CARE_WORKER, CARE_ASSISTANT = "O02", "O01", "O12"
NURSERY_TEACHERS = {"O41", "O44"}
NURSERY_LICENCES = {"Q51", "Q52"}
# 保育士, 保育補助, 子育て支援員 … and the two managers and instructors of facilities for disabled children.
WITH_CHILDREN = {f"O{number}" for number in range(41, 51)} | {"O26", "O28"}
DAILY_LIFE_HELP = {"Q04"}
BODY_CARE = {"Q05", "Q06", "Q07", "Q08", "Q09", "Q10", "Q71", "Q72", "Q73"}
CHILD_SAFETY_ACT = dt.date(2026, 12, 25)
SHORTEST_DUTIES, LONGEST_TITLE = 80, 30
REMIND_AFTER_DAYS, HIDE_AFTER_DAYS = 30, 45
DECLARED_FOR_DAYS = 366
DAY_LIMIT, WEEK_LIMIT = 8 * 60, 40 * 60
UNDECIDED = re.compile(r"未定|未確定|決まっていない|検討中")
# 最低賃金法施行規則1条 and the notice of the Tokyo rate: what is never counted.
NEVER_COUNTED = re.compile(
    r"通勤|交通費|家族|扶養|子ども|子供|精勤|皆勤|固定残業|みなし|ミナシ|見なし|時間外|残業|深夜|夜勤|夜間|宿直|当直|休日|賞与|臨時"
)
# 労働基準法施行規則21条: what the hourly pay for overtime leaves out.
NOT_IN_OVERTIME_BASE = re.compile(r"通勤|交通費|家族|扶養|子ども|子供|子女|住宅|住居|家賃|別居|単身|臨時|賞与")
OVERTIME_IN_DISGUISE = re.compile(r"みなし|ミナシ|見なし|営業手当|業務手当|定額残業|固定残業|定額時間外|固定時間外")


@dataclass(frozen=True)
class Situation:
    """What is known beside the sheet. `wages` are (first day, yen per hour) in the order of the days.

    `posting_days` counts from today on; the sheet's `recruit_until` may end the posting earlier.
    `previous` is what was public before; `confirmed_on` is when the employer last said that it is true.
    """

    today: dt.date
    wages: tuple[tuple[dt.date, int], ...] = ()
    posting_days: int = 90
    refusal_declared_on: dt.date | None = None
    previous: Sheet | None = None
    has_applicants: bool = False
    confirmed_on: dt.date | None = None


Found = Iterator[Finding]


def check(sheet: Sheet, situation: Situation) -> list[Finding]:
    """Everything the rules find, in the order of the sheet."""
    found = [finding for each in RULES for finding in each.check(each, sheet, situation)]
    return sorted(found, key=lambda finding: _PLACE[finding.field])


def blocks(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.BLOCK]


def reviews(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.REVIEW]


_PLACE = {name: place for place, name in enumerate(Sheet.__dataclass_fields__)}


# What must be said


STATUTORY = [
    ("employer", "募集する法人の名前", "団体の情報で、法人の名前を登録してください。"),
    ("corporate_number", "法人番号", "団体の情報で、13桁の法人番号を登録してください。"),
    ("facility", "事業所の名前", "事業所の情報で、名前を登録してください。"),
    ("address", "働く場所の住所", "事業所の情報で、実際に働く場所の住所を登録してください。本部の住所ではありません。"),
    ("occupation", "職種", "一覧から一つ選んでください。"),
    ("title", "求人の名前", "30字までで書いてください（例：「特別養護老人ホームの介護職員・日勤のみ」）。"),
    ("duties", "仕事の内容", "入ってすぐの仕事を80字以上で書いてください。はじめの3行で分かるようにします。"),
    ("employment", "雇用形態", "一覧から一つ選んでください。"),
    ("contract", "契約の期間", "「期間の定めなし」か「期間の定めあり」を選んでください。"),
    ("shifts", "始業と終業の時刻", "勤務を1行に一つずつ、曜日、始業、終業、休憩を入れてください。"),
    ("overtime", "残業があるか", "「はい」か「いいえ」を選んでください。"),
    ("holidays", "休日", "休みの決まりを書いてください（例：「週休2日、シフトによる」）。"),
    ("annual_holidays", "年間休日", "1年の休みの日数を入れてください（例：110）。"),
    ("paid_leave", "6か月後の有給休暇", "6か月働いた後の日数を入れてください（週5日なら10日以上）。"),
    ("wage_type", "賃金の形", "月給、日給、時給、年俸から選んでください。"),
    ("base_low", "基本給", "手当と固定残業代を除いた額を入れてください。"),
    ("health_insurance", "健康保険", "「はい」か「いいえ」を選んでください。"),
    ("pension", "厚生年金", "「はい」か「いいえ」を選んでください。"),
    ("injury_insurance", "労災保険", "「はい」か「いいえ」を選んでください。"),
    ("unemployment_insurance", "雇用保険", "「はい」か「いいえ」を選んでください。"),
    ("smoking", "たばこの煙を防ぐ対策", "働く場所の対策を一つ選んでください。"),
]
UNANSWERED = (None, "", ())


@rule(
    "vacancies.V01",
    "法律で決められた労働条件がすべて書いてある。",
    "職業安定法 第5条の3 第1項・第2項・第4項、同法施行規則 第4条の2",
    Severity.BLOCK,
)
def statutory_terms(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for name, label, mend in STATUTORY:
        if getattr(sheet, name) in UNANSWERED:
            yield rule.found(name, _("%(label)sが入っていません。") % {"label": label}, mend)
    yield from _conditional_terms(rule, sheet)


def _conditional_terms(rule: Rule, sheet: Sheet) -> Found:
    length = len(sheet.duties.strip())
    if 0 < length < SHORTEST_DUTIES:
        message = _("仕事の内容が短すぎます（いま %(length)d字）。") % {"length": length}
        yield rule.found("duties", message, _("80字以上で、だれに、何を、どのくらいするのかを書いてください。"))
    if len(sheet.title) > LONGEST_TITLE:
        yield rule.found("title", _("求人の名前が長すぎます。"), _("30字までにしてください。"))
    if (
        sheet.contract == Contract.FIXED
        and not sheet.contract_months
        and not (sheet.contract_from and sheet.contract_to)
    ):
        yield rule.found(
            "contract_months",
            _("契約の期間が入っていません。"),
            _("契約の月数か、始まりと終わりの日を入れてください（例：12か月）。"),
        )
    if sheet.overtime and sheet.overtime_hours is None:
        yield rule.found(
            "overtime_hours",
            _("残業の月平均が入っていません。"),
            _("前の年度の実績から、1か月の平均の時間を入れてください（例：5）。"),
        )
    if sheet.wage_type in (WageType.MONTH, WageType.YEAR) and not sheet.annual_hours:
        yield rule.found(
            "annual_hours",
            _("年間の所定労働時間が入っていません。"),
            _("1年に働く日数×1日の時間を入れてください（例：243日×8時間＝1,944）。最低賃金を確かめるのに使います。"),
        )


CHANGES = [
    ("duties_change", "duties_change_text", "仕事", "法人内の通所介護と訪問介護の仕事"),
    ("place_change", "place_change_text", "働く場所", "練馬区内の当法人の事業所"),
]


@rule(
    "vacancies.V02",
    "仕事と働く場所が変わる範囲が書いてあり、「未定」ではない。",
    "職業安定法施行規則 第4条の2 第3項（2024年4月1日から）",
    Severity.BLOCK,
)
def scope_of_change(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for scope, text, label, example in CHANGES:
        written = getattr(sheet, text).strip()
        words = {"label": label, "example": example}
        if not getattr(sheet, scope):
            yield rule.found(
                scope,
                _("%(label)sが変わる範囲が決まっていません。") % words,
                _("「変更なし」を選ぶか、変わることがある範囲を書いてください（例：「%(example)s」）。") % words,
            )
        elif UNDECIDED.search(written):
            yield rule.found(
                text,
                _("%(label)sが変わる範囲に「未定」とは書けません。") % words,
                _("いま考えられる範囲を書いてください（例：「%(example)s」）。変わらないなら「変更なし」を選びます。")
                % words,
            )
        elif getattr(sheet, scope) == ChangeScope.LIMITED and not written:
            yield rule.found(
                text,
                _("変わることがある%(label)sが書いてありません。") % words,
                _("範囲を書いてください（例：「%(example)s」）。") % words,
            )


@rule(
    "vacancies.V02W",
    "変わる範囲が広いときは、分かるところまで狭める。",
    "職業安定法施行規則 第4条の2 第3項（2024年4月1日から）",
    Severity.WARN,
)
def wide_scope_of_change(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for scope, _text, label, example in CHANGES:
        if getattr(sheet, scope) == ChangeScope.ANY:
            words = {"label": label, "example": example}
            yield rule.found(
                scope,
                _("%(label)sが「会社の定める範囲」では、応募する人に広すぎます。") % words,
                _("見こみがあれば「決まった範囲」を選んで書いてください（例：「%(example)s」）。") % words,
            )


@rule(
    "vacancies.V03",
    "期間の定めがあるときは、更新の基準と上限が書いてある。",
    "職業安定法施行規則 第4条の2 第3項（2024年4月1日から）",
    Severity.BLOCK,
)
def renewal_terms(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.contract != Contract.FIXED:
        return
    if not sheet.renewal:
        yield rule.found(
            "renewal", _("契約の更新が決まっていません。"), _("更新する、することがある、しない、から選んでください。")
        )
    if sheet.renewal == Renewal.POSSIBLE and not sheet.renewal_criteria.strip():
        yield rule.found(
            "renewal_criteria",
            _("更新を決める基準が書いてありません。"),
            _("何で決めるかを書いてください（例：「勤務の成績、本人の希望、事業所の経営の状況」）。"),
        )
    if sheet.renewal in (Renewal.AUTOMATIC, Renewal.POSSIBLE) and not sheet.renewal_limit:
        yield rule.found(
            "renewal_limit", _("更新の上限が決まっていません。"), _("上限がなければ「上限なし」を選んでください。")
        )
    if sheet.renewal_limit in (RenewalLimit.YEARS, RenewalLimit.TIMES) and not sheet.renewal_limit_value:
        yield rule.found(
            "renewal_limit_value",
            _("更新の上限の数が入っていません。"),
            _("通算の年数（例：5）か、更新の回数（例：4）を入れてください。"),
        )


@rule(
    "vacancies.V04",
    "試用期間があるかないかと、条件が違うときはその賃金が書いてある。",
    "職業安定法 第5条の3、労働者の募集を行う者等の指針（平成11年労働省告示第141号）",
    Severity.BLOCK,
)
def trial_period(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.trial_months is None:
        yield rule.found(
            "trial_months", _("試用期間が入っていません。"), _("月数を入れてください。ないときは 0 と入れます。")
        )
    elif sheet.trial_months and sheet.trial_same is None:
        yield rule.found(
            "trial_same",
            _("試用期間の条件が同じかどうか分かりません。"),
            _("同じなら「はい」、違うなら「いいえ」を選んで、試用期間の基本給を入れてください。"),
        )
    elif sheet.trial_months and sheet.trial_same is False:
        if sheet.trial_base is None:
            yield rule.found(
                "trial_base",
                _("試用期間の基本給が入っていません。"),
                _("試用期間に払う基本給を入れてください。最低賃金を下回ることはできません。"),
            )
        else:
            yield from _below_minimum(rule, sheet, situation, "trial_base", sheet.trial_base, _("試用期間の基本給"))


@rule(
    "vacancies.V05",
    "公開の時に条件がすべて書いてあり、「詳しくは面接で」としない。",
    "職業安定法 第5条の3 第3項（紙面が足りない時の例外は、このサイトでは使わない）",
    Severity.BLOCK,
)
def nothing_left_for_later(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for hit in wording.hits(sheet).get("V05", ()):
        yield rule.found(hit.field, _("「%(found)s」とあり、条件が分かりません。") % {"found": hit.found}, hit.mend)


# Pay


@dataclass(frozen=True)
class Hourly:
    """Pay per hour as a fraction: `yen` for `hours`; `times` is what one yen of base pay adds to `yen`."""

    yen: int
    hours: int
    times: int

    def reaches(self, rate: int) -> bool:
        return self.yen >= rate * self.hours

    def missing(self, rate: int) -> int:
        """How much more base pay it takes, in whole yen."""
        return max(0, divide_up(rate * self.hours - self.yen, self.times))


def hourly(sheet: Sheet, base: int, parts: Iterable[WagePart]) -> Hourly | None:
    """None when the sheet does not say the hours that it takes. A day is as long as the longest shift."""
    amount = base + sum(part.low for part in parts)
    if sheet.wage_type == WageType.HOUR:
        return Hourly(amount, 1, 1)
    if sheet.wage_type == WageType.DAY:
        minutes = max((shift.working_minutes for shift in sheet.shifts), default=0)
        return Hourly(amount * 60, minutes, 60) if minutes > 0 else None
    if not sheet.annual_hours or not sheet.wage_type:
        return None
    times = 12 if sheet.wage_type == WageType.MONTH else 1
    return Hourly(amount * times, sheet.annual_hours, times)


def counted_parts(sheet: Sheet) -> list[WagePart]:
    """The parts of pay that count for the minimum wage."""
    return [
        part
        for part in sheet.parts
        if part.kind == PartKind.FIXED
        and part.counts_for_minimum
        and not NEVER_COUNTED.search(wording.folded(part.name))
    ]


def rate_on(wages: Iterable[tuple[dt.date, int]], day: dt.date) -> int | None:
    """The minimum wage of a day: the last row that has begun."""
    begun = [row for row in wages if row[0] <= day]
    return max(begun)[1] if begun else None


def unmet_from(sheet: Sheet, wages: Iterable[tuple[dt.date, int]], since: dt.date) -> dt.date | None:
    """The first day, from `since` on, on which the base pay is below the minimum wage by the rows known (V09)."""
    pay = hourly(sheet, sheet.base_low, counted_parts(sheet)) if sheet.base_low is not None else None
    if pay is None:
        return None
    rows = tuple(wages)
    days = [since, *sorted(first for first, _yen in rows if first > since)]
    return next((day for day in days if not pay.reaches(rate_on(rows, day) or 0)), None)


def last_day(sheet: Sheet, situation: Situation) -> dt.date:
    """The last day of the posting."""
    longest = situation.today + dt.timedelta(days=max(situation.posting_days, 1) - 1)
    return min(longest, max(sheet.recruit_until, situation.today)) if sheet.recruit_until else longest


def _highest_rate(sheet: Sheet, situation: Situation) -> tuple[dt.date, int] | None:
    """(first day, yen) of the highest minimum wage among every day of the posting and the day that work starts."""
    today, last = situation.today, last_day(sheet, situation)
    days = {today, max(sheet.start_on or today, today)}
    days |= {first for first, _yen in situation.wages if today < first <= last}
    rates = [(rate, day) for day in sorted(days) if (rate := rate_on(situation.wages, day)) is not None]
    if not rates:
        return None
    highest = max(rate for rate, _day in rates)
    return next(day for rate, day in rates if rate == highest), highest


UNITS = {WageType.MONTH: "月", WageType.DAY: "日", WageType.HOUR: "時間", WageType.YEAR: "年"}


def _below_minimum(rule: Rule, sheet: Sheet, situation: Situation, field: str, base: int, label: str) -> Found:
    pay, required = hourly(sheet, base, counted_parts(sheet)), _highest_rate(sheet, situation)
    if pay is None:
        return
    if required is None:
        yield rule.found(
            field,
            _("最低賃金の額が登録されていないため、確かめられません。"),
            _("区の職員が額を登録するまでお待ちください。"),
        )
        return
    day, rate = required
    if pay.reaches(rate):
        return
    since = _("%(day)sからの額で、") % {"day": long_date(day)} if day > situation.today else ""
    words = {
        "since": since,
        "paid": yen(pay.yen // pay.hours),
        "rate": yen(rate),
        "label": label,
        "base": yen(base + pay.missing(rate)),
        "hours": f"{sheet.annual_hours or 0:,}",
    }
    message = _("%(since)s最低賃金を下回っています：1時間あたり %(paid)s（必要 %(rate)s）") % words
    if sheet.wage_type in (WageType.MONTH, WageType.YEAR):
        mend = _("%(label)sを%(base)s以上にするか、年間の所定労働時間（いま %(hours)s時間）を見直します。") % words
    else:
        mend = _("%(label)sを%(base)s以上にします。") % words
    yield rule.found(field, message, mend + _("通勤手当と固定残業代は計算に入れません。"))


@rule(
    "vacancies.V06",
    "固定残業代は、額、時間、除いた基本給、超えた分の追加の支払いが書いてあり、ほかの名前に隠れていない。",
    "若者雇用促進法に基づく指針（平成27年厚生労働省告示第406号）第二の一(一)ヘ、職業安定法に基づく指針",
    Severity.BLOCK,
)
def fixed_overtime_terms(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.fixed_overtime:
        yield from _fixed_overtime_parts(rule, sheet)
    elif sheet.fixed_overtime_hours:
        yield rule.found(
            "fixed_overtime",
            _("固定残業代の額が入っていません。"),
            _("%(hours)d時間分としていくら払うかを入れてください。固定残業代がないなら時間を消します。")
            % {"hours": sheet.fixed_overtime_hours},
        )
    yield from _hidden_overtime(rule, sheet)


def _fixed_overtime_parts(rule: Rule, sheet: Sheet) -> Found:
    if not sheet.fixed_overtime_hours:
        yield rule.found(
            "fixed_overtime_hours",
            _("固定残業代があるときは、何時間分かが必要です。"),
            _("%(amount)sが何時間分かを入れてください（例：10）。") % {"amount": yen(sheet.fixed_overtime or 0)},
        )
    if sheet.base_low is None:
        yield rule.found(
            "base_low",
            _("固定残業代を除いた基本給が必要です。"),
            _("固定残業代の%(amount)sを除いた額を入れてください。") % {"amount": yen(sheet.fixed_overtime or 0)},
        )
    if not sheet.fixed_overtime_excess:
        hours = (
            _("%(hours)d時間") % {"hours": sheet.fixed_overtime_hours}
            if sheet.fixed_overtime_hours
            else _("決めた時間")
        )
        yield rule.found(
            "fixed_overtime_excess",
            _("固定残業の時間を超えた分を追加で払うことが必要です。"),
            _("「%(hours)sを超えた残業の分は追加で払う」に「はい」と答えてください。") % {"hours": hours},
        )


def _hidden_overtime(rule: Rule, sheet: Sheet) -> Found:
    for part in sheet.parts:
        if OVERTIME_IN_DISGUISE.search(wording.folded(part.name)):
            yield rule.found(
                "parts",
                _("「%(name)s」は、残業代にあたるかどうか分かりません。") % {"name": part.name},
                _(
                    "残業代なら、この手当を消して「固定残業代」の欄に額（いま %(amount)s）と時間を入れてください。"
                    "残業代でないなら、何に払うか分かる名前にしてください（例：「資格手当」）。"
                )
                % {"amount": yen(part.low)},
            )
    if not sheet.fixed_overtime:
        for hit in wording.hits(sheet).get("V06", ()):
            if hit.field != "parts":
                message = _("「%(found)s」とありますが、固定残業代の欄が空です。") % {"found": hit.found}
                yield rule.found(hit.field, message, hit.mend)


@rule(
    "vacancies.V07",
    "固定残業代の1時間分は、1時間の賃金の1.25倍を下回らない。",
    "労働基準法 第37条",
    Severity.REVIEW,
)
def fixed_overtime_rate(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    paid, hours = sheet.fixed_overtime, sheet.fixed_overtime_hours
    if not paid or not hours or sheet.base_low is None or sheet.wage_type not in (WageType.MONTH, WageType.YEAR):
        return
    parts = [
        part
        for part in sheet.parts
        if part.kind == PartKind.FIXED and not NOT_IN_OVERTIME_BASE.search(wording.folded(part.name))
    ]
    pay = hourly(sheet, sheet.base_low, parts)
    if pay is None:
        return
    # paid ÷ hours of the period ≥ pay.yen ÷ pay.hours × 125 ÷ 100
    period_hours = hours * (1 if sheet.wage_type == WageType.MONTH else 12)
    needed = divide_up(pay.yen * 125 * period_hours, pay.hours * 100)
    if paid < needed:
        words = {"needed": yen(needed), "hours": hours, "paid": yen(paid)}
        yield rule.found(
            "fixed_overtime",
            _("固定残業代 %(paid)sは、%(hours)d時間分の割増賃金に足りないようです。") % words,
            _("%(needed)s以上にするか、時間を短くしてください。") % words,
        )


@rule(
    "vacancies.V08",
    "賃金は、働き始める日と公開中のすべての日に、東京都の最低賃金以上である。",
    "最低賃金法 第4条、同法施行規則 第1条・第2条",
    Severity.BLOCK,
)
def minimum_wage(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.base_low is not None:
        label = _("時給") if sheet.wage_type == WageType.HOUR else _("基本給")
        yield from _below_minimum(rule, sheet, situation, "base_low", sheet.base_low, label)


@rule(
    "vacancies.V09",
    "新しい最低賃金が決まったら、公開中の求人を調べ直し、下回るものは効力の日に公開を止める。",
    "最低賃金法 第4条",
    Severity.ACT,
)
def coming_minimum_wage(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    first = unmet_from(sheet, situation.wages, last_day(sheet, situation) + dt.timedelta(days=1))
    rate = rate_on(situation.wages, first) if first else None
    if first and rate and rate > (rate_on(situation.wages, situation.today) or 0):
        words = {"day": long_date(first), "rate": yen(rate)}
        yield rule.found(
            "base_low",
            _("%(day)sに最低賃金が%(rate)sになると下回ります。") % words,
            _("その日までに賃金を見直してください。下回ったままだと、その日に公開を止めます。"),
        )


@rule(
    "vacancies.V10",
    "期間の定めがある契約を正社員として示さない。",
    "職業安定法 第5条の4、労働者の募集を行う者等の指針（平成11年労働省告示第141号）",
    Severity.BLOCK,
)
def regular_means_indefinite(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.employment not in REGULAR:
        return
    if sheet.contract == Contract.FIXED:
        yield rule.found(
            "employment",
            _("正社員なのに、契約の期間が決まっています。"),
            _("雇用形態を「契約」などにするか、契約を「期間の定めなし」にしてください。"),
        )
    if sheet.trial_months and re.search(
        r"契約社員|有期(契約|雇用)|パート|アルバイト", wording.folded(sheet.trial_text)
    ):
        yield rule.found(
            "trial_text",
            _("試用期間だけ契約社員などで雇う求人は、正社員として示せません。"),
            _("雇用形態を「契約」にして、正社員になれる条件を仕事の内容に書いてください。"),
        )


@rule(
    "vacancies.V11",
    "賃金を実際より高く見せない。",
    "職業安定法 第5条の4",
    Severity.REVIEW,
)
def pay_not_flattered(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    low, high = sheet.pay_low, sheet.pay_high
    if low is not None and high is not None and high * 2 > low * 3:
        yield rule.found(
            "base_high",
            _("賃金の上（%(high)s）が、下（%(low)s）の1.5倍を超えています。") % {"high": yen(high), "low": yen(low)},
            _("上を%(limit)s以下にするか、経験や資格で求人を二つに分けてください。") % {"limit": yen(low * 3 // 2)},
        )
    for hit in wording.hits(sheet).get("V11", ()):
        message = _("「%(found)s」は、募集の賃金と取り違えられます。") % {"found": hit.found}
        yield rule.found(hit.field, message, hit.mend)


# Kept true


def confirmation_due(confirmed_on: dt.date, today: dt.date) -> bool:
    """Whether the employer is asked if the vacancy is still true."""
    return (today - confirmed_on).days >= REMIND_AFTER_DAYS


def confirmation_lapsed(confirmed_on: dt.date, today: dt.date) -> bool:
    """Whether the vacancy leaves the search because nobody said that it is still true."""
    return (today - confirmed_on).days >= HIDE_AFTER_DAYS


@rule(
    "vacancies.V12",
    "いつの時点の求人かを示し、30日確かめられないとお願いし、45日で隠し、決まったらすぐに消す。",
    "職業安定法 第5条の4",
    Severity.ACT,
)
def kept_current(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if situation.confirmed_on and confirmation_due(situation.confirmed_on, situation.today):
        hidden_on = situation.confirmed_on + dt.timedelta(days=HIDE_AFTER_DAYS)
        yield rule.found(
            "recruit_until",
            _("%(day)sから、内容を確かめていません。") % {"day": long_date(situation.confirmed_on)},
            _("まだ募集しているなら「今も正しい（確認する）」を押してください。%(day)sに検索から外れます。")
            % {"day": long_date(hidden_on)},
        )


def changed_for_applicants(previous: Sheet | None, sheet: Sheet, has_applicants: bool) -> list[tuple[str, Any, Any]]:
    """The changes that people who applied under the previous terms must be told and confirm."""
    return differences(previous, sheet) if previous is not None and has_applicants else []


@rule(
    "vacancies.V13",
    "応募があった後に条件が変わったら、前と後を残し、応募した人に送って確かめてもらう。",
    "職業安定法 第5条の3 第3項",
    Severity.ACT,
)
def changes_told_to_applicants(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for name, _old, _new in changed_for_applicants(situation.previous, sheet, situation.has_applicants):
        yield rule.found(
            name,
            _("応募した人がいる求人の条件が変わります。"),
            _("前と後の条件を応募した人に送り、面接や内定の前に確かめてもらいます。"),
        )


# People looked for


@rule(
    "vacancies.V14",
    "年齢の制限は、法令が認める理由とその事情があるときだけ。",
    "労働施策総合推進法 第9条、同法施行規則 第1条の3 第1項",
    Severity.BLOCK,
)
def age_limit(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    bounds = sheet.age_min is not None or sheet.age_max is not None
    if not sheet.age_limited:
        if bounds:
            yield rule.found(
                "age_limited",
                _("年齢が入っていますが、制限ありになっていません。"),
                _("年齢を消すか、「はい」を選んで理由を書いてください。"),
            )
        return
    if not bounds:
        yield rule.found(
            "age_min", _("年齢が入っていません。"), _("制限がないなら、年齢の制限を「いいえ」にしてください。")
        )
    if sheet.age_max is None and not sheet.age_text.strip():
        yield rule.found(
            "age_text", _("年齢を制限する事情が書いてありません。"), _("選んだ理由にあたる事情を一文で書いてください。")
        )
    if sheet.age_reason not in AGE_CHECKS:
        yield rule.found(
            "age_reason",
            _("年齢を制限できる理由が選ばれていません。"),
            _("あてはまる理由がなければ、年齢の制限をやめてください。"),
        )
    else:
        yield from (rule.found(*problem) for problem in AGE_CHECKS[sheet.age_reason](sheet))


Problems = Iterator[tuple[str, str, str]]


def _indefinite_only(sheet: Sheet) -> Problems:
    if sheet.contract != Contract.INDEFINITE:
        yield (
            "contract",
            _("この理由で年齢を制限できるのは、期間の定めがない契約だけです。"),
            _("「期間の定めなし」にするか、年齢の制限をやめてください。"),
        )


def _age_by_retirement(sheet: Sheet) -> Problems:
    yield from _indefinite_only(sheet)
    if sheet.age_min is not None:
        yield "age_min", _("1号では、年齢の下限を決められません。"), _("下限を消してください。")
    if sheet.retirement_age is None:
        yield "retirement_age", _("1号を使うときは、定年が必要です。"), _("就業規則の定年を入れてください（例：60）。")
    elif sheet.age_max is None or sheet.age_max not in (sheet.retirement_age, sheet.retirement_age - 1):
        yield (
            "age_max",
            _("1号の年齢の上限は、定年と同じでなければなりません。"),
            _("定年が%(age)d歳なら「%(age)d歳未満」です。上限に%(age)dと入れてください。")
            % {"age": sheet.retirement_age},
        )


def _age_by_law(sheet: Sheet) -> Problems:
    if sheet.age_text.strip() and not re.search(r"法|条例|規則", sheet.age_text):
        yield (
            "age_text",
            _("2号では、どの法令の制限かが必要です。"),
            _("法令の名前を書いてください（例：「深夜（22時から5時）に働くため、労働基準法第61条により18歳以上」）。"),
        )


def _age_by_career(sheet: Sheet) -> Problems:
    yield from _indefinite_only(sheet)
    if sheet.age_min is not None:
        yield "age_min", _("3号のイでは、年齢の下限を決められません。"), _("下限を消してください。")
    if sheet.experience_required:
        yield (
            "experience_required",
            _("3号のイでは、経験を条件にできません。"),
            _("経験を「いいえ」にするか、年齢の制限をやめてください。"),
        )


def _age_by_skill(sheet: Sheet) -> Problems:
    yield from _indefinite_only(sheet)
    if sheet.age_min is None or sheet.age_max is None:
        yield (
            "age_min" if sheet.age_min is None else "age_max",
            _("3号のロでは、職員がとくに少ない年齢の下限と上限が必要です。"),
            _("両方を入れて、その年齢の職員の数を事情の欄に書いてください。"),
        )


def _age_for_arts(sheet: Sheet) -> Problems:
    yield (
        "age_reason",
        _("3号のハ（芸術・芸能）は、福祉の仕事では使えません。"),
        _("ほかの理由がなければ、年齢の制限をやめてください。"),
    )


def _age_for_elderly(sheet: Sheet) -> Problems:
    from_sixty = sheet.age_min is not None and sheet.age_min >= 60 and sheet.age_max is None
    if not from_sixty and not re.search(r"施策|就職氷河期|助成金", sheet.age_text):
        yield (
            "age_text",
            _("3号のニは、60歳以上の人か、国の施策の対象になる人に限るときだけ使えます。"),
            _("下限を60にして上限を消すか、対象になる国の施策の名前を書いてください。"),
        )


AGE_CHECKS: dict[str, Callable[[Sheet], Problems]] = {
    AgeReason.RETIREMENT: _age_by_retirement,
    AgeReason.LAW: _age_by_law,
    AgeReason.CAREER: _age_by_career,
    AgeReason.SKILL: _age_by_skill,
    AgeReason.ARTS: _age_for_arts,
    AgeReason.ELDERLY: _age_for_elderly,
}


@rule(
    "vacancies.V15",
    "年齢の上限を決めるときは、その理由を求職者にも示す。",
    "高年齢者雇用安定法 第20条",
    Severity.BLOCK,
)
def age_reason_shown(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.age_max is not None and not sheet.age_text.strip():
        yield rule.found(
            "age_text",
            _("年齢の上限の理由が書いてありません。"),
            _("求職者に見せる理由を書いてください（例：「定年が%(age)d歳のため」）。") % {"age": sheet.age_max},
        )


@rule(
    "vacancies.V16",
    "性別、年齢、結婚、子どもで人を分ける言葉を使わない。",
    "男女雇用機会均等法 第5条・第7条・第8条、労働施策総合推進法 第9条",
    Severity.BLOCK,
)
def forbidden_words(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for hit in wording.hits(sheet).get("V16", ()):
        yield rule.found(hit.field, _("「%(found)s」は求人に使えない言葉です。") % {"found": hit.found}, hit.mend)


@rule(
    "vacancies.V16W",
    "人を分けるように読める言葉は、事実に言い換える。",
    "男女雇用機会均等法 第5条・第7条・第8条、労働施策総合推進法 第9条",
    Severity.WARN,
)
def doubtful_words(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for hit in wording.hits(sheet).get("V16W", ()):
        message = _("「%(found)s」は、応募しにくいと感じる人がいる言葉です。") % {"found": hit.found}
        yield rule.found(hit.field, message, hit.mend)


@rule(
    "vacancies.V17",
    "性別を限る事情（同性による介助など）は、区の職員が確かめる。",
    "男女雇用機会均等法 第5条、同法に基づく指針（適用除外）",
    Severity.REVIEW,
)
def sex_limited(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.sex_reason.strip():
        yield rule.found(
            "sex_reason",
            _("性別を限る事情があるため、区の職員が確かめます。"),
            _("どの仕事に、なぜ必要で、いまの職員では足りないわけを書いてください。要らないなら欄を空にします。"),
        )


@rule(
    "vacancies.V18",
    "応募書類と質問で、仕事の力に関係がないことを聞かない（14の事項）。",
    "職業安定法 第5条の5、同法に基づく指針（平成11年労働省告示第141号）、公正な採用選考の基本",
    Severity.BLOCK,
)
def fair_questions(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for hit in wording.hits(sheet).get("V18", ()):
        yield rule.found(hit.field, _("「%(found)s」は選考で聞けません。") % {"found": hit.found}, hit.mend)


@rule("vacancies.V19", "国籍で人を分けない。", "職業安定法 第3条", Severity.REVIEW)
def nationality(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for hit in wording.hits(sheet).get("V19", ()):
        message = _("「%(found)s」は、国籍で人を分けるように読めます。") % {"found": hit.found}
        yield rule.found(hit.field, message, hit.mend)


@rule(
    "vacancies.V20",
    "登録や応募をさそうために、お祝い金などを出さない。",
    "職業安定法に基づく指針（平成11年労働省告示第141号、2025年4月1日から）",
    Severity.BLOCK,
)
def no_lure_to_register(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for hit in wording.hits(sheet).get("V20", ()):
        message = _("「%(found)s」は、登録や応募をさそう金品にあたります。") % {"found": hit.found}
        yield rule.found(hit.field, message, hit.mend)


@rule(
    "vacancies.V20W",
    "事業者が払う入職のお金は、賃金の条件として示す。",
    "職業安定法に基づく指針（平成11年労働省告示第141号、2025年4月1日から）",
    Severity.WARN,
)
def joining_money(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    lures = {hit.field for hit in wording.hits(sheet).get("V20", ())}
    for hit in wording.hits(sheet).get("V20W", ()):
        if hit.field not in lures:
            message = _("「%(found)s」は、応募をさそう金品と取り違えられます。") % {"found": hit.found}
            yield rule.found(hit.field, message, hit.mend)


# Who may ask


@rule(
    "vacancies.V21",
    "求人を受け付けられない場合に当たらないことを、登録の時と毎年、申告する。",
    "職業安定法 第5条の6 第1項・第2項",
    Severity.BLOCK,
)
def refusal_declared(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    declared = situation.refusal_declared_on
    mend = _("団体の情報で、労働関係の法令の違反などに当たらないことを申告してください。毎年お願いしています。")
    if declared is None:
        yield rule.found("employer", _("求人を出せる団体かどうかの申告がありません。"), mend)
    elif (situation.today - declared).days >= DECLARED_FOR_DAYS:
        message = _("申告から1年が過ぎました（前の申告 %(day)s）。") % {"day": long_date(declared)}
        yield rule.found("employer", message, mend)


@rule(
    "vacancies.V22",
    "自分で直接雇う求人だけを出す。派遣、業務委託、紹介会社の代理は出せない。",
    "職業安定法 第5条の3（このサイトの範囲）",
    Severity.BLOCK,
)
def direct_employment(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if not sheet.direct_employment:
        yield rule.found(
            "direct_employment",
            _("直接雇用の求人かどうかの答えが必要です。")
            if sheet.direct_employment is None
            else _("直接雇用でない求人は出せません。"),
            _("自分の法人が直接雇うなら「はい」を選んでください。"),
        )
    if "派遣" in sheet.employment_label:
        yield rule.found("employment", _("派遣の求人は出せません。"), _("直接雇う形を選んでください。"))
    for hit in wording.hits(sheet).get("V22", ()):
        message = _("「%(found)s」は、直接雇う求人ではないように読めます。") % {"found": hit.found}
        yield rule.found(hit.field, message, hit.mend)


# Care and childcare


@rule(
    "vacancies.V23",
    "訪問介護で身体介護をする人には、初任者研修以上の資格を求める。",
    "介護保険法 第8条第2項",
    Severity.REVIEW,
)
def home_helper_qualified(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.occupation != HOME_HELPER:
        return
    if sheet.body_care is None:
        yield rule.found(
            "body_care", _("身体介護をするかどうかが分かりません。"), _("「はい」か「いいえ」を選んでください。")
        )
        return
    enough = BODY_CARE if sheet.body_care else BODY_CARE | DAILY_LIFE_HELP
    required = {wish.code for wish in sheet.qualifications if wish.need == "required"}
    if not required or not required <= enough:
        least = _("初任者研修") if sheet.body_care else _("生活援助従事者研修")
        yield rule.found(
            "qualifications",
            _("この仕事に要る資格が足りないようです。"),
            _("必要な資格を「%(least)s」以上にしてください。") % {"least": least},
        )


@rule(
    "vacancies.V24",
    "資格のない人が介護をするときは、認知症介護基礎研修の受け方を書く。",
    "介護サービスの運営基準（2024年4月1日から義務）",
    Severity.WARN,
)
def dementia_training_said(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    cares = sheet.occupation == CARE_WORKER or (sheet.occupation == CARE_ASSISTANT and sheet.body_care)
    if cares and sheet.needs_no_qualification and not sheet.dementia_training.strip():
        yield rule.found(
            "dementia_training",
            _("資格のない人の認知症介護基礎研修について書いてありません。"),
            _(
                "いつ、だれの費用で受けるかを書いてください（例：「入職から1年までに、勤務時間の中で、法人の費用で」）。"
            ),
        )


@rule(
    "vacancies.V25",
    "保育士の求人では、登録の取消しの有無を国のシステムで確かめることを知らせる。",
    "児童福祉法 第18条の20の4 第3項（2024年4月1日から）",
    Severity.BLOCK,
)
def nursery_registry_told(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    licensed = any(wish.code in NURSERY_LICENCES and wish.need == "required" for wish in sheet.qualifications)
    if (sheet.occupation in NURSERY_TEACHERS or licensed) and not sheet.registry_notice:
        yield rule.found(
            "registry_notice",
            _("保育士の登録を確認することのお知らせが必要です。"),
            _("「採用の時に保育士特定登録取消者管理システムで確認します」と知らせることに印をつけてください。"),
        )


@rule(
    "vacancies.V26",
    "子どもに接する仕事では、犯罪事実の確認があることを選考の欄で知らせる。",
    "こども性暴力防止法（2026年12月25日から）",
    Severity.BLOCK,
)
def child_safety_told(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    reached = max(last_day(sheet, situation), sheet.start_on or situation.today) >= CHILD_SAFETY_ACT
    if reached and sheet.occupation in WITH_CHILDREN and not sheet.child_safety_notice:
        yield rule.found(
            "child_safety_notice",
            _("犯罪事実の確認があることのお知らせが必要です。"),
            _("「2026年12月25日から、採用の時に犯罪事実の確認をします」と知らせることに印をつけてください。"),
        )


YOUTH = [
    ("youth_hiring", "採用・離職者数、男女別の人数、勤続年数", "直近3年の新卒採用5人、離職1人"),
    ("youth_training", "研修、メンター、キャリア相談", "入職から1年間は担当の先輩がつき、月1回の面談"),
    ("youth_hours", "残業、有給休暇、育児休業", "残業は月平均5時間、有給休暇は平均12日"),
]


@rule(
    "vacancies.V27",
    "新卒者の求人では、青少年雇用情報を三つの区分とも一つ以上書く。",
    "若者雇用促進法（青少年雇用情報）",
    Severity.BLOCK,
)
def youth_information(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if not sheet.new_graduates:
        return
    for name, label, example in YOUTH:
        if not getattr(sheet, name).strip():
            yield rule.found(
                name,
                _("新卒者に知らせる「%(label)s」が書いてありません。") % {"label": label},
                _("少なくとも一つ書いてください（例：「%(example)s」）。") % {"example": example},
            )


def withdrawal_needs_notice(sheet: Sheet) -> bool:
    """Whether taking back or putting off an offer must be told to Hello Work and the school beforehand (V27A)."""
    return sheet.new_graduates is True


@rule(
    "vacancies.V27A",
    "新卒者の内定を取り消す・延期するときは、理由を聞き、職員に知らせ、通知の様式を出す。",
    "職業安定法施行規則 第35条",
    Severity.ACT,
)
def offer_withdrawal_told(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if withdrawal_needs_notice(sheet):
        yield rule.found(
            "new_graduates",
            _("新卒者の内定を取り消したり延期したりするときは、前もって届け出ることが必要です。"),
            _("そのときは理由を入れてください。区の職員に知らせて、ハローワークと学校への通知の様式をお渡しします。"),
        )


@rule(
    "vacancies.V28",
    "喫煙できる場所で働く求人は、20歳以上に限る。",
    "健康増進法、労働施策総合推進法施行規則 第1条の3 第1項第2号",
    Severity.WARN,
)
def no_minors_among_smoke(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    adults = sheet.age_limited and sheet.age_reason == AgeReason.LAW and (sheet.age_min or 0) >= 20
    if sheet.smoking == Smoking.ALLOWED and not adults:
        yield rule.found(
            "smoking",
            _("喫煙できる場所では、20歳未満の人は働けません。"),
            _("年齢の制限を「20歳以上」、理由を「2号」として、事情に「健康増進法」と書いてください。"),
        )


# Hours


def needed_break(minutes: int) -> int:
    """Minutes of break that so many minutes of work require."""
    return 60 if minutes > DAY_LIMIT else 45 if minutes > 6 * 60 else 0


@rule(
    "vacancies.V29",
    "休憩が足り、変形労働時間制でなければ1日8時間、週40時間を超えない。",
    "労働基準法 第32条・第34条",
    Severity.BLOCK,
)
def hours_and_breaks(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for shift in sheet.shifts:
        yield from _shift_hours(rule, shift, variable=bool(sheet.variable_hours))
    if sheet.weekly_minutes and sheet.weekly_minutes > WEEK_LIMIT and not sheet.variable_hours:
        yield rule.found(
            "weekly_minutes",
            _("週の労働時間が40時間を超えています（いま %(now)s）。") % {"now": _hours(sheet.weekly_minutes)},
            _("2,400分（40時間）以下にするか、変形労働時間制なら「はい」を選んでください。"),
        )


def _shift_hours(rule: Rule, shift: Shift, *, variable: bool) -> Found:
    working = shift.working_minutes
    words: dict[str, Any] = {"name": shift.name}
    if working <= 0:
        yield rule.found(
            "shifts", _("「%(name)s」の休憩が勤務より長くなっています。") % words, _("休憩の分を直してください。")
        )
        return
    needed = needed_break(working)
    if shift.break_minutes < needed:
        words |= {"now": shift.break_minutes, "needed": needed, "hours": _hours(working)}
        yield rule.found(
            "shifts",
            _("「%(name)s」の休憩が足りません（働く時間 %(hours)s、休憩 %(now)d分）。") % words,
            _("休憩を%(needed)d分以上にしてください。") % words,
        )
    if working > DAY_LIMIT and not variable:
        yield rule.found(
            "shifts",
            _("「%(name)s」が1日8時間を超えています（いま %(hours)s）。") % (words | {"hours": _hours(working)}),
            _("8時間以下にするか、変形労働時間制なら「はい」を選んでください。"),
        )


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return f"{whole}時間{rest}分" if rest else f"{whole}時間"


@rule(
    "vacancies.V30",
    "働く人にお金を求める言葉や、サイトの外だけの連絡は、区の職員が確かめる。",
    "このサイトの決まり（求職者の保護）",
    Severity.REVIEW,
)
def no_money_no_outside_contact(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for hit in wording.hits(sheet).get("V30", ()):
        message = _("「%(found)s」は、区の職員が内容を確かめます。") % {"found": hit.found}
        yield rule.found(hit.field, message, hit.mend)


RULES = [each for each in all_rules() if each.code.startswith("vacancies.")]
