"""A route and a letter of a version, as people read them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from portal.letters.wording import LABELS
from portal.lib.money import yen

from .choices import Role


def route_in_words(route: Sequence[Mapping[str, Any]]) -> str:
    """A line for each tier: 5,000,000円まで：係長 → 課長"""
    return "\n".join(f"{_limit(tier.get('up_to'))}：{_steps(tier.get('steps', ()))}" for tier in route)


def _limit(up_to: int | None) -> str:
    return _("上限なし") if up_to is None else _("%(yen)sまで") % {"yen": yen(up_to)}


def _steps(steps: Sequence[str]) -> str:
    names = dict(Role.choices)
    return " → ".join(str(names.get(step, step)) for step in steps)


def letter_in_words(kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(part, text) of a wording, each condition on a line of its own; every part, also the empty ones."""
    told = [(str(label), kept.get(name, "")) for name, label in LABELS.items()]
    return [(label, text if isinstance(text, str) else "\n".join(text)) for label, text in told]
