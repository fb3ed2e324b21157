"""Which letters a version words. The room that issues them names them at start."""

from collections.abc import Callable, Iterable

from portal.letters import kinds
from portal.letters.kinds import LetterKind

from .models import Version
from .structure import Scheme, get

Named = Callable[[Scheme], Iterable[str]]
_named: list[Named] = []


def register(named: Named) -> None:
    """`named` gives the codes of the kinds of letter that may become due in a scheme."""
    _named.append(named)


def kinds_of(version: Version) -> list[LetterKind]:
    """Those that may become due, then what else is worded already."""
    due = [code for named in _named for code in named(get(version.scheme))]
    return [kinds.get(code) for code in dict.fromkeys([*due, *version.letters])]
