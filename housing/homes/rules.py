"""What registration and publication ask of a home: V01 to V20, pure functions of a sheet and a situation.

Rules of the first group measure how near a home is to the national registration; they never keep it off the portal.
Rules of the second group say whether it may be public here. A code that ends in R asks a person to look, in W only
warns, in A the portal acts: none of these can refuse.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _

from portal.lib.dates import long_date
from portal.lib.money import yen
from portal.lib.verdict import Finding, Rule, Severity, rule

from . import wording
from .choices import (
    CostKind,
    Equipment,
    Guarantee,
    Known,
    Layout,
    PaperKind,
    PhotoSubject,
    Registration,
    Seismic,
    SupportState,
)
from .sheet import Sheet

RULES_VERSION = "2026-11-24"
REMIND_AFTER_DAYS, HIDE_AFTER_DAYS = 10, 15
MOST_YEARS_AHEAD = 10
CHANGE_SETTLES = dt.timedelta(hours=1)  # what was written is taken for meant after so long
NEW_SEISMIC = dt.date(1981, 6, 1)
AREA_NEW, AREA_NEW_SHARED = Decimal("25"), Decimal("18")
AREA_EXISTING, AREA_EXISTING_SHARED, AREA_NEVER = Decimal("18"), Decimal("13"), Decimal("15")
# 東京都の面積緩和: (last day of 着工, m²); the last row has no end.
COHORTS = (
    (dt.date(1996, 3, 31), Decimal("15")),
    (dt.date(2006, 3, 31), Decimal("17")),
    (dt.date(2018, 3, 30), Decimal("20")),
    (dt.date.max, Decimal("25")),
)
SHARED_AREA_PER_HEAD, SHARED_AREA_BASE, SHARED_ROOM, HEADS_PER_SET = 15, 10, 9, 5
FAMILY_AREA, FAMILY_AREA_WIDE, FAMILY_ROOM, FAMILY_ROOM_SMALL = 22, 24, 12, 10
RENT_TOLERANCE_PERCENT = 20
SMALLEST_TATAMI = {
    (1, Layout.DK): Decimal("4.5"),
    (1, Layout.LDK): Decimal("8"),
    (2, Layout.DK): Decimal("6"),
    (2, Layout.LDK): Decimal("10"),
}
FITTINGS = [
    ("kitchen", "台所"),
    ("toilet", "便所"),
    ("storage", "収納"),
    ("washstand", "洗面"),
    ("bath", "浴室かシャワー"),
]
ASK = "決めるのは指定登録機関（東京都防災・建築まちづくりセンター）です。"
AREA_SOURCE = "国土交通省関係住宅確保要配慮者に対する賃貸住宅の供給の促進に関する法律施行規則（2025年10月1日から）"
SHARED_SOURCE = "国土交通省「共同居住型賃貸住宅の登録基準」"


@dataclass(frozen=True)
class Situation:
    """What is known beside the sheet. `usual_rent` is what like homes of the portal cost, yen a month for this area."""

    today: dt.date
    usual_rent: int | None = None


Found = Iterator[Finding]


def check(sheet: Sheet, situation: Situation) -> list[Finding]:
    return [finding for each in (*PUBLICATION, *READINESS) for finding in each.check(each, sheet, situation)]


def publication(sheet: Sheet, situation: Situation) -> list[Finding]:
    """What stands between a home and the public."""
    return [finding for each in PUBLICATION for finding in each.check(each, sheet, situation)]


def readiness(sheet: Sheet, situation: Situation) -> list[Finding]:
    """What stands between a home and the national registration."""
    return [finding for each in READINESS for finding in each.check(each, sheet, situation)]


def blocks(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.BLOCK]


# Area


def is_existing(sheet: Sheet, today: dt.date) -> bool:
    """V03: somebody has lived in it, or its building was finished a year ago."""
    finished = sheet.completed_month
    return sheet.is_lived_in or (finished is not None and _months_later(finished, 12) <= today)


def cohort_area(started_on: dt.date) -> Decimal:
    return next(area for last, area in COHORTS if started_on <= last)


def smallest_area(sheet: Sheet, today: dt.date) -> Decimal:
    if is_existing(sheet, today):
        return AREA_EXISTING_SHARED if sheet.shares_equipment else AREA_EXISTING
    return AREA_NEW_SHARED if sheet.shares_equipment else AREA_NEW


def _area_words(sheet: Sheet, area: Decimal) -> str:
    return _("床面積が%(area)s㎡で、登録の目安の%(least)s㎡に届きません。") % {"area": sheet.area, "least": area}


@rule("homes.V01", "新築の部屋は25㎡以上（台所などが共用なら18㎡以上）が登録の目安。", AREA_SOURCE, Severity.BLOCK)
def new_area(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.area is None or sheet.is_shared_house or is_existing(sheet, situation.today):
        return
    least = smallest_area(sheet, situation.today)
    if sheet.area < least:
        yield rule.found(
            "area", _area_words(sheet, least), _("測り直すか、登録せずに区の協力物件として載せます。") + _(ASK)
        )


@rule(
    "homes.V02",
    "今ある部屋は15㎡以上（台所などが共用なら13㎡以上）でなければ登録の目安に届かない。",
    AREA_SOURCE,
    Severity.BLOCK,
)
def existing_area(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.area is None or sheet.is_shared_house or not is_existing(sheet, situation.today):
        return
    least = smallest_area(sheet, situation.today)
    never = AREA_EXISTING_SHARED if sheet.shares_equipment else AREA_NEVER
    if sheet.area < never:
        yield rule.found(
            "area", _area_words(sheet, least), _("測り直すか、登録せずに区の協力物件として載せます。") + _(ASK)
        )


@rule(
    "homes.V02R",
    "今ある部屋が15㎡以上18㎡未満のときは、緩和の対象かを指定登録機関にたずねる。",
    AREA_SOURCE,
    Severity.REVIEW,
)
def existing_area_between(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if _is_between(sheet, situation.today):
        yield rule.found(
            "area",
            _("床面積が%(area)s㎡で、15㎡以上18㎡未満です。") % {"area": sheet.area},
            _("東京都の面積緩和（着工日別）の対象か、指定登録機関に確認してください。"),
        )


def _is_between(sheet: Sheet, today: dt.date) -> bool:
    if sheet.area is None or sheet.is_shared_house or sheet.shares_equipment or not is_existing(sheet, today):
        return False
    return AREA_NEVER <= sheet.area < AREA_EXISTING


@rule(
    "homes.V03W", "「今ある部屋」は、工事が終わって1年たったか、人が住んだことがあるもの。", AREA_SOURCE, Severity.WARN
)
def new_or_existing(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.is_lived_in:
        return
    if sheet.completed_month is None:
        yield rule.found(
            "completed_month",
            _("竣工年月が分からないため、新築として見ています。"),
            _("竣工年月を入れると、今ある部屋の目安で見られることがあります。"),
        )
    elif not is_existing(sheet, situation.today):
        yield rule.found(
            "completed_month",
            _("工事が終わって1年たたず、人が住んだこともないため、新築の目安で見ています。"),
            _("%(day)sからは、今ある部屋の目安になります。")
            % {"day": long_date(_months_later(sheet.completed_month, 12))},
        )


@rule(
    "homes.V04R",
    "18㎡に届かない部屋でも、東京都の着工日別の面積に届けば、緩和の対象かをたずねる。",
    "東京都の登録基準の緩和（2025年9月30日まで。その後の扱いは未確認）",
    Severity.REVIEW,
)
def tokyo_cohort(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    area = _under_18(sheet, situation.today)
    if area is not None and sheet.started_on and area >= cohort_area(sheet.started_on):
        yield rule.found(
            "started_on",
            _("着工日別の面積（%(least)s㎡）には届いています。") % {"least": cohort_area(sheet.started_on)},
            _("緩和が今も使えるか、指定登録機関に確認してください。"),
        )


@rule(
    "homes.V04W",
    "着工日別の面積にも届かないとき、着工日が分からないときは、そう知らせる。",
    "東京都の登録基準の緩和（2025年9月30日まで。その後の扱いは未確認）",
    Severity.WARN,
)
def below_tokyo_cohort(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    area = _under_18(sheet, situation.today)
    if area is None:
        return
    if sheet.started_on is None:
        yield rule.found(
            "started_on",
            _("着工日が分からないため、東京都の着工日別の面積とくらべられません。"),
            _("建築確認の書類などで着工日を調べて入れてください。"),
        )
    elif area < cohort_area(sheet.started_on):
        yield rule.found(
            "started_on",
            _("着工日別の面積（%(least)s㎡）にも届きません。") % {"least": cohort_area(sheet.started_on)},
            _("登録せずに、区の協力物件として載せることはできます。"),
        )


def _under_18(sheet: Sheet, today: dt.date) -> Decimal | None:
    """The area of an existing home of its own that is below 18 m²; None for any other."""
    if sheet.is_shared_house or sheet.shares_equipment or not is_existing(sheet, today):
        return None
    return sheet.area if sheet.area is not None and sheet.area < AREA_EXISTING else None


# Shared houses


@rule("homes.V05", "共同居住型は、全体が15㎡×定員＋10㎡以上で、定員は2人以上。", SHARED_SOURCE, Severity.BLOCK)
def shared_house_area(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if not sheet.is_shared_house or sheet.for_single_parents:
        return
    heads = sheet.house_capacity or 0
    least = SHARED_AREA_PER_HEAD * heads + SHARED_AREA_BASE
    if heads < 2:
        yield rule.found(
            "house_capacity", _("共同居住型の定員は2人以上です。"), _("家全体で住める人数を入れてください。")
        )
    elif sheet.house_area is None or sheet.house_area < least:
        yield rule.found(
            "house_area",
            _("定員%(heads)d人には、全体で%(least)d㎡以上が目安です。") % {"heads": heads, "least": least},
            _("全体の面積を測って入れるか、定員を見直してください。"),
        )


@rule("homes.V06", "共同居住型の専用の部屋は9㎡以上（収納を含む）で、1人用。", SHARED_SOURCE, Severity.BLOCK)
def shared_house_room(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if not sheet.is_shared_house or sheet.for_single_parents:
        return
    if sheet.area is None or sheet.area < SHARED_ROOM:
        yield rule.found(
            "area",
            _("専用の部屋は、収納を入れて9㎡以上が目安です。"),
            _("部屋の面積を測って入れてください。東京都の緩和は指定登録機関に確認してください。"),
        )
    if sheet.capacity != 1:
        yield rule.found("capacity", _("共同居住型の専用の部屋は1人用です。"), _("住める人数を 1 にしてください。"))


@rule("homes.V07", "共用の便所・洗面・浴室は、5人までごとに1組以上。", SHARED_SOURCE, Severity.BLOCK)
def shared_sets(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if not sheet.is_shared_house or not sheet.house_capacity:
        return
    least = ceil(sheet.house_capacity / HEADS_PER_SET)
    if (sheet.shared_sets or 0) < least:
        yield rule.found(
            "shared_sets",
            _("定員%(heads)d人には、便所・洗面・浴室がそれぞれ%(least)d組以上いります。")
            % {"heads": sheet.house_capacity, "least": least},
            _("共用の数を入れるか、定員を見直してください。"),
        )


@rule(
    "homes.V08",
    "ひとり親向けの共同居住型は、全体が15㎡×ほかの人＋22㎡×世帯＋10㎡以上、部屋は12㎡以上、浴槽のある浴室が1つ以上。",
    "国土交通省「ひとり親世帯向け共同居住型賃貸住宅の登録基準」（二次資料による）",
    Severity.BLOCK,
)
def single_parent_house(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if not sheet.for_single_parents:
        return
    families, area = sheet.house_families or 0, sheet.house_area or Decimal(0)
    base = SHARED_AREA_PER_HEAD * sheet.residents + SHARED_AREA_BASE
    if not families:
        yield rule.found("house_families", _("ひとり親の世帯の数が入っていません。"), _("1以上の数を入れてください。"))
    least = base + FAMILY_AREA * families
    if area < least:
        yield rule.found(
            "house_area",
            _("この定員には、全体で%(least)d㎡以上が目安です。") % {"least": least},
            _("全体の面積を測って入れるか、定員を見直してください。"),
        )
    room = FAMILY_ROOM_SMALL if area >= base + FAMILY_AREA_WIDE * families else FAMILY_ROOM
    if sheet.area is None or sheet.area < room:
        yield rule.found(
            "area",
            _("専用の部屋は%(room)d㎡以上が目安です。") % {"room": room},
            _("部屋の面積を測って入れてください。"),
        )
    if not sheet.bathtubs:
        yield rule.found("bathtubs", _("浴槽のある浴室が1つ以上いります。"), _("浴槽のある浴室の数を入れてください。"))


# Equipment, earthquakes, law


@rule(
    "homes.V09",
    "台所、便所、収納、洗面、浴室かシャワーがある（共用でもよい）。",
    "住宅確保要配慮者に対する賃貸住宅の供給の促進に関する法律施行規則の構造・設備の基準",
    Severity.BLOCK,
)
def equipment(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for name, label in FITTINGS:
        if getattr(sheet, name) == Equipment.NONE:
            yield rule.found(
                name,
                _("%(label)sがありません。") % {"label": label},
                _("同じ建物の共用のものが使えるなら「共用」を選んでください。"),
            )


SEISMIC_SOURCE = "建築基準法施行令の改正（1981年6月1日施行）、登録基準の耐震の定め"


@rule("homes.V10", "1981年5月31日までに着工した建物は、耐震を示す書類がいる。", SEISMIC_SOURCE, Severity.BLOCK)
def earthquake(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if _is_new_seismic(sheet):
        return
    if sheet.seismic == Seismic.PROVEN and PaperKind.SEISMIC not in sheet.papers:
        yield rule.found("papers", _("耐震を示す書類がそろっていません。"), _(PROOFS))
    elif sheet.seismic in (Seismic.UNPROVEN, Seismic.UNKNOWN, Seismic.NEW):
        yield rule.found("seismic", _("耐震を確かめられません。"), _(PROOFS))


PROOFS = "建築士の耐震診断報告書、建設住宅性能評価書、瑕疵保険の付保証明書などを用意してください。"


def _is_new_seismic(sheet: Sheet) -> bool:
    if sheet.started_on is not None:
        return sheet.started_on >= NEW_SEISMIC
    return sheet.seismic == Seismic.NEW and not _is_too_old(sheet)


def _is_too_old(sheet: Sheet) -> bool:
    """Finished before the new standard began, and so started before it too."""
    return sheet.completed_month is not None and sheet.completed_month < NEW_SEISMIC


@rule(
    "homes.V20R", "着工日が分からず、竣工が1981年5月までの「新耐震基準」は、人が見る。", SEISMIC_SOURCE, Severity.REVIEW
)
def seismic_by_month(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.started_on is None and sheet.seismic == Seismic.NEW and _is_too_old(sheet):
        yield rule.found(
            "seismic",
            _("1981年5月までの竣工では「新耐震基準」になりません。"),
            _("竣工年月か耐震を確かめて直してください。"),
        )


@rule("homes.V10R", "耐震改修の予定があるときは、計画と、後からの証明を確かめる。", SEISMIC_SOURCE, Severity.REVIEW)
def retrofit(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.seismic == Seismic.PLANNED and not _is_new_seismic(sheet):
        ready = PaperKind.RETROFIT in sheet.papers
        message = _("耐震改修の計画書はそろっています。") if ready else _("耐震改修の計画書がそろっていません。")
        yield rule.found("papers", message, _("計画書を付け、工事の後に耐震を示す書類を出します。"))


@rule(
    "homes.V11",
    "消防法と建築基準法に違反していないこと、欠格要件に当たらないことの誓約がある。",
    "住宅確保要配慮者に対する賃貸住宅の供給の促進に関する法律 第9条・第10条・第11条（項番号は未確認）",
    Severity.BLOCK,
)
def pledges(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    wanted = [PaperKind.PLEDGE, PaperKind.LAWFUL, *([PaperKind.OWNER] if sheet.is_sublet else [])]
    for paper in wanted:
        if paper not in sheet.papers:
            yield rule.found(
                "papers",
                _("%(paper)sがそろっていません。") % {"paper": paper.label},
                _("様式は国のシステムから取れます。書いたら「そろった書類」にしるしを付けてください。"),
            )
    if not any(subject == PhotoSubject.PLAN for subject, _words, _nobody in sheet.photos):
        yield rule.found("photos", _("間取図がありません。"), _("写真のページで、間取図を足してください。"))


# Rent and acceptance


@rule(
    "homes.V12R",
    "家賃は、近くの同じような部屋とつり合っている（上下20%をこえたら人が見る）。",
    "登録基準の家賃の定め。20%はこのポータルの目安",
    Severity.REVIEW,
)
def usual_rent(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    usual = situation.usual_rent
    if usual is None or not sheet.rent:
        return
    apart = (sheet.rent - usual) * 100
    if abs(apart) > RENT_TOLERANCE_PERCENT * usual:
        side = _("高い") if apart > 0 else _("安い")
        yield rule.found(
            "rent",
            _("家賃が、似た部屋の真ん中（%(usual)s）より2割をこえて%(side)sです。")
            % {"usual": yen(usual), "side": side},
            _("打ちまちがいがないか確かめてください。わけがあれば、ひとことに書いてください。"),
        )


@rule(
    "homes.V13",
    "登録には、受け入れる方の範囲が一つ以上いる。",
    "住宅確保要配慮者に対する賃貸住宅の供給の促進に関する法律 第9条",
    Severity.BLOCK,
)
def acceptance(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if not sheet.welcomes:
        yield rule.found("welcomes", _("受け入れる方が選ばれていません。"), _("一つ以上選んでください。"))


@rule(
    "homes.V13R",
    "受け入れの範囲が、不当に狭くない。",
    "登録基準の受入範囲の定め（例：99歳以上のみは狭すぎる）",
    Severity.REVIEW,
)
def narrow_acceptance(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if narrow := wording.narrow(sheet.acceptance_terms):
        yield rule.found(
            "acceptance_terms",
            _("「%(words)s」は、範囲が狭すぎるかもしれません。") % {"words": narrow},
            _("必要な手だて（例：代理納付ができる方）として書けるか、考えてください。"),
        )


@rule(
    "homes.V14A",
    "登録の内容が変わったら1か月以内に変更届。ポータルが期限を知らせる。",
    "住宅確保要配慮者に対する賃貸住宅の供給の促進に関する法律 第12条（項番号は未確認）",
    Severity.ACT,
)
def change_notice(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    day = change_due(sheet)
    if day is None:
        return
    late = situation.today > day
    message = _("変更届の期限（%(day)s）を過ぎています。") if late else _("変更届の期限は%(day)sです。")
    yield rule.found(
        "changed_on", message % {"day": long_date(day)}, _("国のシステムで出したら、登録の状態を直してください。")
    )


def change_due(sheet: Sheet) -> dt.date | None:
    """The last day for the notice of a change; None where none is due."""
    if sheet.registration != Registration.CHANGE_DUE or sheet.changed_on is None:
        return None
    return change_last_day(sheet.changed_on)


def change_last_day(changed_on: dt.date) -> dt.date:
    return _months_later(changed_on, 1)


@rule(
    "homes.V15A",
    "登録の手数料はかからない。ポータルがそう知らせる。",
    "国のシステムの申請の案内（2022年7月から）",
    Severity.ACT,
)
def no_charge(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.registration == Registration.PREPARING:
        yield rule.found(
            "registration", _("登録の手数料はかかりません。"), _("申請は、国のシステムから無料でできます。")
        )


# What may be public


@rule(
    "homes.V16",
    "駅までの分は、道のり80mを1分として切り上げる。道のりは直線より短くならない。",
    "不動産の表示に関する公正競争規約施行規則 第9条（2022年9月改正）",
    Severity.BLOCK,
)
def walking(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for walk in sheet.walks:
        if walk.straight is not None and walk.metres < walk.straight:
            yield rule.found(
                "accesses",
                _("%(station)s駅までの道のり%(metres)dmが、直線の%(straight)dmより短くなっています。")
                % {"station": walk.station, "metres": walk.metres, "straight": walk.straight},
                _("建物の出入口から駅までの道のりを、地図で測って入れてください。分は自動で計算します。"),
            )


@rule(
    "homes.V16W",
    "駅までの道のりは、測ったものを使う。",
    "不動産の表示に関する公正競争規約施行規則 第9条（2022年9月改正）",
    Severity.WARN,
)
def estimated_walk(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for walk in sheet.walks:
        if not walk.is_measured:
            yield rule.found(
                "accesses",
                _("%(station)s駅までの道のりは、町の中心からの見積もりです。") % {"station": walk.station},
                _("建物の出入口から測って、「測った」にしるしを付けてください。"),
            )


TATAMI_SOURCE = "不動産公正取引協議会連合会の申合せ（DK・LDKの広さの目安）"


@rule("homes.V17", "DK・LDKと書けるのは、決まった広さがあるとき。", TATAMI_SOURCE, Severity.BLOCK)
def dining_kitchen(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    least = SMALLEST_TATAMI.get((min(sheet.rooms, 2), Layout(sheet.layout)))
    if least is not None and sheet.dining_tatami is not None and sheet.dining_tatami < least:
        yield rule.found(
            "dining_tatami",
            _("%(rooms)d%(layout)sと書くには、%(least)s畳以上がいります。")
            % {"rooms": sheet.rooms, "layout": sheet.layout, "least": least},
            _("広さを確かめるか、間取りを「K」や「DK」にしてください（1畳は1.62㎡以上）。"),
        )


@rule("homes.V17W", "DK・LDKの広さを書いておく。", TATAMI_SOURCE, Severity.WARN)
def unstated_dining(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.layout in (Layout.DK, Layout.LDK) and sheet.dining_tatami is None:
        yield rule.found(
            "dining_tatami", _("DK・LDKの広さが入っていません。"), _("何畳かを入れてください（1畳は1.62㎡以上）。")
        )


def living_standard(people: int) -> int:
    """最低居住面積水準 of adults, m²: 25 for one, 10 a head and 10 more from two on."""
    return 25 if people == 1 else 10 * people + 10


@rule(
    "homes.V18W",
    "最低居住面積水準より狭いときは、そう知らせる（載せることはできる）。",
    "住生活基本計画の最低居住面積水準",
    Severity.WARN,
)
def small_for_people(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    people = sheet.capacity or 1
    if sheet.area is not None and not sheet.is_shared_house and sheet.area < living_standard(people):
        yield rule.found(
            "area",
            _("%(people)d人の最低居住面積水準（%(least)d㎡）より狭い部屋です。")
            % {"people": people, "least": living_standard(people)},
            _("住める人数を見直すか、このまま載せてください。"),
        )


@rule(
    "homes.V19W",
    "土砂災害などの警戒区域にあるときは、そう知らせる。",
    "登録を認めない県があるため（東京都の扱いは未確認）",
    Severity.WARN,
)
def hazard_zone(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if sheet.in_hazard_zone == Known.YES:
        yield rule.found(
            "in_hazard_zone",
            _("警戒区域の中にあります。"),
            _("登録できるかを指定登録機関に確認し、借りる人に説明してください。"),
        )


OURS = "練馬区のポータルの決まり"
MISSING = [
    ("rent", "家賃", "1か月の家賃を入れてください。ただなら 0 と入れます。"),
    ("area", "床面積", "㎡で、小数2けたまで入れてください。"),
    ("contact", "連絡先", "見学や相談の電話かメールを入れてください。公開のページには出ません。"),
]


@rule(
    "homes.V20",
    "家賃、床面積、着工日か竣工年月、空きを確かめた日、連絡先がそろい、写真に説明がある。",
    OURS,
    Severity.BLOCK,
)
def publishable(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for name, label, mend in MISSING:
        if getattr(sheet, name) in (None, ""):
            yield _missing(rule, name, label, mend)
    if sheet.started_on is None and sheet.completed_month is None:
        yield rule.found(
            "completed_month",
            _("着工日も竣工年月も入っていません。"),
            _("どちらか一つを入れてください。分かる年月でかまいません。"),
        )
    if not is_fresh(sheet.confirmed_on, situation.today):
        ahead = sheet.confirmed_on is not None and sheet.confirmed_on > situation.today
        yield rule.found(
            "confirmed_on",
            _("空きを確かめた日がまだ来ていません。") if ahead else _("空きを、この14日のうちに確かめていません。"),
            _("出す時に「今も空いています」にしるしを付けてください。"),
        )
    if any(not words for _subject, words, _nobody in sheet.photos):
        yield rule.found(
            "photos", _("説明のない写真があります。"), _("見えない方にも分かるように、写っているものを書いてください。")
        )
    if any(not nobody for _subject, _words, nobody in sheet.photos):
        yield rule.found(
            "photos",
            _("人や個人の物が写っていないことを確かめていない写真があります。"),
            _("確かめてしるしを付けるか、写真を消してください。"),
        )


def days_left(confirmed_on: dt.date, today: dt.date) -> int:
    """Until a home is hidden."""
    return HIDE_AFTER_DAYS - (today - confirmed_on).days


def _missing(rule: Rule, name: str, label: str, mend: str) -> Finding:
    return rule.found(name, _("%(label)sが入っていません。") % {"label": label}, _(mend))


def no_rent() -> Finding:
    """What V20 says of a home without rent, where none can even be stored."""
    return _missing(publishable, *MISSING[0])


def is_fresh(confirmed_on: dt.date | None, today: dt.date) -> bool:
    return confirmed_on is not None and 0 <= (today - confirmed_on).days < HIDE_AFTER_DAYS


@rule("homes.V20C", "書いたことどうしが、くいちがわない。", OURS, Severity.BLOCK)
def contradictions(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for field, message, mend in _contradictions(sheet):
        yield rule.found(field, message, mend)
    for field in ("started_on", "completed_month", "changed_on"):
        day = getattr(sheet, field)
        if day is not None and day.year > situation.today.year + MOST_YEARS_AHEAD:
            yield rule.found(field, _("日付が先すぎます。"), _("年を確かめて直してください。"))


def _contradictions(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    if sheet.floor and sheet.floors_above and sheet.floor > sheet.floors_above:
        yield "floor", _("階が、建物の階数より上です。"), _("階か、地上の階数を直してください。")
    if sheet.started_on and sheet.started_on < NEW_SEISMIC and sheet.seismic == Seismic.NEW:
        yield (
            "seismic",
            _("1981年5月31日までの着工では「新耐震基準」になりません。"),
            _("着工日か耐震を直してください。"),
        )
    if sheet.started_on and sheet.completed_month and sheet.completed_month < sheet.started_on.replace(day=1):
        yield "completed_month", _("竣工が、着工より前です。"), _("どちらかを直してください。")
    if Guarantee.NOT_NEEDED in sheet.guarantees and len(sheet.guarantees) > 1:
        yield (
            "guarantees",
            _("「保証は必要ない」と、ほかの保証がいっしょに選ばれています。"),
            _("どちらかにしてください。"),
        )
    if sheet.layout == Layout.R and sheet.rooms > 1:
        yield "rooms", _("ワンルームの部屋の数は1です。"), _("部屋の数か間取りを直してください。")
    if sheet.is_dedicated and not sheet.welcomes:
        yield "welcomes", _("専用住宅なのに、受け入れる方が選ばれていません。"), _("一つ以上選んでください。")
    if sheet.support_state == SupportState.CERTIFIED and not sheet.support_number:
        yield (
            "support_number",
            _("居住サポート住宅の認定番号がありません。"),
            _("認定番号を入れるか、状態を直してください。"),
        )
    if sheet.registration == Registration.REGISTERED and not sheet.registration_number:
        yield "registration_number", _("国の登録番号がありません。"), _("登録番号を入れるか、状態を直してください。")


@rule("homes.V20W", "最初にかかるお金と、保証の方法を書いておく。", OURS, Severity.WARN)
def worth_saying(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    if CostKind.DEPOSIT not in sheet.costs:
        yield rule.found("costs", _("敷金が入っていません。"), _("ないときは 0円 と入れると、「敷金なし」と出ます。"))
    if not sheet.guarantees:
        yield rule.found("guarantees", _("保証の方法が選ばれていません。"), _("使える方法をすべて選んでください。"))


@rule(
    "homes.W01",
    "人を断ることばを書かない。",
    "障害者差別解消法に基づく国土交通省の対応指針、住宅セーフティネット法の基本方針",
    Severity.BLOCK,
)
def refusing_words(rule: Rule, sheet: Sheet, situation: Situation) -> Found:
    for field, text in sheet.texts:
        for words, mend in wording.hits(text):
            yield rule.found(field, _("「%(words)s」は書けません。") % {"words": words}, mend)


def _months_later(day: dt.date, months: int) -> dt.date:
    """Never later than the last day there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


PUBLICATION: tuple[Rule, ...] = (
    publishable, contradictions, seismic_by_month, refusing_words, walking, dining_kitchen, usual_rent,
    narrow_acceptance, worth_saying, estimated_walk, unstated_dining, small_for_people, hazard_zone,
)  # fmt: skip
READINESS: tuple[Rule, ...] = (
    new_area, existing_area, existing_area_between, new_or_existing, tokyo_cohort, below_tokyo_cohort,
    shared_house_area, shared_house_room, shared_sets, single_parent_house, equipment, earthquake, retrofit, pledges,
    acceptance, change_notice, no_charge,
)  # fmt: skip
