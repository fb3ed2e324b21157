import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.accounts.models import Organisation
from portal.audit.actions import record
from portal.geo import queries as geo
from portal.geo.models import Town
from portal.lib.refusal import Refused as NotPossible
from portal.lib.tabular import Unreadable
from portal.search import actions as search

from . import queries
from .importing.cleaning import Refused, clean
from .importing.reading import Sheet, read
from .importing.report import Report
from .importing.writing import Book
from .models import Access, Facility, QualityFact


def import_facilities(
    *,
    data: bytes,
    name: str,
    actor: models.Model | None,
    at: dt.datetime,
    as_of: dt.date | None = None,
    dry_run: bool = False,
) -> Report:
    """Take in a published table of facilities; `as_of` is its day where the file does not state one.

    A row comes in whole or is refused with its reason; a file that is no such table is refused whole. With `dry_run`
    the report says what would happen and nothing is written.
    """
    try:
        sheet = read(data, name)
    except Unreadable as error:
        report = Report()
        report.refuse(None, "", str(error))
        return report
    sheet.as_of = sheet.as_of or as_of
    with transaction.atomic():
        book = Book(sheet.layout.source, at, Report(read=len(sheet.rows)))
        book.open()
        _enter(sheet, book)
        if dry_run:
            return book.report
        book.write()
        measure([facility for facility, _first in book.spoken_of.values()])
        touched = [facility.pk for facility in (*book.new, *book.changed)]
        if touched:
            detail = {"source": book.source, "created": book.report.created, "updated": book.report.updated}
            record("facilities.imported", actor=actor, at=at, detail=detail)
            for organisation in queries.verified_operators(touched):
                adopt(organisation, actor, at)
            search.changed("facility", touched, at=at)
    return book.report


def adopt(organisation: Organisation, actor: models.Model | None, at: dt.datetime) -> int:
    """Give a verified organisation the facilities that public tables name with its 法人番号. Returns how many."""
    if not organisation.corporate_number:
        return 0
    theirs = Facility.objects.filter(organisation=None, corporate_number=organisation.corporate_number)
    with transaction.atomic():
        count = theirs.update(organisation=organisation)
        if count:
            record("facilities.adopted", actor=actor, at=at, subject=organisation, detail={"count": count})
    return count


def set_operator(*, facility: Facility, organisation: Organisation, actor: models.Model, at: dt.datetime) -> None:
    """Staff say who runs a facility, where no table does."""
    if not organisation.is_verified:
        raise NotPossible(_("この団体は、区がまだ確認していません。先に団体を確認してください。"))
    with transaction.atomic():
        Facility.objects.filter(pk=facility.pk).update(organisation=organisation)
        record("facilities.operator", actor=actor, at=at, subject=facility, detail={"organisation": organisation.pk})


def add_fact(*, facility: Facility, fact: QualityFact, actor: models.Model, at: dt.datetime) -> QualityFact:
    """One official fact with its source and day. Raises `NotPossible` when it is known already."""
    fact.facility = facility
    same = {"subject": fact.subject, "as_of": fact.as_of, "source": fact.source}
    with transaction.atomic():
        if facility.quality_facts.filter(**same).exists():
            raise NotPossible(_("同じ事項・時点・出典の事実が、もう登録されています。"))
        fact.save(force_insert=True)
        record("facilities.fact", actor=actor, at=at, subject=fact, detail={"subject": fact.subject})
    return fact


def _enter(sheet: Sheet, book: Book) -> None:
    for title in sheet.unread_sheets:
        book.report.doubt(None, "", _("ほかのシート「%(title)s」は読んでいません。") % {"title": title})
    for row in sheet.rows:
        if row.number in sheet.bad_cells:
            book.report.refuse(row.number, *sheet.bad_cells[row.number])
            continue
        try:
            candidate = clean(row, sheet)
        except Refused as refusal:
            book.report.refuse(row.number, sheet.columns.get(refusal.name, refusal.name), refusal.reason)
            continue
        book.enter(candidate, sheet.columns)


@transaction.atomic
def measure(facilities: Iterable[Facility]) -> None:
    """Write the walk from the nearest stations anew where it changed."""
    facilities = list(facilities)
    known: dict[int, dict[str, int]] = defaultdict(dict)
    for key, station, minutes in Access.objects.values_list("facility_id", "station_id", "minutes"):
        known[key][station] = minutes
    towns: dict[str | None, Town | None] = {town.code: town for town in geo.towns()}
    moved, walks = [], []
    for facility in facilities:
        point = facility.point_among(towns)
        near = {entry.station.code: entry.minutes for entry in geo.nearest_stations(point)} if point else {}
        if near != known[facility.pk]:
            moved.append(facility.pk)
            walks += [Access(facility=facility, station_id=code, minutes=count) for code, count in near.items()]
    for start in range(0, len(moved), 500):
        Access.objects.filter(facility__in=moved[start : start + 500]).delete()
    Access.objects.bulk_create(walks, batch_size=2000)
