"""Rich text is cleaned when it is stored and again when it is shown, whoever wrote it into the database."""

import re

from bs4 import BeautifulSoup, Tag
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule

FEATURES = ["bold", "ol", "ul", "link", "document-link"]
# A path of this site, or one of the schemes that cannot run anything.
ADDRESS = re.compile(r"(?:/(?!/)|https?://[^/\s]|mailto:[^\s@]+@|tel:[+0-9])\S*|/", re.IGNORECASE)
BODILESS = {"script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math", "textarea", "title"}


def safe_address(address: str) -> str | None:
    return address if ADDRESS.fullmatch(address) else None


def _link_type(value: str) -> str | None:
    return value if value in {"page", "document"} else None


def _number(value: str) -> str | None:
    return value if re.fullmatch("[0-9]{1,18}", value) else None


class StoredTextWhitelister(Whitelister):
    """What the editor can write, in the form in which Wagtail stores it: links to pages are `<a linktype id>`."""

    element_rules = {
        **dict.fromkeys(
            ["[document]", "p", "br", "b", "strong", "i", "em", "ul", "ol", "li"], allow_without_attributes
        ),
        "a": attribute_rule({"href": safe_address, "linktype": _link_type, "id": _number}),
    }

    def clean_tag_node(self, doc: BeautifulSoup, tag: Tag) -> None:
        if tag.name in BODILESS:
            tag.decompose()
        else:
            super().clean_tag_node(doc, tag)


def clean(html: str) -> str:
    return StoredTextWhitelister().clean(html)


class CleanRichText(RichText):
    """Shows its text clean; links to pages stay as stored until `with_links` sees the whole page."""

    def __html__(self) -> SafeString:
        return mark_safe(clean(self.source))


class CleanRichTextBlock(blocks.RichTextBlock):
    def __init__(self, **options) -> None:
        super().__init__(**{"features": FEATURES, **options})

    def to_python(self, value: str) -> CleanRichText:
        return CleanRichText(value)

    def normalize(self, value: RichText | str | None) -> CleanRichText:
        return CleanRichText(value.source if isinstance(value, RichText) else value)

    def value_from_form(self, value: str) -> CleanRichText:
        return CleanRichText(value)

    def get_prep_value(self, value: RichText) -> str:
        return clean(value.source)


class OneQueryPageLinks(PageLinkHandler):
    """All links to pages in one query, without asking each kind of page; a page that is not public is no link."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        numbers = [attrs.get("id", "") for attrs in attrs_list]
        pages = {str(page.pk): page for page in Page.objects.live().filter(pk__in=filter(str.isdecimal, numbers))}
        return [pages.get(number) for number in numbers]


def with_links(content: str) -> SafeString:
    return mark_safe(expand_db_html(conditional_escape(content)))
