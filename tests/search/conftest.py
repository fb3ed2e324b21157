"""A small kind of its own with its filters, in a fresh index."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils.safestring import mark_safe

from portal.accounts.models import User
from portal.geo.models import Line, Station, Stop
from portal.geo.queries import forget
from portal.search import evaluation, kinds
from portal.search.documents import Document
from portal.search.filters import (
    DaysFilter,
    FacetFilter,
    NumberFilter,
    OrderFilter,
    PlaceFilter,
    SearchFilterSet,
    WordsFilter,
    register_filterset,
)
from portal.search.kinds import Facet, Kind
from portal.ui.week import PLACES

AT = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
OCCUPATIONS = [("福祉", [("O01", "介護職員"), ("O22", "世話人")]), ("保育", [("O41", "保育士"), ("O42", "保育補助")])]
FEATURES = [("K01", "未経験OK"), ("K02", "車通勤可"), ("K03", "ブランクOK")]
LADDER = {"none": ("Q00",), "basic": ("Q00", "Q05"), "full": ("Q00", "Q05", "Q09")}
HIKARIGAOKA = (35.7586, 139.6286)
NERIMA = (35.7378, 139.6542)


class Filters(SearchFilterSet):
    kind = "sample"
    q = WordsFilter(label="ことば")
    near = PlaceFilter(label="家から")
    occupation = FacetFilter("occupation", OCCUPATIONS, label="職種")
    held = FacetFilter(
        "qualification",
        [("none", "無資格"), ("basic", "初任者研修"), ("full", "介護福祉士")],
        single=True,
        expand=LADDER.__getitem__,
        label="持っている資格",
    )
    feature = FacetFilter("feature", lambda: FEATURES, every=True, label="こだわり")
    week = DaysFilter("week", at_least="days_min", label="働ける曜日と時間")
    pay = NumberFilter("pay", chip="{}円以上", steps=[(200_000, "20万円"), (250_000, "25万円")], label="月給")
    days_off = NumberFilter("days_off", chip="年間休日{}日以上", label="年間休日")
    order = OrderFilter(
        [("match", "合う順"), ("newest", "新しい順"), ("pay", "給与"), ("near", "近い順")], label="並べ替え"
    )


def make(key: int, title: str, **changes) -> Document:
    facets = {"occupation": ["O01"], "qualification": ["Q00"], "feature": ["K01"], "week": ["tue-day", "wed-day"]}
    numbers = {"pay": 220_000, "days_off": 115, "days_min": 1}
    facets |= {name: value for name, value in changes.items() if name in facets}
    numbers |= {name: value for name, value in changes.items() if name in numbers}
    return Document(key, 100 + key, title, "あおぞら会", "", facets, numbers, changes.get("point", HIKARIGAOKA))


@pytest.fixture
def shelf(settings, tmp_path, monkeypatch, db) -> dict[int, Document]:
    """The documents that are public, by key. A search after a change needs `actions.rebuild` or `changed`."""
    documents = {
        document.key: document
        for document in (
            make(1, "介護職員（夜勤なし）"),
            make(2, "介護職員（日勤）", pay=260_000, qualification=["Q05"], feature=["K01", "K02"]),
            make(3, "保育士", occupation=["O41"], pay=None, qualification=["Q09"], point=NERIMA),
            make(4, "保育補助", occupation=["O42"], pay=190_000, week=["sat-day"], point=NERIMA),
            make(5, "世話人 夜勤あり", occupation=["O22"], days_off=None, week=["tue-night"], feature=[], point=None),
        )
    }
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    monkeypatch.setattr(kinds, "_kinds", {})
    monkeypatch.setattr(evaluation, "_filtersets", {})
    kinds.register(
        Kind(
            name="sample",
            label="見本",
            facets=(
                Facet("occupation", "one"),
                Facet("qualification", "few", slots=2),
                Facet("feature", "flags", codes=tuple(code for code, _label in FEATURES)),
                Facet("week", "flags", codes=tuple(PLACES)),
            ),
            numbers=("pay", "days_off", "days_min"),
            documents=lambda keys: [documents[key] for key in keys if key in documents],
            keys=lambda: list(documents),
            cards=lambda keys: [mark_safe(f'<article class="card">{documents[key].title}</article>') for key in keys],
            url_name="search:everything",
        )
    )
    register_filterset("sample", Filters)
    return documents


@pytest.fixture
def stations(db):
    line = Line.objects.create(code="oedo", name="都営大江戸線")
    for position, (name, point) in enumerate({"光が丘": HIKARIGAOKA, "練馬": NERIMA}.items()):
        station = Station.objects.create(code=f"s{position}", name=name, latitude=point[0], longitude=point[1])
        Stop.objects.create(station=station, line=line, position=position)
    forget()
    yield
    forget()


@pytest.fixture
def filters(shelf):
    return lambda query: Filters(QueryDict(query))


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("hanako@example.com", name="架空 花子")


@pytest.fixture
def other(db) -> User:
    return User.objects.create_user("taro@example.com", name="架空 太郎")
