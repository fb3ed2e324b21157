import brotli

from tests.ui.stylesheet import SOURCE


def weight(name: str) -> int:
    return len(brotli.compress(SOURCE.with_name(name).read_bytes(), quality=11))


def test_stylesheet_and_script_stay_light():
    assert weight("portal.css") <= 10_000
    assert SOURCE.with_name("portal.js").stat().st_size <= 3_000
    assert weight("portal.css") + weight("portal.js") <= 14_000


def test_stylesheet_asks_for_nothing_else():
    assert "url(" not in SOURCE.read_text(encoding="utf-8")
    assert "@import" not in SOURCE.read_text(encoding="utf-8")
