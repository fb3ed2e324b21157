"""Hostile HTML put in by any door but the editor: it is not stored by the ORM, and not shown whoever stored it."""

import json

import pytest
from django.core.cache import cache
from django.db import connection

from cms.pages.content_files import item
from cms.pages.models import GuidePage
from cms.pages.richtext import clean, safe_address

HOSTILE = (
    '<p>はじめ</p><script>alert(1)</script><img src=x onerror="alert(2)"><a href="javascript:alert(3)">押す</a>'
    '<p onclick="alert(4)" style="color:red">おわり</p><svg onload="alert(5)"></svg>'
    '<iframe src="//evil.example"></iframe>'
)
SHOWN = "<p>はじめ</p><a>押す</a><p>おわり</p>"


def stream(html):
    return [
        {"type": "text", "value": html},
        {"type": "questions", "value": [item({"question": "<b>問い</b>", "answer": html})]},
        {"type": "links", "value": [item({"text": "行く", "page": None, "address": "javascript:x"})]},
    ]


def shown(client):
    cache.clear()
    return client.get("/guides/terms/").content.decode()


def harmless(text):
    return [bad for bad in ("alert(", "onerror", "onclick", "javascript:", "evil.example", "color:red") if bad in text]


def test_clean():
    assert clean(HOSTILE) == SHOWN


def test_orm_stores_it_clean(client, site):
    page = GuidePage.objects.get(slug="terms")
    page.body = stream(HOSTILE)
    page.save()
    with connection.cursor() as cursor:
        cursor.execute("select body from pages_bodypage where portalpage_ptr_id = %s", [page.pk])
        stored = json.loads(cursor.fetchone()[0])
    assert [stored[0]["value"], stored[1]["value"][0]["value"]["answer"]] == [SHOWN, SHOWN]
    assert harmless(shown(client)) == []


def test_sql_is_shown_clean(client, site):
    page = GuidePage.objects.get(slug="terms")
    with connection.cursor() as cursor:
        cursor.execute(
            "update pages_bodypage set body = %s where portalpage_ptr_id = %s",
            [json.dumps(stream(HOSTILE)), page.pk],
        )
    text = shown(client)
    assert harmless(text) == []
    assert "<p>はじめ</p>" in text
    assert "&lt;b&gt;問い&lt;/b&gt;" in text


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("/", "/"),
        ("/jobs/?q=介護", "/jobs/?q=介護"),
        ("https://example.jp/", "https://example.jp/"),
        ("tel:0312345678", "tel:0312345678"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("//evil.example/", None),
        ("data:text/html,x", None),
        ("", None),
    ],
)
def test_addresses(address, answer):
    assert safe_address(address) == answer
