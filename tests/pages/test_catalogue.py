from django.utils.translation import gettext, ngettext

from cms.pages.catalogue import compile_catalogue
from cms.pages.management.commands.compile_catalogue import SOURCE


def test_compiled_catalogue_is_that_of_the_source():
    assert SOURCE.with_suffix(".mo").read_bytes() == compile_catalogue(SOURCE.read_text(encoding="utf-8"))


def test_words_of_the_editors():
    assert gettext("Change privacy") == "見られる人を変える"
    assert ngettext("There is one matching page", "There are %(counter)s matching pages", 2) == (
        "%(counter)sページ見つかりました"
    )


def test_editor_sees_them(desk, site):
    assert "本文へ" in desk.get("/cms-admin/").content.decode()
