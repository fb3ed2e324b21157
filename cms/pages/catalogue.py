"""Gettext catalogues without gettext's tools: entries of one line each, with or without a plural."""

import ast
import re
import struct

LINE = re.compile(r'(msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")|(".*")')


def read(source: str) -> dict[str, str]:
    """Message to translation as the compiled form keeps them: singular and plural in one key, parted by a null."""
    entries: dict[str, str] = {}
    for paragraph in re.split(r"\n\s*\n", source):
        parts: list[list[str]] = []
        for match in map(LINE.fullmatch, paragraph.splitlines()):
            if match and match[1]:
                parts.append([match[1], ast.literal_eval(match[2])])
            elif match:
                parts[-1][1] += ast.literal_eval(match[3])
        key = "\0".join(text for name, text in parts if name.startswith("msgid"))
        if parts:
            entries[key] = "\0".join(text for name, text in parts if name.startswith("msgstr"))
    return entries


def compile_catalogue(source: str) -> bytes:
    """The .mo file: header, two tables of lengths and offsets, then the texts, sorted by message."""
    pairs = sorted((key.encode(), text.encode()) for key, text in read(source).items())
    count, texts, tables = len(pairs), b"", [[], []]
    start = 28 + 16 * count
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), start + len(texts)]
            texts += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return header + struct.pack(f"<{4 * count}I", *tables[0], *tables[1]) + texts
