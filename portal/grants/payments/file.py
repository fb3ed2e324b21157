"""The file of a batch, the same bytes whenever it is written. Its columns are documented in README.md."""

import hashlib
from collections.abc import Iterator
from typing import Any

from portal.lib.tabular import write_csv

from . import rules
from .models import Batch, Remittance

HEAD = (
    "支払番号", "年度", "制度", "受付番号", "文書番号", "金額", "金融機関番号", "金融機関名", "支店番号", "支店名",
    "預金種目", "口座番号", "口座名義カナ",
)  # fmt: skip


def file_of(batch: Batch) -> bytes:
    return "".join(write_csv(_rows(batch))).encode()


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _rows(batch: Batch) -> Iterator[tuple[Any, ...]]:
    yield HEAD
    inside = batch.remittances.exclude(state=Remittance.State.OUT).order_by("payment__number")
    for one in inside.select_related("payment__grant__case", "payment__decision__letter"):
        payment, payee = one.payment, one.payee
        letter = payment.decision.letter
        yield (
            payment.number,
            batch.fiscal_year,
            batch.scheme,
            payment.grant.case.number,
            letter.number if letter else "",
            payment.yen,
            payee["bank"],
            payee["bank_name"],
            payee["branch"],
            payee["branch_name"],
            rules.KINDS[payee["kind"]],
            payee["number"],
            payee["holder"],
        )
