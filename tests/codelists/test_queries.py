import datetime as dt

import pytest

from portal.codelists import actions, queries
from portal.codelists.models import Code

pytestmark = pytest.mark.django_db
AT = dt.datetime(2027, 1, 14, 3, tzinfo=dt.UTC)
DAY = dt.date(2027, 1, 14)


@pytest.fixture(autouse=True)
def _loaded():
    queries.forget()
    actions.load(actor=None, at=AT)
    yield
    queries.forget()


@pytest.mark.parametrize(
    ("held", "met"),
    [
        ("Q01", ["Q01"]),
        ("Q05", ["Q01", "Q02", "Q03", "Q04", "Q05"]),
        ("Q08", ["Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q07", "Q08", "Q09"]),
        ("Q13", ["Q01", "Q13"]),
        ("Q12", ["Q01", "Q12", "Q13"]),
        ("Q51", ["Q01", "Q51", "Q52"]),
        ("Q53", ["Q01", "Q53"]),
        ("Q93", ["Q01", "Q91", "Q92", "Q93"]),
        ("Q999", []),
    ],
)
def test_a_qualification_serves_where_less_is_enough(held, met):
    assert queries.satisfied_by(held) == met


def test_labels_are_read_once_per_process(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.labels("employment")["E7"] == "会計年度任用職員"
        assert queries.briefs("employment")["E7"] == "会計年度任用"
        assert queries.choices("employment", DAY)[0] == ("E1", "正社員")


def test_a_list_without_rows_is_asked_for_again():
    Code.objects.of("employment").delete()
    assert queries.labels("employment") == {}
    actions.load(actor=None, at=AT)
    assert queries.labels("employment")["E1"] == "正社員"


def test_a_closed_code_keeps_its_label_but_is_not_offered():
    Code.objects.filter(value="E8").update(valid_to=DAY - dt.timedelta(days=1))
    Code.objects.filter(value="E7").update(valid_from=DAY + dt.timedelta(days=1))
    assert queries.labels("employment")["E8"] == "アルバイト（学生）"
    assert [value for value, _ in queries.choices("employment", DAY)] == ["E1", "E2", "E3", "E4", "E5", "E6"]
    assert list(Code.objects.of("employment").offered_on(DAY)) == queries.offered("employment", DAY)


def test_choices_stand_under_their_headings():
    groups = queries.grouped_choices("occupation", DAY)
    assert [(heading, len(entries)) for heading, entries in groups] == [
        ("高齢", 16),
        ("障害", 11),
        ("保育", 11),
        ("医療・専門", 5),
    ]
    assert groups[0][1][0] == ("O01", "介護職員（施設）")


def test_a_kind_takes_in_what_lies_below_it():
    assert queries.family("facility_kind", "F01") == ["F01", "F02"]
    assert queries.family("facility_kind", "F02") == ["F02"]
