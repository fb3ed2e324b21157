from collections.abc import Iterable, Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.search.documents import Document
from portal.search.kinds import Kind

from .queries import findable_pages


def keys() -> Iterable[int]:
    return findable_pages().values_list("pk", flat=True)


def documents(wanted: Sequence[int]) -> Iterable[Document]:
    for page in findable_pages(wanted).specific():
        yield Document(
            key=page.pk,
            rank=page.pk,
            title=page.title,
            place="",
            body=f"{page.summary} {page.searchable_body()}",
        )


def cards(wanted: Sequence[int]) -> list[SafeString]:
    """A page that was withdrawn a moment ago has no card."""
    pages = {page.pk: page for page in findable_pages(wanted)}
    return [SafeString(render_to_string("pages/card.html", {"page": pages[key]})) for key in wanted if key in pages]


KIND = Kind(
    name="page",
    label=_("案内とお知らせ"),
    facets=(),
    numbers=(),
    documents=documents,
    keys=keys,
    cards=cards,
    url_name="pages:search",
)
