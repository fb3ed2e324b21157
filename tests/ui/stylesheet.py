"""A reader of our one stylesheet: its tokens, its rules, the pairs of colours it promises."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "portal/ui/static/ui/portal.css"
TEXT = SOURCE.read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"(--[\w-]+):(#[0-9a-f]{3,6})\b", TEXT))


def promised() -> list[tuple[float, str, str]]:
    """(least ratio, foreground, background) of the lines that start with "contrast"."""
    found = []
    for least, front, backs in re.findall(r"/\* contrast ([\d.]+) (--[\w-]+) on (.+?) \*/", TEXT):
        found += [(float(least), front, back) for back in backs.split()]
    return found


def rules() -> list[tuple[str, dict[str, str]]]:
    """(selector, declarations) of every rule that colours something; forced colours are the system's own."""
    bare = re.sub(r"/\*.*?\*/", "", TEXT, flags=re.S)
    bare = re.sub(r"@media \(forced-colors.*?\n}", "", bare, flags=re.S)
    return [
        (selector.strip(), dict(re.findall(r"(?:^|;)\s*([\w-]+):([^;]+)", body)))
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", bare)
    ]


def colour(value: str) -> str | None:
    """The six hex digits behind a token or a literal; None for what has no colour of its own."""
    token = re.search(r"var\((--[\w-]+)\)", value)
    literal = TOKENS.get(token[1]) if token else next(iter(re.findall(r"#[0-9a-f]{3,6}\b", value)), None)
    if literal is None:
        return None
    digits = literal[1:]
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def _luminance(digits: str) -> float:
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(front: str, back: str) -> float:
    """WCAG contrast of two colours given as six hex digits."""
    light, dark = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
