from dataclasses import asdict, dataclass, field

from django.utils.functional import Promise


@dataclass
class Report:
    """What became of a file. Rows count from 1 as a spreadsheet shows them, features and objects of JSON likewise;
    a remark on the whole file has no row.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[dict[str, object]] = field(default_factory=list)
    doubtful: list[dict[str, object]] = field(default_factory=list)

    def refuse(self, row: int | None, column: str | Promise, reason: str) -> None:
        self.refused.append({"row": row, "column": str(column), "reason": str(reason)})

    def doubt(self, row: int | None, column: str | Promise, reason: str) -> None:
        self.doubtful.append({"row": row, "column": str(column), "reason": str(reason)})

    def as_dict(self) -> dict[str, object]:
        return asdict(self)
