"""The rows of one file against everything known, written in a few large statements."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.codelists.models import Code
from portal.facilities.models import Facility, Statement
from portal.geo import queries as geo
from portal.geo.models import Town

from . import deciding
from .cleaning import Candidate
from .deciding import LABELS
from .matching import Index
from .report import Report

Statements = dict[tuple[str, str], Statement]
COLUMNS = (
    *("number", "name", "kana", "corporation", "corporate_number", "address", "building", "postal_code"),
    *("phone", "url", "capacity", "hours", "opened_on"),
)
WRITTEN = [*COLUMNS, "kind", "municipality", "town", "latitude", "longitude", "updated_at"]


@dataclass
class Book:
    """All facilities with their statements, and what this file changes in them."""

    source: str
    at: dt.datetime
    report: Report
    parents: dict[str, str | None] = field(default_factory=dict)
    statements: dict[int, Statements] = field(default_factory=lambda: defaultdict(dict))
    new: list[Facility] = field(default_factory=list)
    changed: list[Facility] = field(default_factory=list)
    new_statements: list[Statement] = field(default_factory=list)
    changed_statements: list[Statement] = field(default_factory=list)
    spoken_of: dict[int, tuple[Facility, int]] = field(default_factory=dict)

    def open(self) -> None:
        self.parents = dict(Code.objects.of("facility_kind").values_list("value", "parent_id"))
        self.index = Index(self.parents)
        said: dict[int, Statements] = defaultdict(dict)
        for row in Statement.objects.all():
            said[row.facility_id][row.field, row.source] = row
        for facility in Facility.objects.filter(is_sample=False).order_by("pk"):
            self.statements[id(facility)] = said[facility.pk]
            self.index.add(facility, said[facility.pk])

    def enter(self, candidate: Candidate, columns: dict[str, str]) -> None:
        """One row: created, updated or unchanged, whole or not at all."""
        facility, doubt = self.index.find(candidate)
        for name, text in [*candidate.remarks, *([("name", doubt)] if doubt else [])]:
            self.report.doubt(candidate.row, columns.get(name, LABELS.get(name, name)), text)
        if facility is not None and id(facility) in self.spoken_of:
            self._repeat(facility, candidate, columns)
            return
        created = facility is None
        facility = facility or Facility(municipality=candidate.place.municipality, kind_id=candidate.known["kind"])
        self.spoken_of[id(facility)] = (facility, candidate.row)
        said = self._say(facility, candidate)
        settled = self._settle(facility, created)
        if created:
            self.new.append(facility)
            self.report.created += 1
        elif said or settled:
            self.changed.append(facility)
            self.report.updated += 1
        else:
            self.report.unchanged += 1
        self.index.add(facility, self.statements[id(facility)])
        self._compare(facility, candidate, columns)

    def _say(self, facility: Facility, candidate: Candidate) -> bool:
        said = False
        for name, value in candidate.known.items():
            text, doubt = deciding.as_text(value), candidate.unsure.get(name, "")
            known = self.statements[id(facility)].get((name, self.source))
            if known is None:
                known = Statement(facility=facility, field=name, source=self.source)
                self.statements[id(facility)][name, self.source] = known
                self.new_statements.append(known)
            elif (known.value, known.doubt, known.as_of) == (text, doubt, candidate.as_of) or _is_older(
                candidate, known
            ):
                continue
            elif known.pk:
                self.changed_statements.append(known)
            known.value, known.doubt, known.as_of, known.read_at = text, doubt, candidate.as_of, self.at
            said = True
        return said

    def _settle(self, facility: Facility, created: bool) -> bool:
        """Each column holds what counts now; a number once given and the kind under it stay."""
        chosen = deciding.decided(self.statements[id(facility)], self.parents)
        wanted = {
            name: deciding.as_value(name, row.value) for name, row in chosen.items() if name not in ("kind", "point")
        }
        if created or not facility.number:
            wanted["kind_id"] = chosen["kind"].value
        if facility.number:
            wanted.pop("number", None)
        if "address" in chosen:
            wanted.setdefault("building", "")
            wanted["town_id"] = _town_code(geo.town_of(chosen["address"].value, facility.municipality))
        if "point" in chosen:
            wanted["latitude"], wanted["longitude"] = deciding.as_value("point", chosen["point"].value)
        differing = {name: value for name, value in wanted.items() if getattr(facility, name) != value}
        for name, value in differing.items():
            setattr(facility, name, value)
        if differing:
            facility.updated_at = self.at
        return bool(differing)

    def _repeat(self, facility: Facility, candidate: Candidate, columns: dict[str, str]) -> None:
        """A second row of this file about one facility: the first counts."""
        _facility, first = self.spoken_of[id(facility)]
        self.report.unchanged += 1
        said = self.statements[id(facility)]
        differing = [
            str(LABELS[name])
            for name, value in candidate.known.items()
            if (name, self.source) not in said or said[name, self.source].value != deciding.as_text(value)
        ]
        if differing:
            text = _("%(row)d行目と同じ施設です。先の行を使いました。異なる項目：%(names)s")
            self.report.doubt(candidate.row, columns["name"], text % {"row": first, "names": "、".join(differing)})

    def _compare(self, facility: Facility, candidate: Candidate, columns: dict[str, str]) -> None:
        said = self.statements[id(facility)]
        chosen = deciding.decided(said, self.parents)
        for name in deciding.COMPARED:
            if name not in candidate.known:
                continue
            others = [row for (field_name, source), row in said.items() if field_name == name and source != self.source]
            mine = deciding.as_text(candidate.known[name])
            for other in others:
                if deciding.differs(name, mine, other.value):
                    text = _("「%(mine)s」ですが、%(source)sでは「%(other)s」です。%(chosen)sの値を使います。")
                    words = {"mine": mine, "source": other.source, "other": other.value, "chosen": chosen[name].source}
                    self.report.doubt(candidate.row, columns.get(name, LABELS[name]), text % words)

    def write(self) -> None:
        Facility.objects.bulk_create(self.new, batch_size=500)
        for statement in self.new_statements:
            statement.facility_id = statement.facility.pk
        Statement.objects.bulk_create(self.new_statements, batch_size=2000)
        Facility.objects.bulk_update(self.changed, WRITTEN, batch_size=200)
        Statement.objects.bulk_update(self.changed_statements, ["value", "doubt", "as_of", "read_at"], batch_size=500)


def _is_older(candidate: Candidate, known: Statement) -> bool:
    return bool(candidate.as_of and known.as_of and candidate.as_of < known.as_of)


def _town_code(town: Town | None) -> str | None:
    return town.code if town else None
