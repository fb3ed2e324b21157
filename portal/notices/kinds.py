"""Every kind of message the portal sends, declared by the room that sends it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class NoticeKind:
    """`subject` is fixed text and so cannot hold personal data; `template` gives the plain text of the message."""

    code: str
    label: str | Promise
    subject: str | Promise
    template: str
    mail: bool = True


_kinds: dict[str, NoticeKind] = {}


def register(kind: NoticeKind) -> NoticeKind:
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"notice kind {kind.code} is declared twice")
    return kind


def get(code: str) -> NoticeKind:
    return _kinds[code]


def all_kinds() -> list[NoticeKind]:
    return [_kinds[code] for code in sorted(_kinds)]
