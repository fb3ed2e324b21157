"""Who does what with money, how a result reads, what an account looks like. Pure: no rows are read here."""

import re

from portal.grants.schemes.choices import Role
from portal.lib.text import plain

MAKES = frozenset({Role.ACCOUNTING})  # batches, results, money that comes back
RELEASES = frozenset({Role.ACCOUNTING, Role.CHIEF, Role.MANAGER})  # and never who made the batch
ORDERS = frozenset({Role.CLERK, Role.CHIEF})  # a recovery, with its day
WRITES_OFF = frozenset({Role.MANAGER, Role.DIRECTOR})

OPEN = ("due", "failed", "batched")  # not handed over yet: can still be cancelled
UNPAID = ("due", "failed", "batched", "sent")
ACCOUNT = ("bank", "bank_name", "branch", "branch_name", "kind", "number", "holder")
KINDS = {"ordinary": "1", "current": "2"}  # 預金種目 of the 全銀 format
LONG_NUMBER = re.compile(r"[0-9](?:[\s-]?[0-9]){3,}")


def number_of(decision_number: str) -> str:
    """The number of a payment: `D-2026-00012-4` is paid as `P-2026-00012-4`, with the same check digit."""
    return f"P{decision_number[1:]}"


def masked(number: str) -> str:
    return f"***{number[-2:]}"


def reason_in_words(text: str) -> str:
    """What a bank says, in one line, without anything that could be the number of an account."""
    return LONG_NUMBER.sub("****", plain(text))[:200]
