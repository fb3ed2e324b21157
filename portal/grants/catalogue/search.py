"""How a scheme becomes a search document: one for each, of its newest public version."""

from collections.abc import Iterable, Sequence

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.grants.schemes.models import Version
from portal.grants.schemes.queries import latest
from portal.grants.schemes.structure import all_schemes, get
from portal.lib.dates import tokyo_date
from portal.search.documents import Document
from portal.search.kinds import Kind

from .queries import Standing, standings

SAID = ("summary", "easy", "who", "pays", "documents")


def _newest() -> dict[int, Version]:
    return {version.pk: version for scheme in all_schemes() if (version := latest(scheme.code))}


def keys() -> Iterable[int]:
    return list(_newest())


def documents(wanted: Sequence[int]) -> Iterable[Document]:
    newest = _newest()
    return [document(newest[key]) for key in wanted if key in newest]


def document(version: Version) -> Document:
    words = [version.words.get(key, "") for key in SAID]
    return Document(
        key=version.pk, rank=version.pk, title=str(get(version.scheme).label), place="", body=" ".join(words)
    )


def found(wanted: Sequence[int]) -> list[Standing]:
    """In the order of the keys; a version that is no longer the newest is left out."""
    newest = _newest()
    schemes = [get(newest[key].scheme) for key in wanted if key in newest]
    return standings(tokyo_date(timezone.now()), schemes)


def cards(wanted: Sequence[int]) -> list[SafeString]:
    return [render_to_string("catalogue/card.html", {"standing": one, "level": "h2"}) for one in found(wanted)]


KIND = Kind(
    name="grant",
    label=_("補助・給付"),
    facets=(),
    numbers=(),
    documents=documents,
    keys=keys,
    cards=cards,
    url_name="catalogue:list",
)
