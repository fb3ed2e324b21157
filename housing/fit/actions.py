import csv
import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.actions import record
from portal.lib.dates import long_date, tokyo_date
from portal.lib.refusal import Refused

from .models import MoneyRow

ROWS = Path(__file__).parent / "data" / "money.csv"


@transaction.atomic
def add_row(
    *,
    kind: str,
    people: int,
    area: int,
    amount: int,
    valid_from: dt.date,
    source: str,
    is_unverified: bool,
    actor: User,
    at: dt.datetime,
) -> MoneyRow:
    """From today on at the earliest: what was shown with an older row stays explained. Raises `Refused`."""
    today = tokyo_date(at)
    if valid_from < today:
        raise Refused(
            _("前の日からの額は入れられません。%(today)s か、それより後の日にしてください。")
            % {"today": long_date(today)}
        )
    same = MoneyRow.objects.filter(kind=kind, people=people, area=area)
    if same.filter(valid_from=valid_from).exists():
        raise Refused(_("同じ日からの額がもう入っています。入れた額は変えられません。次の日からの額を足してください。"))
    row = MoneyRow.objects.create(
        kind=kind,
        people=people,
        area=area,
        amount=amount,
        valid_from=valid_from,
        source=source,
        is_unverified=is_unverified,
        entered_by=actor,
        entered_at=at,
    )
    record("fit.money_added", actor=actor, at=at, subject=row, detail={"kind": kind, "amount": amount})
    return row


def load(*, at: dt.datetime) -> tuple[int, int]:
    """Rows read and rows added; rows that are there already stay as they are."""
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = [_row(values, at) for values in csv.DictReader(file)]
    before = MoneyRow.objects.count()
    MoneyRow.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows), MoneyRow.objects.count() - before


def _row(values: dict[str, str], at: dt.datetime) -> MoneyRow:
    numbers = {name: int(values[name]) for name in ("people", "area", "amount")}
    return MoneyRow(
        kind=values["kind"],
        **numbers,
        valid_from=dt.date.fromisoformat(values["valid_from"]),
        source=values["source"],
        is_unverified=values["is_unverified"] == "1",
        entered_at=at,
    )
