"""The steps of writing a home, as data: which columns of which table each asks. Three levels."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .choices import Level
from .models import Building, Dwelling, Listing

MODELS: dict[str, type[models.Model]] = {"building": Building, "dwelling": Dwelling, "values": Listing}
ROW_LABELS: dict[str, str | Promise] = {
    "costs": gettext_lazy("最初にかかるお金"),
    "guarantees": gettext_lazy("使える保証"),
    "welcomes": gettext_lazy("受け入れる方"),
    "papers": gettext_lazy("そろった書類"),
    "accesses": gettext_lazy("駅までの道のり"),
    "photos": gettext_lazy("写真"),
    "confirmed_on": gettext_lazy("空きを確かめた日"),
}


@dataclass(frozen=True)
class Step:
    code: str
    label: str | Promise
    level: Level
    building: tuple[str, ...] = ()
    dwelling: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    help: str | Promise = ""

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.building, *self.dwelling, *self.values, *self.rows)

    def columns(self) -> list[tuple[str, models.Field]]:
        """(part, column) in the order of the form."""
        return [
            (part, column_of(part, name)) for part in ("building", "dwelling", "values") for name in getattr(self, part)
        ]


STEPS = (
    Step(
        "memo", gettext_lazy("空き室メモ"), Level.NOTE,
        building=("town", "block", "name"),
        dwelling=("room_number", "rooms", "layout", "area"),
        values=("rent", "fee", "available_from", "contact"),
        help=gettext_lazy("5分で書けます。ここまでで下書きが残り、区から空きをたずねられます。"),
    ),
    Step(
        "building", gettext_lazy("建物と駅"), Level.PUBLIC,
        building=(
            "form", "structure", "floors_above", "floors_below", "dwellings_total", "started_on", "completed_month",
            "seismic", "elevator", "in_hazard_zone", "is_sublet",
        ),
        rows=("accesses",),
        help=gettext_lazy("同じ建物のほかの部屋にも、同じ内容が使われます。"),
    ),
    Step(
        "room", gettext_lazy("部屋と設備"), Level.PUBLIC,
        dwelling=(
            "floor", "measure", "has_storeroom", "dining_tatami", "capacity", "is_lived_in", "kitchen", "toilet",
            "storage", "washstand", "bath", "aircon", "internet", "gas", "bicycle", "parking", "pets", "instruments",
            "sunlight",
        ),
    ),
    Step(
        "steps", gettext_lazy("段差と幅"), Level.PUBLIC,
        dwelling=(
            "stairs", "entrance_step", "threshold", "indoor_step", "corridor_width", "bath_width", "toilet_width",
            "turning_space", "rail_entrance", "rail_corridor", "rail_toilet", "rail_bath", "alarm_light",
        ),
        help=gettext_lazy("測ったものだけ入れます。空のままは「不明」、0 は「段差なし」です。"),
    ),
    Step(
        "money", gettext_lazy("お金と契約"), Level.PUBLIC,
        values=("contract", "contract_months", "dealing", "landlord_name", "manager"),
        rows=("costs",),
    ),
    Step(
        "welcome", gettext_lazy("保証と受け入れ"), Level.PUBLIC,
        values=("emergency_contact", "proxy", "is_dedicated", "acceptance_terms", "communication", "appeal"),
        rows=("guarantees", "welcomes"),
        help=gettext_lazy("できることだけを書きます。断ることばは書けません。"),
    ),
    Step(
        "registration", gettext_lazy("国の登録とサポート"), Level.REGISTRATION,
        dwelling=(
            "is_shared_house", "for_single_parents", "house_area", "house_capacity", "house_families", "shared_sets",
            "bathtubs",
        ),
        values=(
            "registration", "registration_number", "registered_on", "mirrored_on", "changed_on", "support_state",
            "support_number", "support_check", "support_visits_a_month", "support_fee",
        ),
        rows=("papers",),
        help=gettext_lazy("書かなくても公開できます。国の登録の申請は、国のシステムでします。ここには今の状態を写します。"),
    ),
)  # fmt: skip
BY_CODE = {step.code: step for step in STEPS}
STEP_OF = {name: step for step in STEPS for name in step.fields}


def column_of(part: str, name: str) -> models.Field:
    return MODELS[part]._meta.get_field(name)  # type: ignore[return-value]


def label(name: str) -> str:
    """The name of a field as people read it."""
    if name in ROW_LABELS:
        return str(ROW_LABELS[name])
    step = STEP_OF.get(name)
    if step is None:
        return _("全体")
    part = next(part for part in MODELS if name in getattr(step, part))
    return str(column_of(part, name).verbose_name)


def row_of(listing: Listing, part: str) -> Any:
    """The row that a part of a step writes on."""
    return {"building": listing.dwelling.building, "dwelling": listing.dwelling, "values": listing}[part]
