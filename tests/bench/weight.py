import re
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders
from django.http import HttpResponse

LIMITS = {"HTML, raw": 60_000, "CSS and script, brotli": 14_000, "first view, brotli": 32_000}


def packed(content: bytes, quality: int) -> int:
    return len(brotli.compress(content, quality=quality))


def of_page(response: HttpResponse) -> dict[str, int]:
    """Bytes of a page and of the files it names: files packed once (11), the page as it goes out (5)."""
    html = response.content
    names = re.findall(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="/static/([^"]+)"', html.decode())
    files = sum(packed(Path(str(finders.find(name))).read_bytes(), 11) for name in names)
    return {
        "HTML, raw": len(html),
        "HTML, brotli": packed(html, 5),
        "CSS and script, brotli": files,
        "first view, brotli": packed(html, 5) + files,
    }
