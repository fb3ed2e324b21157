"""A document as a row of int64 slots: id, key, rank, latitude, longitude (1e-6 degrees), then facets and numbers."""

import logging
from collections.abc import Callable, Sequence

import numpy as np

from portal.search.documents import Document
from portal.search.kinds import Facet, Kind

logger = logging.getLogger(__name__)

MISSING = np.iinfo(np.int64).min
DEGREE = 1_000_000
ID, KEY, RANK, LATITUDE, LONGITUDE = range(5)

CodeId = Callable[[str, str], int]


class Layout:
    """Which slots of a row hold what. A `one` facet takes a slot with the code's id (0 is none), a `few` facet its
    number of slots, `flags` a slot of bits, a number a slot with `MISSING` for not stated.
    """

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.facets: dict[str, list[int]] = {}
        self.bits: dict[str, dict[str, int]] = {}
        place = LONGITUDE + 1
        for facet in kind.facets:
            width = facet.slots if facet.form == "few" else 1
            self.facets[facet.name] = list(range(place, place + width))
            place += width
            if facet.form == "flags":
                self.bits[facet.name] = {code: 1 << bit for bit, code in enumerate(facet.codes)}
        self.numbers = {name: place + offset for offset, name in enumerate(kind.numbers)}
        self.width = place + len(kind.numbers)

    def pack(self, identity: int, document: Document, code_id: CodeId) -> bytes:
        row = np.zeros(self.width, dtype=np.int64)
        row[: RANK + 1] = identity, document.key, document.rank
        row[LATITUDE : LONGITUDE + 1] = _degrees(document.point)
        for facet in self.kind.facets:
            codes = list(dict.fromkeys(document.facets.get(facet.name, ())))
            row[self.facets[facet.name]] = self._slots(facet, codes, document.key, code_id)
        for name, slot in self.numbers.items():
            value = document.numbers.get(name)
            row[slot] = MISSING if value is None else value
        return row.tobytes()

    def _slots(self, facet: Facet, codes: Sequence[str], key: int, code_id: CodeId) -> list[int]:
        """A code without room or declaration is left out and logged: the document must be found all the same."""
        slots = self.facets[facet.name]
        if facet.form == "flags":
            bits = self.bits[facet.name]
            kept = [code for code in codes if code in bits]
            values = [sum(bits[code] for code in kept)]
        else:
            kept = list(codes[: len(slots)])
            values = [code_id(facet.name, code) for code in kept] + [0] * (len(slots) - len(kept))
        if len(kept) < len(codes):
            logger.error("%s %s: facet %s has no room for %s", self.kind.name, key, facet.name, set(codes) - set(kept))
        return values


def _degrees(point: tuple[float, float] | None) -> tuple[int, int]:
    return (round(point[0] * DEGREE), round(point[1] * DEGREE)) if point else (MISSING, MISSING)
