"""An editor changes the start page, and everybody sees it."""

import pytest

from cms.pages.models import StartPage
from tests import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADLINE = "福祉のしごとを、光が丘で。"


def test_the_start_page_changes(ward, enter):
    """The editors' admin is Wagtail's and needs scripts; the public page needs none."""
    nobody, editor = enter(), enter(people.signed_in(people.editor().user, "mfa"), script=True)
    nobody.goes("/")
    before = nobody.title
    editor.with_session()
    editor.goes("/cms-admin/")
    editor.goes(f"/cms-admin/pages/{StartPage.objects.get().pk}/edit/")
    editor.page.locator("[name=headline]").fill(HEADLINE)
    editor.page.get_by_role("button", name="その他の操作").or_(
        editor.page.locator("footer [data-w-dropdown-target=toggle]")
    ).first.click()
    editor.page.locator("[name=action-publish]").click()
    editor.page.wait_for_load_state()
    nobody.goes("/")
    assert before != HEADLINE
    assert nobody.title == HEADLINE
