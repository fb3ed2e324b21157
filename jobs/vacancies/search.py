"""How a vacancy becomes a search document."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.codelists.queries import labels
from portal.geo.queries import lines_of
from portal.search.documents import Document
from portal.search.kinds import Facet, Kind

from . import access, cards, queries
from .choices import BANDS, DAY_CODES
from .features import OPENNESS, opennesses
from .models import Vacancy
from .sheet import Sheet

CELLS = tuple(f"{day}-{band}" for day in DAY_CODES for band, *_rest in BANDS)
NO_QUALIFICATION = "none"
REACH_MINUTES = 20


def documents(keys: Sequence[int]) -> Iterable[Document]:
    for vacancy in queries.with_live_sheet(access.public_vacancies().filter(pk__in=keys)):
        yield document(vacancy, queries.live_sheet(vacancy))


def keys() -> Iterable[int]:
    return access.public_vacancies().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=5000)


def document(vacancy: Vacancy, sheet: Sheet) -> Document:
    facility = vacancy.facility
    near = [row for row in facility.accesses.all() if row.minutes <= REACH_MINUTES][:3]
    stations = [row.station_id for row in near]
    names = labels("feature")
    return Document(
        key=vacancy.pk,
        rank=vacancy.sequence or 0,
        title=f"{sheet.title} {sheet.occupation_label}",
        place=" ".join(
            [facility.name, vacancy.organisation.name, facility.town.name if facility.town else ""]
            + [row.station.name for row in near]
        ),
        body=" ".join(
            [
                facility.kind.label,
                sheet.duties,
                sheet.employment_label,
                _night_words(sheet),
                sheet.appeal,
                sheet.housing_help,
                sheet.qualification_help,
                *(shift.name for shift in sheet.shifts),
                *(wish.label for wish in sheet.qualifications),
                *(names.get(code, "") for code in opennesses(sheet)),
            ]
        ),
        facets={
            "occupation": [sheet.occupation],
            "facility_kind": [facility.kind_id],
            "employment": [sheet.employment],
            "requires": [wish.code for wish in sheet.qualifications if wish.need == "required"][:8]
            or [NO_QUALIFICATION],
            "station": stations,
            "line": [line.code for line in lines_of(stations)][:4],
            "town": [facility.town_id] if facility.town_id else [],
            "week": sorted(sheet.cells()),
            "night": [sheet.night],
            "open": opennesses(sheet),
        },
        numbers={
            "pay": hourly_pay(sheet),
            "hourly": sheet.pay_low if sheet.wage_type == "hour" else None,
            "monthly": sheet.pay_low if sheet.wage_type == "month" else None,
            "holidays": sheet.annual_holidays,
            "days_min": sheet.days_min,
        },
        point=facility.point,
    )


def hourly_pay(sheet: Sheet) -> int | None:
    """What is paid for certain per scheduled hour, in yen, so that wages by the hour, day, month and year compare."""
    pay = sheet.pay_low
    if pay is None:
        return None
    if sheet.wage_type == "hour":
        return pay
    if sheet.wage_type == "day":
        minutes = sheet.shifts[0].working_minutes if sheet.shifts else 0
        return pay * 60 // minutes if minutes else None
    if not sheet.annual_hours:
        return None
    return pay * (12 if sheet.wage_type == "month" else 1) // sheet.annual_hours


def _night_words(sheet: Sheet) -> str:
    return {"none": "夜勤なし 日勤", "optional": "夜勤は選べる", "required": "夜勤あり"}.get(sheet.night, "")


def found_cards(found: Sequence[int]) -> list[SafeString]:
    return [format_html('<article class="card hit">{}</article>', card.html) for card in cards.ready(found)]


VACANCY = Kind(
    name="vacancy",
    label=_("求人"),
    facets=(
        Facet("occupation", "one"),
        Facet("facility_kind", "one"),
        Facet("employment", "one"),
        Facet("requires", "few", slots=8),
        Facet("station", "few", slots=3),
        Facet("line", "few", slots=4),
        Facet("town", "one"),
        Facet("week", "flags", codes=CELLS),
        Facet("night", "one"),
        Facet("open", "flags", codes=OPENNESS),
    ),
    numbers=("pay", "hourly", "monthly", "holidays", "days_min"),
    documents=documents,
    keys=keys,
    cards=found_cards,
    url_name="vacancies:list",
)
