import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Document:
    """What can be found of one public row.

    `rank` is unique within a kind and grows with each publication: higher is newer. `place` holds employer, town and
    station. `point` is latitude and longitude in degrees. Numbers are whole; None is not stated.
    """

    key: int
    rank: int
    title: str
    place: str
    body: str
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    point: tuple[float, float] | None = None

    def digest(self) -> bytes:
        """Eight bytes that change with the content."""
        content = [
            self.rank,
            self.title,
            self.place,
            self.body,
            {name: sorted(codes) for name, codes in self.facets.items()},
            dict(self.numbers),
            self.point,
        ]
        plain = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest()
