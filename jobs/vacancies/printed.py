"""The sheet in words, block by block in the order of the 求人票, for the page and the print."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.codelists.queries import labels
from portal.lib.dates import WEEKDAYS, long_date
from portal.lib.money import yen

from . import choices
from .sheet import Sheet, Shift


@dataclass(frozen=True)
class Block:
    title: str
    rows: list[tuple[str, str]]


def blocks(sheet: Sheet) -> list[Block]:
    """Only what is answered; a block without answers is left out."""
    found = [
        Block(_("仕事の内容"), _work(sheet)),
        Block(_("契約"), _contract(sheet)),
        Block(_("時間と休み"), _hours(sheet)),
        Block(_("お金の決まり"), _pay(sheet)),
        Block(_("保険と働く場所"), _surroundings(sheet)),
        Block(_("求める人"), _people(sheet)),
        Block(_("選考"), _selection(sheet)),
        Block(_("支え"), _support(sheet)),
        Block(_("新卒の方へ"), _graduates(sheet)),
    ]
    kept = [Block(block.title, [(label, value) for label, value in block.rows if value]) for block in found]
    return [block for block in kept if block.rows]


def shift_words(shift: Shift) -> str:
    days = "".join(WEEKDAYS[index] for index in range(7) if shift.days >> index & 1)
    next_day = _("翌") if shift.end <= shift.start else ""
    times = f"{shift.start:%-H:%M}～{next_day}{shift.end:%-H:%M}"
    count = _("、月%(n)s回") % {"n": shift.per_month} if shift.per_month else ""
    return _("%(name)s　%(days)s　%(times)s（休憩%(rest)s分%(count)s）") % {
        "name": shift.name, "days": days, "times": times, "rest": shift.break_minutes, "count": count,
    }  # fmt: skip


def _word(options, value: str) -> str:
    return str(options(value).label) if value else ""


def _yes(value: bool | None, yes: str = "", no: str = "") -> str:
    return "" if value is None else str(yes or _("あり")) if value else str(no or _("なし"))


def _scope(value: str, text: str) -> str:
    return f"{_word(choices.ChangeScope, value)}　{text}".strip()


def _work(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (_("職種"), sheet.occupation_label),
        (_("入ってすぐの仕事"), sheet.duties),
        (_("仕事が変わる範囲"), _scope(sheet.duties_change, sheet.duties_change_text)),
        (_("働く場所"), f"{sheet.facility}　{sheet.address}"),
        (_("場所が変わる範囲"), _scope(sheet.place_change, sheet.place_change_text)),
        (_("伝えたいこと"), sheet.appeal),
    ]


def _contract(sheet: Sheet) -> list[tuple[str, str]]:
    trial = (
        ""
        if sheet.trial_months is None
        else _("なし")
        if sheet.trial_months == 0
        else _("%(n)sか月") % {"n": sheet.trial_months}
    )
    if sheet.trial_months and sheet.trial_same is not None:
        trial += (
            _("（条件は同じ）") if sheet.trial_same else _("（条件がちがう：%(text)s）") % {"text": sheet.trial_text}
        )
    return [
        (_("募集する人"), sheet.employer),
        (_("直接雇用"), _yes(sheet.direct_employment, _("直接雇用"), _("派遣・請負"))),
        (_("雇用形態"), sheet.employment_label),
        (_("契約の期間"), _period(sheet)),
        (_("更新"), _renewal(sheet)),
        (_("試用期間"), trial),
        (_("定年"), _("%(n)s歳") % {"n": sheet.retirement_age} if sheet.retirement_age else ""),
    ]


def _period(sheet: Sheet) -> str:
    words = _word(choices.Contract, sheet.contract)
    if sheet.contract_months:
        words += _("（%(n)sか月）") % {"n": sheet.contract_months}
    if sheet.contract_from and sheet.contract_to:
        words += f"（{long_date(sheet.contract_from)}～{long_date(sheet.contract_to)}）"
    return words


def _renewal(sheet: Sheet) -> str:
    if not sheet.renewal:
        return ""
    words = f"{_word(choices.Renewal, sheet.renewal)}　{sheet.renewal_criteria}".strip()
    if sheet.renewal_limit == "years":
        words += _("　上限：通算%(n)s年") % {"n": sheet.renewal_limit_value}
    elif sheet.renewal_limit == "times":
        words += _("　上限：%(n)s回") % {"n": sheet.renewal_limit_value}
    elif sheet.renewal_limit:
        words += _("　上限なし")
    return words


def _hours(sheet: Sheet) -> list[tuple[str, str]]:
    days = {True: f"{sheet.days_min}～{sheet.days_max}", False: f"{sheet.days_min}"}[
        sheet.days_max not in (None, sheet.days_min)
    ]
    night = _word(choices.Night, sheet.night)
    if sheet.night_max:
        night += _("（月%(low)s～%(high)s回、1回%(pay)s）") % {
            "low": sheet.night_min or 0, "high": sheet.night_max, "pay": yen(sheet.night_pay or 0),
        }  # fmt: skip
    overtime = _yes(sheet.overtime)
    if sheet.overtime and sheet.overtime_hours is not None:
        overtime += _("（月平均%(n)s時間）") % {"n": sheet.overtime_hours}
    return [
        (_("勤務"), "\n".join(shift_words(shift) for shift in sheet.shifts)),
        (_("週の日数"), _("%(days)s日") % {"days": days} if sheet.days_min else ""),
        (_("変形労働時間制"), _yes(sheet.variable_hours)),
        (_("夜勤"), night),
        (_("残業"), overtime),
        (_("休日"), sheet.holidays),
        (_("年間休日"), _("%(n)s日") % {"n": sheet.annual_holidays} if sheet.annual_holidays is not None else ""),
        (_("有給休暇（6か月後）"), _("%(n)s日") % {"n": sheet.paid_leave} if sheet.paid_leave is not None else ""),
    ]


def _pay(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (_("賃金の形"), _word(choices.WageType, sheet.wage_type)),
        (_("締切日・支払日"), " / ".join(filter(None, [sheet.closing_day, sheet.pay_day]))),
        (_("昇給"), f"{_yes(sheet.raise_given)}　{sheet.raise_text}".strip()),
        (_("賞与"), _yes(sheet.bonus)),
        (_("退職金"), _yes(sheet.retirement_pay)),
        (_("処遇改善加算"), _word(choices.ImprovementClass, sheet.improvement_class)),
        (_("処遇改善手当"), _word(choices.ImprovementPay, sheet.improvement_pay)),
        (_("東京都の居住支援特別手当"), _word(choices.Answer, sheet.housing_allowance)),
    ]


def _surroundings(sheet: Sheet) -> list[tuple[str, str]]:
    insurances = [
        (_("健康"), sheet.health_insurance), (_("厚生年金"), sheet.pension),
        (_("労災"), sheet.injury_insurance), (_("雇用"), sheet.unemployment_insurance),
    ]  # fmt: skip
    return [
        (_("入れる保険"), "・".join(name for name, has in insurances if has)),
        (_("たばこの煙"), _word(choices.Smoking, sheet.smoking)),
    ]


def _people(sheet: Sheet) -> list[tuple[str, str]]:
    def named(need: str) -> str:
        return "、".join(wish.label for wish in sheet.qualifications if wish.need == need)

    age = _yes(sheet.age_limited, _("制限あり"), _("年齢は問いません"))
    if sheet.age_limited:
        age += f"　{_word(choices.AgeReason, sheet.age_reason)}　{sheet.age_text}"
    return [
        (_("必要な資格"), named("required") or _("なくてもよい")),
        (_("働きながら取る資格"), named("planned")),
        (_("あれば歓迎する資格"), named("preferred")),
        (
            _("経験"),
            f"{_yes(sheet.experience_required, _('必要'), _('なくてもよい'))}　{sheet.experience_text}".strip(),
        ),
        (_("学歴"), sheet.education_text),
        (_("年齢"), age),
        (_("仕事で使う日本語"), sheet.japanese),
        (_("在留資格"), sheet.residence),
    ]


def _selection(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (_("採用人数"), _("%(n)s人") % {"n": sheet.openings} if sheet.openings else ""),
        (_("募集の終わり"), long_date(sheet.recruit_until) if sheet.recruit_until else _("決まるまで")),
        (_("選考の方法"), sheet.selection),
        (_("必要な書類"), sheet.documents),
        (_("結果が分かるまで"), _("%(n)s日以内") % {"n": sheet.answer_days} if sheet.answer_days else ""),
        (_("見学"), _yes(sheet.visits, _("できます"), _("できません"))),
        (
            _("保育士の登録の確認"),
            _("採用のときに、保育士特定登録取消者管理システムで確認します。") if sheet.registry_notice else "",
        ),
        (
            _("犯罪事実の確認"),
            _("こども性暴力防止法にもとづいて、犯罪事実の確認があります。") if sheet.child_safety_notice else "",
        ),
    ]


def _support(sheet: Sheet) -> list[tuple[str, str]]:
    names = labels("feature")
    return [
        (_("住まい・家賃の支援"), sheet.housing_help),
        (_("資格を取る支援"), sheet.qualification_help),
        (_("職員の子の託児"), _yes(sheet.nursery)),
        (_("修学資金の保証人"), _yes(sheet.guarantor, _("なれます"), _("なれません"))),
        (_("認知症介護基礎研修"), sheet.dementia_training),
        (_("そのほか"), "、".join(names.get(code, "") for code in sheet.features)),
    ]


def _graduates(sheet: Sheet) -> list[tuple[str, str]]:
    if not sheet.new_graduates:
        return []
    return [
        (_("採用・勤続"), sheet.youth_hiring),
        (_("研修・相談"), sheet.youth_training),
        (_("残業・休み"), sheet.youth_hours),
    ]
