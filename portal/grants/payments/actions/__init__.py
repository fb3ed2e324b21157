"""The acts on money: owing, batches, results, recovery.

Every act locks the cases of its grants first, then budgets, then series, and last the head of the audit, as the rooms
to the left do: so none waits for another that waits for it, and what is read of a payment stays so.
"""

from .batching import drop_batch, make_batch, release_batch, take_out
from .mending import again, mend_account
from .owing import decision_issued, filing_verified
from .recovering import order, repay, write_off
from .results import load_results

__all__ = [
    "again",
    "decision_issued",
    "drop_batch",
    "filing_verified",
    "load_results",
    "make_batch",
    "mend_account",
    "order",
    "release_batch",
    "repay",
    "take_out",
    "write_off",
]
