"""Line icons on a 24 × 24 grid."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS = {
    "alert": '<path d="M12 3 2.5 20h19Z"/><path d="M12 10v4.5M12 17.2v.3"/>',
    "bell": '<path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15Z"/><path d="M10 21.5h4"/>',
    "briefcase": '<path d="M3 8h18v11H3ZM9 8V5h6v3M3 13h18"/>',
    "calendar": '<path d="M4 6h16v14H4ZM4 10h16M8 3.5V7M16 3.5V7"/>',
    "cap": '<path d="M2 9.5 12 5l10 4.5L12 14Z"/><path d="M6.5 12v4.5c3 2.3 8 2.3 11 0V12M21.5 10v5.5"/>',
    "check": '<circle cx="12" cy="12" r="9"/><path d="m7.8 12.3 3 3 5.5-6.3"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l3.5 2.5"/>',
    "document": '<path d="M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6"/>',
    "house": '<path d="M3 11.5 12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-5.5h4V20"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20v-1.5a6.5 5.5 0 0 1 13 0V20"/>'
        '<path d="M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14a6 5 0 0 1 3.5 4.5V20"/>'
    ),
    "phone": '<path d="M5 3.5h4l1.5 5-2.5 1.8a12 12 0 0 0 5.7 5.7l1.8-2.5 5 1.5v4c-9 2-17.5-6.5-15.5-15.5Z"/>',
    "pin": '<path d="M12 21.5s7-6.6 7-12a7 7 0 0 0-14 0c0 5.4 7 12 7 12Z"/><circle cx="12" cy="9.5" r="2.5"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H4V8h16v9h-3"/><path d="M7 14h10v6.5H7Z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5.5 5.5"/>',
    "star": '<path d="m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17.1 6.7 20l1.1-6-4.4-4.2 6-.8Z"/>',
}
FILLED = {"star-full": "star"}


def draw(name: str, size: str = "", label: str = "") -> SafeString:
    """`size` is "", "s" or "l". Without a label the icon is decoration and hidden from assistive technology."""
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    fill = "currentColor" if name in FILLED else "none"
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" fill="{}" stroke="currentColor" stroke-width="1.8" '
        'stroke-linejoin="round" stroke-linecap="round" {}>{}</svg>',
        size,
        fill,
        voice,
        mark_safe(ICONS[FILLED.get(name, name)]),
    )
