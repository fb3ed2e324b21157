"""What may be opened when, what is asked, until when: without a database."""

import datetime as dt
import zlib

import pytest

from portal.grants.filings.content import digest_of
from portal.grants.filings.demo import SHEET
from portal.grants.filings.pages import pages_of
from portal.grants.filings.rules import asked, business_days_between, decided_by, may_open, shown
from portal.grants.schemes.structure import Profile, Question

ALL = ("consultation", "application", "change", "report", "claim")


class Of:
    """A scheme that offers every kind, on one road."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    def offers(self, code: str) -> bool:
        return code in ALL


def offered(profile: Profile, state: str, *earlier: tuple[str, str]) -> list[str]:
    return [kind for kind in ALL if may_open(Of(profile), kind, state, earlier)]


@pytest.mark.parametrize(
    ("profile", "state", "earlier", "expected"),
    [
        (Profile.AFTERWARDS, "preparing", [], ["application"]),
        (Profile.AFTERWARDS, "fixed", [("application", "decided")], []),
        (Profile.IN_KIND, "awarded", [("application", "decided")], []),
        (Profile.YEARLY, "review", [("application", "submitted")], []),
        (Profile.YEARLY, "awarded", [("application", "decided")], ["change", "report"]),
        (Profile.YEARLY, "awarded", [("application", "decided"), ("change", "draft")], []),
        (Profile.YEARLY, "awarded", [("application", "decided"), ("change", "decided")], ["change", "report"]),
        (Profile.YEARLY, "awarded", [("application", "decided"), ("report", "withdrawn")], ["change", "report"]),
        (Profile.YEARLY, "fixed", [("application", "decided"), ("report", "decided")], ["claim"]),
        (Profile.YEARLY, "paying", [("application", "decided"), ("claim", "verified")], []),
        (Profile.EVALUATION, "preparing", [], ["consultation"]),
        (Profile.EVALUATION, "preparing", [("consultation", "submitted")], []),
        (Profile.EVALUATION, "preparing", [("consultation", "verified")], ["application"]),
        (Profile.EVALUATION, "awarded", [("consultation", "verified"), ("application", "decided")], ["report"]),
        (Profile.ADVANCE, "paying", [("application", "decided")], ["report"]),
    ],
)
def test_what_may_be_opened(profile, state, earlier, expected):
    assert offered(profile, state, *earlier) == expected


QUESTIONS = (
    Question("a", "A", "yes_no"),
    Question("b", "B", "text", shown_if=("a", True)),
    Question("c", "C", "text", shown_if=("b", "x")),
    Question("d", "D", "many"),
    Question("e", "E", "text", shown_if=("d", "y")),
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "ad"),
        ({"a": True, "b": "x"}, "abcd"),
        ({"a": False, "b": "x"}, "ad"),
        ({"d": ["x", "y"]}, "ade"),
    ],
)
def test_what_hangs_on_a_hidden_question_is_hidden(answers, expected):
    assert "".join(question.key for question in shown(QUESTIONS, answers)) == expected
    assert set(asked(QUESTIONS, answers)) <= set(expected)


def test_days():
    thursday = dt.date(2027, 1, 14)
    assert business_days_between(thursday, thursday) == 0
    assert business_days_between(thursday, dt.date(2027, 1, 18)) == 2
    assert decided_by(thursday, 20, []) == dt.date(2027, 2, 12)
    assert decided_by(thursday, 20, [(dt.date(2027, 1, 20), dt.date(2027, 1, 25))]) == dt.date(2027, 2, 17)


def test_pages():
    assert pages_of(SHEET, "pdf") == 1
    packed = (
        b"%PDF-1.5\nstream\r\n" + zlib.compress(b"<</Type /Page>> <</Type/Page/X 1>> <</Type /Pages>>") + b"endstream"
    )
    assert pages_of(packed, "pdf") == 2
    assert pages_of(b"%PDF-1.5 broken", "pdf") is None
    assert (pages_of(b"", "jpeg"), pages_of(b"", "docx")) == (1, None)


def test_the_fingerprint_is_of_the_content_not_of_its_order():
    assert digest_of({"a": 1, "b": [2]}) == digest_of({"b": [2], "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": 2})
