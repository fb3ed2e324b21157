"""Rules and what they find.

A rule is declared once with its code, its sentence and its legal source; `manage.py rules` lists every declaration.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Severity(Enum):
    BLOCK = "block"  # cannot go on before it is mended
    REVIEW = "review"  # a member of staff looks at it
    WARN = "warn"  # may go on, having seen it
    ACT = "act"  # the portal does something by itself


@dataclass(frozen=True)
class Finding:
    """One thing a rule found: where it is, what is wrong in plain words, how to mend it."""

    code: str
    severity: Severity
    field: str
    message: str
    mend: str
    source: str


@dataclass(frozen=True)
class Rule:
    code: str
    sentence: str
    source: str
    severity: Severity
    check: Callable[..., Any] = field(compare=False)

    def found(self, at: str, message: str, mend: str) -> Finding:
        return Finding(self.code, self.severity, at, message, mend, self.source)


_rules: dict[str, Rule] = {}


def rule(code: str, sentence: str, source: str, severity: Severity) -> Callable[[Callable[..., Any]], Rule]:
    """Declare the decorated function as the check of a rule; its code is `room.name`, unique in the portal.

    The function receives the rule as its first argument, then whatever its room passes, and yields `Finding`s.
    """

    def declare(check: Callable[..., Any]) -> Rule:
        if code in _rules and _rules[code].check.__module__ != check.__module__:
            raise ValueError(f"rule {code} is declared twice")
        _rules[code] = declared = Rule(code, sentence, source, severity, check)
        return declared

    return declare


def all_rules() -> list[Rule]:
    return [_rules[code] for code in sorted(_rules)]
