"""What a home offers, as codes to find it by. Only positive ones: no trait says that somebody is unwelcome."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .choices import (
    PUBLIC_TAGS,
    Consent,
    ContractKind,
    EmergencyContact,
    Equipment,
    Guarantee,
    Known,
    Layout,
    Proxy,
    Registration,
    Seismic,
    SupportState,
)
from .models import Dwelling, Listing

LABELS: dict[str, str | Promise] = {
    "no_guarantor": _("連帯保証人なしでよい"),
    "no_contact": _("緊急連絡先なしでよい"),
    "corporate_contact": _("緊急連絡先は法人でもよい"),
    "proxy": _("代理納付ができる"),
    "certified_guarantee": _("認定保証業者でよい"),
    "pets": _("ペット相談"),
    "elevator": _("エレベーター"),
    "ground_floor": _("1階"),
    "no_steps": _("玄関まで段差なし"),
    "rails": _("手すりあり"),
    "wheelchair": _("車いすで回れる"),
    "own_bath": _("浴室が専用"),
    "new_seismic": _("新耐震基準"),
    "registered": _("セーフティネット登録住宅"),
    "supported": _("居住サポート住宅"),
    "lifelong": _("終身の契約"),
    "parking": _("駐車場"),
}
WELCOMES = tuple(tag.value for tag in PUBLIC_TAGS)
TURNING_MM = 1_500
RAILS = ("rail_entrance", "rail_corridor", "rail_toilet", "rail_bath")
DOORS = ("corridor_width", "bath_width", "toilet_width")
GROUPS = [
    ("R", _("ワンルーム・1K")),
    ("1DK", _("1DK・1LDK")),
    ("2K", _("2K・2DK")),
    ("2LDK", _("2LDK")),
    ("3", _("3部屋から")),
]


def of(listing: Listing) -> list[str]:
    """Codes of `LABELS`, in their order."""
    dwelling, building = listing.dwelling, listing.dwelling.building
    means = {row.means for row in listing.guarantees.all()}
    holds = {
        "no_guarantor": bool(means - {Guarantee.GUARANTOR}),
        "no_contact": listing.emergency_contact == EmergencyContact.NONE,
        "corporate_contact": listing.emergency_contact == EmergencyContact.CORPORATE,
        "proxy": listing.proxy in (Proxy.YES, Proxy.CONDITIONS),
        "certified_guarantee": Guarantee.CERTIFIED in means,
        "pets": dwelling.pets in (Consent.YES, Consent.ASK),
        "elevator": building.elevator == Known.YES,
        "ground_floor": dwelling.floor == 1,
        "no_steps": dwelling.stairs == 0 and dwelling.entrance_step is not None and dwelling.entrance_step <= 20,
        "rails": any(getattr(dwelling, name) == Known.YES for name in RAILS),
        "wheelchair": (dwelling.turning_space or 0) >= TURNING_MM,
        "own_bath": dwelling.bath == Equipment.OWN,
        "new_seismic": building.seismic == Seismic.NEW,
        "registered": listing.registration in (Registration.REGISTERED, Registration.CHANGE_DUE),
        "supported": listing.support_state == SupportState.CERTIFIED,
        "lifelong": listing.contract == ContractKind.LIFELONG,
        "parking": dwelling.parking == Known.YES,
    }
    return [code for code in LABELS if holds[code]]


def layout_group(dwelling: Dwelling) -> str:
    if dwelling.rooms >= 3:
        return "3"
    if dwelling.rooms == 2:
        return "2LDK" if dwelling.layout == Layout.LDK else "2K"
    return "R" if dwelling.layout in (Layout.R, Layout.K) else "1DK"


def narrowest_door(dwelling: Dwelling) -> int | None:
    """mm; None while one of the three is not measured."""
    widths = [getattr(dwelling, name) for name in DOORS]
    return None if None in widths else min(widths)
