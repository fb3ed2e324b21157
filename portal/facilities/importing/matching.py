"""Which known facility a row speaks of: by number, else by name and address."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from portal.facilities.models import Facility, Statement
from portal.geo.addresses import folded, parse

from . import kinds
from .cleaning import Candidate

PREFIX = re.compile(r"^(?:[^ ]{1,4}[区市町村])?(?:区立|市立|町立|村立|立)|^都立")
AddressKey = tuple[str, str, tuple[int, ...]]


def name_key(name: str) -> str:
    """One spelling of a name: no spaces, dots or 区立 before it."""
    return re.sub(r"[\s・･.,()\-]", "", PREFIX.sub("", folded(name).lower()))


class Index:
    """Every known facility under each number, name and address that a source gave it."""

    def __init__(self, parents: dict[str, str | None]) -> None:
        self.parents = parents
        self.by_number: dict[str, list[Facility]] = defaultdict(list)
        self.by_name: dict[tuple[str, str], list[Facility]] = defaultdict(list)
        self.addresses: dict[int, set[AddressKey]] = defaultdict(set)

    def add(self, facility: Facility, statements: dict[tuple[str, str], Statement]) -> None:
        if facility.number and facility not in self.by_number[facility.number]:
            self.by_number[facility.number].append(facility)
        names = {facility.name} | {row.value for (field, _source), row in statements.items() if field == "name"}
        for key in {(facility.municipality, name_key(name)) for name in names}:
            if not any(known is facility for known in self.by_name[key]):
                self.by_name[key].append(facility)
        lines = {facility.address} | {row.value for (field, _source), row in statements.items() if field == "address"}
        self.addresses[id(facility)] |= {parse(line, facility.municipality).key for line in lines if line}

    def find(self, candidate: Candidate) -> tuple[Facility | None, str]:
        """The facility, or None for a new one, and a doubt about the answer."""
        number, kind = candidate.known.get("number", ""), candidate.known["kind"]
        numbered = [row for row in self.by_number.get(number, []) if self._alike(row, kind)] if number else []
        exact = [row for row in numbered if row.kind_id == kind]
        if exact or numbered:
            return (exact or numbered)[0], ""
        return self._by_name(candidate, number, kind)

    def _by_name(self, candidate: Candidate, number: str, kind: str) -> tuple[Facility | None, str]:
        key = (candidate.place.municipality, name_key(candidate.known["name"]))
        named = [row for row in self.by_name.get(key, []) if self._alike(row, kind) and not (number and row.number)]
        here = candidate.place.key
        same = [row for row in named if here in self.addresses[id(row)] or not self.addresses[id(row)]]
        if same:
            return same[0], ""
        if named and not candidate.place.line:
            return named[0], ""
        near = [row for row in named if any(address[1] == here[1] for address in self.addresses[id(row)])]
        if len(near) == 1:
            return near[0], _("同じ名前の施設と番地が異なりますが、同じ町にあるため同じ施設とみなしました。")
        doubt = _("同じ名前の施設が別の所在地にもあります。移転かどうか確かめてください。") if named else ""
        return None, doubt

    def _alike(self, facility: Facility, kind: str) -> bool:
        return kinds.alike(facility.kind_id, kind, self.parents)
