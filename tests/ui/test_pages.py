import re

import pytest
from django.template import Context, engines
from django.template.loader import render_to_string


@pytest.mark.django_db
def test_gallery_shows_the_components_and_stays_out_of_search_engines(client):
    response = client.get("/ui/")
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.text


@pytest.mark.django_db
def test_pages_carry_no_inline_style_script_or_foreign_address(client):
    html = client.get("/ui/").text
    assert re.findall(r"\sstyle=|\son\w+=|<style|<script(?! src=\"/static/)", html) == []
    assert re.findall(r"(?:src|href)=\"(?:https?:)?//", html) == []


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("400", "うまく受け取れませんでした"),
        ("403", "このページを開けませんでした"),
        ("403_csrf", "もう一度、送ってください"),
        ("404", "ページが見つかりません"),
        ("409", "ほかの人が先に変えました"),
        ("429", "しばらく待ってから、もう一度ためしてください"),
        ("500", "ただいま、うまく動いていません"),
    ],
)
def test_error_pages_speak_plainly_without_any_context(name, heading):
    html = render_to_string(f"{name}.html")
    assert f"<title>{heading} | ねりま 福祉のしごと・すまい</title>" in html
    assert f"<h1>{heading}</h1>" in html


def page(source: str = "", **context) -> str:
    return engines["django"].engine.from_string('{% extends "ui/base.html" %}' + source).render(Context(context))


def test_title_of_a_page_with_errors_says_so():
    titled = "{% block title %}賃金{% endblock %}"
    assert "<title>賃金 | ねりま 福祉のしごと・すまい</title>" in page(titled)
    assert "<title>エラー：賃金 | ねりま 福祉のしごと・すまい</title>" in page(titled, has_errors=True)


def test_shell_draws_only_what_it_is_given():
    bare = page()
    assert 'class="me"' not in bare
    assert 'class="demo"' not in bare
    shell = {
        "demo_line": "見本です",
        "nav": [("仕事", "/jobs/", True)],
        "user": "佐藤 花子",
        "unread": 3,
        "desks": [("事業所の机", "/employer/")],
        "footer": [("お問い合わせ", "/contact/")],
    }
    full = page("", **{"shell": shell})
    assert '<aside class="demo" aria-label="見本であること">見本です</aside>' in full
    assert full.count('<a href="/jobs/" aria-current="page">仕事</a>') == 2
    assert '<a href="/employer/">事業所の机</a>' in full
    assert '<a href="/notices/">' in full
    assert '<span class="count">3<span class="hide">件の未読</span></span>' in full
    assert '<a href="/contact/">お問い合わせ</a>' in full
