"""The components, as tags and filters every template knows without loading them. The page /ui/ shows each one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.lib import dates, money
from portal.ui import charts, drawing, fieldview, icons, paging
from portal.ui import week as weeks

register = template.Library()

VERDICTS = {
    "yes": (_("合います"), '<circle cx="16" cy="16" r="6.5"/>'),
    "if": (_("条件がそろえば"), '<path d="m16 9.5 7 12.5H9Z"/>'),
    "no": (_("合いません"), '<path d="m11 11 10 10M21 11 11 21"/>'),
    "unknown": (
        _("まだ分かりません"),
        '<path d="M12.5 13a3.5 3.5 0 1 1 5.5 2.9c-1.3.9-2 1.5-2 3.1M16 22.3v.2"/>',
    ),
}


# Dates and money


def _day(value: dt.date | dt.datetime) -> dt.date:
    return dates.tokyo_date(value) if isinstance(value, dt.datetime) else value


@register.filter
def long_date(value: dt.date | dt.datetime | None) -> str:
    """2027年1月14日（木）, of a date or of an instant in Tokyo."""
    return dates.long_date(_day(value)) if value else ""


@register.filter
def short_date(value: dt.date | dt.datetime | None) -> str:
    return dates.short_date(_day(value)) if value else ""


@register.filter
def era_date(value: dt.date | dt.datetime | None) -> str:
    return dates.era_date(_day(value)) if value else ""


@register.filter
def short_time(value: dt.datetime | None) -> str:
    """11月22日（日） 9:40"""
    if not value:
        return ""
    local = value.astimezone(dates.TOKYO)
    return f"{dates.short_date(local.date())} {local.hour}:{local.minute:02}"


@register.filter
def yen(value: int | None) -> str:
    return "" if value is None else money.yen(value)


@register.filter
def man_yen(value: int | None) -> str:
    return "" if value is None else money.ten_thousands(value)


@register.filter
def figure(value: int | None) -> str:
    """1,234 without a unit."""
    return "" if value is None else f"{value:,}"


# Addresses that keep the query


@register.simple_tag(takes_context=True)
def url_with(context: Context, **changes: Any) -> str:
    """The query of this page changed: `{% url_with page=3 %}`; None takes a key away, any other key drops the page."""
    return paging.changed(context["request"].GET, changes)


@register.simple_tag(takes_context=True)
def url_without(context: Context, key: str, value: str | None = None) -> str:
    """The query of this page without one value of a key, or without the key."""
    return paging.without(context["request"].GET, key, value)


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Context, page_obj: Any = None, number: int = 1, total: int = 0, size: int = 20) -> dict:
    """Of a Django page, or of a page number, a total and a size."""
    if page_obj is not None:
        number, pages = page_obj.number, page_obj.paginator.num_pages
    else:
        pages = max(1, -(-total // size))
    return {"links": paging.links(context["request"].GET, number, pages), "number": number, "pages": pages}


@register.simple_tag
def crumbs(*steps: str) -> SafeString:
    """`{% crumbs "ホーム" "/" "いまのページ" %}`: pairs of label and address, the last without one."""
    pairs = [(steps[i], steps[i + 1] if i + 1 < len(steps) else "") for i in range(0, len(steps), 2)]
    return _render("crumbs", {"pairs": pairs})


# Small marks


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    return icons.draw(name, size, label)


@register.simple_tag
def tag(text: str, tone: str = "") -> SafeString:
    """`tone` is "", key, warn, stop or quiet; the words carry the meaning, never the colour alone."""
    return format_html('<span class="tag {}">{}</span>', tone, text)


@register.simple_tag
def chip(text: str, href: str) -> SafeString:
    """A chosen condition; its link takes it away."""
    return format_html(
        '<a class="chip" href="{}">{}<span aria-hidden="true">×</span><span class="hide">{}</span></a>',
        href,
        text,
        _("を外す"),
    )


@register.simple_tag
def verdict_mark(verdict: str, label: str | None = "", size: str = "") -> SafeString:
    """○ △ × ？ for yes, if, no, unknown, with the word beside it; `label=None` only says the word aloud."""
    word, sign = VERDICTS[verdict]
    drawn = SafeString(sign)
    shape = (
        '<svg viewBox="0 0 32 32" {}><circle class="disc" cx="16" cy="16" r="16"/>'
        '<g class="sign" fill="none" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{}</g></svg>'
    )
    if label is None:
        voiced = format_html(shape, format_html('role="img" aria-label="{}"', word), drawn)
        return format_html('<span class="verdict {} {}">{}</span>', verdict, size, voiced)
    silent = format_html(shape, SafeString('aria-hidden="true"'), drawn)
    return format_html('<span class="verdict {} {}">{}<b>{}</b></span>', verdict, size, silent, label or word)


# Signature pieces


@register.simple_tag
def week(cells: Iterable[str], wanted: Iterable[str] = (), size: str = "", note: str = "") -> SafeString:
    """Filled cells are work, dashed ones are yours; `note` is a sentence beside it. `size` is "" or "l"."""
    worked, yours = frozenset(cells), frozenset(wanted or ())
    return format_html(
        '<div class="weekbox {}">{}{}</div>',
        size,
        weeks.draw(worked, yours),
        format_html('<p class="small">{}</p>', note) if note else "",
    )


@register.simple_tag
def week_text(cells: Iterable[str]) -> str:
    return weeks.in_words(frozenset(cells))


@register.inclusion_tag("ui/parts/median_bar.html")
def median_bar(value: int, low: int, median: int, high: int, label: str = "", source: str = "") -> dict:
    """`low` and `high` are the quartiles, all in yen; `source` says of what and of how many the median is."""
    bar = charts.median_bar(value, low, median, high)
    return {"bar": bar, "value": value, "low": low, "median": median, "high": high, "label": label, "source": source}


@register.inclusion_tag("ui/parts/road.html")
def road(steps: Iterable[Sequence]) -> dict:
    """Steps of (label, note, state); state is done, now or todo."""
    return {"steps": [(*step, "", "")[:3] for step in steps]}


@register.inclusion_tag("ui/parts/turn_box.html")
def turn_box(
    what: str,
    until: dt.date | dt.datetime | None = None,
    href: str = "",
    action: str = "",
    yours: bool = True,
    who: str = "",
    note: str = "",
    late: bool = False,
) -> dict:
    """Whose turn it is (yours, or that of `who`), what to do, until when, and the one button."""
    return {
        "what": what,
        "until": until,
        "href": href,
        "action": action,
        "yours": yours,
        "who": who,
        "note": note,
        "tone": "late" if late else "" if yours else "theirs",
    }


@register.inclusion_tag("ui/parts/gauge.html")
def budget_gauge(total: int, spent: int, pending: int = 0, note: str = "") -> dict:
    """What is spent, under review and left of a budget, in yen."""
    return {
        "parts": charts.shares(total, spent, pending),
        "left": max(total - spent - pending, 0),
        "pending": pending,
        "note": note,
        "total": total,
    }


@register.inclusion_tag("ui/parts/bar_chart.html")
def bar_chart(rows: Iterable[Sequence], title: str = "", tone: str = "") -> dict:
    """A table of (label, value[, href]) whose values are drawn as bars."""
    return {"bars": charts.bars(rows), "title": title, "tone": tone}


@register.inclusion_tag("ui/parts/progress.html")
def progress(now: int, total: int, note: str = "") -> dict:
    """Step `now` (from 1) of `total`."""
    width = round(100 / total, 2)
    steps = [
        (round(width * place, 2), "done" if place + 1 < now else "now" if place + 1 == now else "todo")
        for place in range(total)
    ]
    return {"now": now, "total": total, "note": note, "steps": steps, "width": round(width - 1, 2)}


# Blocks


def _render(name: str, context: dict) -> SafeString:
    return SafeString(render_to_string(f"ui/parts/{name}.html", context).strip())


@register.simple_block_tag
def card(content: str, title: str = "", href: str = "", tone: str = "", level: int = 2) -> SafeString:
    return _render("card", {"content": content, "title": title, "href": href, "tone": tone, "level": f"h{level}"})


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return format_html('<div class="inset">{}</div>', content)


@register.simple_block_tag
def notification(content: str, tone: str = "") -> SafeString:
    """A banner inside a page; `tone` is "", warn or stop."""
    return _render("banner", {"content": content, "tone": tone})


@register.simple_block_tag
def disclosure(content: str, title: str, open: bool = False) -> SafeString:
    return _render("disclosure", {"content": content, "title": title, "open": open})


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """Nothing here yet: the title says so, the content what to do next."""
    return format_html('<div class="empty"><h2>{}</h2>{}</div>', title, content)


@register.simple_block_tag
def confirmation(content: str, title: str, number: str = "", level: int = 1) -> SafeString:
    """What was sent has arrived: its receipt number, then what happens next."""
    return _render("confirmation", {"content": content, "title": title, "number": number, "level": f"h{level}"})


@register.simple_block_tag
def verdict_panel(content: str, verdict: str, title: str) -> SafeString:
    """The answer in one sentence, before the explanation."""
    return _render("verdict_panel", {"content": content, "verdict": verdict, "title": title})


# Lists and tables


@register.inclusion_tag("ui/parts/summary.html")
def summary(rows: Iterable[Sequence]) -> dict:
    """Rows of (label, value[, address to change it])."""
    return {"rows": [(*row, "")[:3] for row in rows]}


@register.inclusion_tag("ui/parts/sum_table.html")
def sum_table(rows: Iterable[Sequence], caption: str = "") -> dict:
    """A sum line by line: rows of (label, amount in words[, "total" or "note"])."""
    return {"rows": [(*row, "")[:3] for row in rows], "caption": caption}


@register.inclusion_tag("ui/parts/table.html")
def table(head: Sequence[str], rows: Iterable[Sequence], caption: str = "") -> dict:
    """On a phone each row becomes a stack in which every cell carries the name of its column."""
    return {"head": head, "rows": [list(zip(head, row, strict=True)) for row in rows], "caption": caption}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Iterable[Sequence]) -> dict:
    """Tasks of (label, address, state in words, tone[, hint]); without an address the task cannot be begun yet."""
    return {"tasks": [(*task, "")[:5] for task in tasks]}


@register.simple_tag
def stats(*tiles: Any) -> SafeString:
    """A row of stat tiles made with `stat`."""
    return format_html('<dl class="stats">{}</dl>', format_html_join("", "{}", ((tile,) for tile in tiles)))


@register.simple_tag
def stat(label: str, value: Any, unit: str = "", tone: str = "", note: str = "", href: str = "") -> SafeString:
    """One figure for a `<dl class="stats">`; whole numbers get their separators."""
    shown = f"{value:,}" if isinstance(value, int) else conditional_escape(value)
    return _render("stat", {"label": label, "value": shown, "unit": unit, "tone": tone, "note": note, "href": href})


@register.inclusion_tag("ui/parts/side_nav.html")
def side_nav(items: Iterable[Sequence], label: str) -> dict:
    """Items of (label, address, count or None, current)."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/feed.html")
def feed(entries: Iterable[Any]) -> dict:
    """Entries with `at`, `who`, `text`, `note` and `mine`, newest first."""
    return {"entries": entries}


# Forms


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: Any, focus: bool = True) -> dict:
    """Every error of the forms and formsets given, each leading to its field."""
    return {"lines": fieldview.lines(*forms), "focus": focus}


@register.simple_tag
def field_options(field: BoundField) -> SafeString:
    """The radios or checkboxes of a field alone."""
    return drawing.options(option.data for option in field)


@register.filter
def drawn(widget: dict) -> SafeString:
    """A widget inside the template of another one."""
    return drawing.drawn(widget)


@register.simple_tag
def form_errors(form: Any) -> list[fieldview.Told]:
    """Errors that belong to no visible field."""
    return fieldview.general(form) if form.is_bound else []
