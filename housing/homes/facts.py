"""A home in words for its public page: only what is known, the town but never the address, no refusal."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.lib.dates import long_date
from portal.lib.money import yen

from . import queries
from .choices import Equipment, Guarantee, Known, Registration, Seismic, SupportState
from .models import Cost, Dwelling, Listing

LENGTHS = ("entrance_step", "threshold", "indoor_step", "corridor_width", "bath_width", "toilet_width", "turning_space")
RAILS = ("rail_entrance", "rail_corridor", "rail_toilet", "rail_bath")
FITTINGS = ("kitchen", "toilet", "storage", "washstand", "bath")
Row = tuple[str, str]
Sum = tuple[str, str, str]


@dataclass(frozen=True)
class Block:
    title: str
    rows: list[Row]


def monthly(listing: Listing) -> list[Sum]:
    rows = [(_("家賃"), yen(listing.rent or 0), ""), (_("管理費・共益費"), yen(listing.fee or 0), "")]
    if listing.support_fee:
        rows.append((_("見守りの料金（居住サポート）"), yen(listing.support_fee), "note"))
    return [*rows, (_("毎月の合計"), yen(listing.monthly or 0), "total")]


def at_start(listing: Listing) -> list[Sum]:
    rent = listing.rent or 0
    rows = [(cost_name(cost), yen(cost.amount(rent)), "") for cost in queries.at_start(listing)]
    chosen = [
        (_("%(name)s（選んだ人だけ）") % {"name": cost_name(cost)}, yen(cost.amount(rent)), "note")
        for cost in listing.costs.all()
        if cost.is_at_start and not cost.is_required
    ]
    later = [
        (_("%(name)s（あとで）") % {"name": cost_name(cost)}, yen(cost.amount(rent)), "note")
        for cost in listing.costs.all()
        if not cost.is_at_start
    ]
    return [
        *rows,
        (_("最初の合計（最初の月の家賃は別）"), yen(queries.initial_cost(listing) or 0), "total"),
        *chosen,
        *later,
    ]


def cost_name(cost: Cost) -> str:
    label = str(cost.get_kind_display())
    return (
        _("%(name)s（家賃%(months)sか月分）") % {"name": label, "months": f"{cost.months.normalize():f}"}
        if cost.months
        else label
    )


def blocks(listing: Listing) -> list[Block]:
    found = [
        Block(_("部屋"), _room(listing)),
        Block(_("段差と幅（測った値）"), _measured(listing.dwelling)),
        Block(_("建物"), _building(listing)),
        Block(_("契約"), _contract(listing)),
        Block(_("見守り（居住サポート住宅）"), _support(listing)),
        Block(_("募集"), _offer(listing)),
    ]
    kept = [Block(block.title, [row for row in block.rows if row[1]]) for block in found]
    return [block for block in kept if block.rows]


def _room(listing: Listing) -> list[Row]:
    dwelling = listing.dwelling
    shared = [str(_name(dwelling, name)) for name in FITTINGS if getattr(dwelling, name) == Equipment.SHARED]
    return [
        (_("間取り"), dwelling.layout_name),
        (_("広さ"), f"{dwelling.area}㎡（{dwelling.get_measure_display()}）" if dwelling.area else ""),
        (_("DK・LDK"), _("%(n)s畳") % {"n": dwelling.dining_tatami} if dwelling.dining_tatami else ""),
        (_("住める人数"), _("%(n)s人まで") % {"n": dwelling.capacity} if dwelling.capacity else ""),
        (_("ほかの人と一緒に使うもの"), "、".join(shared)),
        (_("ペット"), _open(dwelling.pets, dwelling.get_pets_display())),
        (_("楽器"), _open(dwelling.instruments, dwelling.get_instruments_display())),
        (_("エアコン"), _known(dwelling.aircon)),
        (_("インターネット"), _known(dwelling.internet)),
        (_("ガス"), dwelling.gas),
        (_("日当たり・音"), dwelling.sunlight),
    ]


def _measured(dwelling: Dwelling) -> list[Row]:
    """What is measured, and in one line what is not: 不明 is an answer."""
    rows = [(_name(dwelling, "stairs"), _("%(n)s段") % {"n": dwelling.stairs} if dwelling.stairs is not None else "")]
    rows += [(_name(dwelling, name).removesuffix("（mm）"), _length(getattr(dwelling, name))) for name in LENGTHS]
    rows += [(_name(dwelling, name), _known(getattr(dwelling, name))) for name in RAILS]
    unknown = "、".join(label for label, words in rows if not words)
    return [
        *rows,
        (_("まだ測っていないところ"), _("%(names)s。店に確認を頼めます。") % {"names": unknown} if unknown else ""),
    ]


def _building(listing: Listing) -> list[Row]:
    building = listing.dwelling.building
    floors = _("地上%(n)s階建て") % {"n": building.floors_above} if building.floors_above else ""
    floor = _("%(n)s階") % {"n": listing.dwelling.floor} if listing.dwelling.floor else ""
    return [
        (_("建て方"), str(building.get_form_display()) if building.form else ""),
        (_("構造"), str(building.get_structure_display()) if building.structure else ""),
        (_("階"), f"{floors}　{floor}".strip()),
        (_("できた年月"), f"{building.completed_month:%Y年%-m月}" if building.completed_month else ""),
        (_("耐震"), str(Seismic(building.seismic).label)),
        (_("エレベーター"), str(Known(building.elevator).label)),
        (_("駐輪場"), _known(listing.dwelling.bicycle)),
        (_("駐車場"), _known(listing.dwelling.parking)),
        (_("交通"), "、".join(f"{row.station.name}駅 徒歩{row.minutes}分" for row in building.accesses.all())),
    ]


def _contract(listing: Listing) -> list[Row]:
    means = [str(Guarantee(row.means).label) for row in listing.guarantees.all()]
    return [
        (_("契約"), f"{listing.get_contract_display()}　{listing.contract_months}か月"),
        (_("保証"), _("%(means)s のどれか") % {"means": "・".join(means)} if means else ""),
        (_("緊急連絡先"), str(listing.get_emergency_contact_display())),
        (_("代理納付"), str(listing.get_proxy_display())),
        (_("専用住宅"), _("住まいを見つけにくい方だけが借りられる部屋です") if listing.is_dedicated else ""),
        (_("店のことば・手話・筆談"), listing.communication),
    ]


def _support(listing: Listing) -> list[Row]:
    if listing.support_state != SupportState.CERTIFIED:
        return []
    visits = listing.support_visits_a_month
    return [
        (_("認定番号"), listing.support_number),
        (_("安否確認"), listing.support_check),
        (_("見守り"), _("月%(n)s回") % {"n": visits} if visits else ""),
        (_("料金"), yen(listing.support_fee) if listing.support_fee is not None else ""),
    ]


def _offer(listing: Listing) -> list[Row]:
    registered = listing.registration in (Registration.REGISTERED, Registration.CHANGE_DUE)
    number = f"{listing.registration_number}（{_day(listing.mirrored_on)}に国のシステムで確認）"
    return [
        (_("入居できる日"), _day(listing.available_from)),
        (_("取引態様"), str(listing.get_dealing_display())),
        (_("載せている人"), str(listing.organisation)),
        (_("免許番号"), getattr(getattr(listing.organisation, "partner", None), "licence", "")),
        (_("公開した日"), _day(listing.first_published_at)),
        (_("空きを確かめた日"), _day(listing.confirmed_on)),
        (_("国の登録番号"), number if registered else ""),
    ]


def _name(dwelling: Dwelling, field: str) -> str:
    return str(getattr(dwelling._meta.get_field(field), "verbose_name", field))


def _length(value: int | None) -> str:
    return "" if value is None else f"{value:,}mm"


def _known(value: str) -> str:
    return "" if value == Known.UNKNOWN else str(Known(value).label)


def _open(value: str, label: object) -> str:
    return "" if value == "unstated" else str(label)


def _day(value) -> str:
    return long_date(value) if value else ""
