"""The acts on a decision, from the draft to the letter in hand."""

from .agreeing import agree, record, send_back
from .drafting import circulate, draft, draft_revocation, drop, revise
from .issuing import Issued, issue, issue_all
from .reaching import give_up, open_letter, posted

__all__ = [
    "Issued",
    "agree",
    "circulate",
    "draft",
    "draft_revocation",
    "drop",
    "give_up",
    "issue",
    "issue_all",
    "open_letter",
    "posted",
    "record",
    "revise",
    "send_back",
]
